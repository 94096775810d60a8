import Images
import Kernels
import Networks
import Testing
import Visualization

@Suite struct PatchWindowTests {
  private let zfnet = Architecture.zfnet.graph()

  private func place(_ layer: String, _ row: Int, _ column: Int) -> [Int] {
    let window = PatchWindow(zfnet, layer: layer, row: row, column: column)
    return [window.x, window.y, window.side]
  }

  @Test func inTheMiddleItIsTheReceptiveField() {
    // conv1: 7 pixels wide, every 2; conv5: 139 wide, every 16, from −48 on.
    #expect(place("conv1", 3, 5) == [10, 6, 7])
    #expect(place("conv5", 6, 7) == [-48 + 7 * 16, -48 + 6 * 16, 139])
  }

  @Test func atTheEdgesItMovesIntoTheImage() {
    #expect(place("conv5", 0, 12) == [224 - 139, 0, 139])
    // The last window of conv1 overhangs by one pixel.
    #expect(place("conv1", 109, 0) == [0, 217, 7])
    let corners = [0, 12].flatMap { row in
      [0, 12].map { PatchWindow(zfnet, layer: "conv5", row: row, column: $0) }
    }
    for window in corners {
      #expect(
        window.x >= 0 && window.y >= 0 && window.x + window.side <= 224 && window.y + window.side <= 224)
    }
  }

  /// What the window shows holds all that the unit sees.
  @Test func itHoldsTheWholeReceptiveBox() {
    for layer in ["conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5"] {
      let side = zfnet.shape(of: layer)[1]
      for row in 0..<side {
        let window = PatchWindow(zfnet, layer: layer, row: row, column: side - 1 - row)
        let box = zfnet.receptiveBox(of: layer, row: row, column: side - 1 - row)
        #expect(window.y <= box.y.lowerBound && box.y.upperBound <= window.y + window.side, "\(layer) \(row)")
        #expect(window.x <= box.x.lowerBound && box.x.upperBound <= window.x + window.side, "\(layer) \(row)")
      }
    }
  }

  @Test func aFieldLargerThanTheImageShowsTheImage() {
    let small = Architecture.zfnet.graph(input: 96, width: 0.1, classes: 2)
    for unit in 0..<5 {
      let window = PatchWindow(small, layer: "conv5", row: unit, column: 4 - unit)
      #expect([window.x, window.y, window.side] == [0, 0, 96])
    }
  }

  @Test func theCutIsThatPartOfTheImage() {
    var image = Image(width: 224, height: 224, gray: 0)
    for y in 0..<224 { for x in 0..<224 { (image[x, y, 0], image[x, y, 1]) = (UInt8(x), UInt8(y)) } }
    let cut = PatchWindow(zfnet, layer: "conv2", row: 10, column: 4).cut(image)
    // conv2: 27 pixels wide, every 8.
    #expect(cut.width == 27 && cut.height == 27)
    #expect(cut[0, 0, 0] == 32 && cut[0, 0, 1] == 80 && cut[26, 26, 0] == 58 && cut[26, 26, 1] == 106)
  }

  /// A unit of two windows of 1×7 sees 13 columns of one row: the square around them, moved into the image at its edges.
  @Test func windowsThatAreNoSquaresAreHeldByOne() {
    let window = WindowGeometry(rows: AxisWindow(kernel: 1), columns: AxisWindow(kernel: 7))
    let graph = Graph(
      inputShape: [3, 40, 40],
      chain: [
        ("c1", .convolution(ConvolutionGeometry(inputs: 3, outputs: 2, window: window, groups: 1))),
        ("c2", .convolution(ConvolutionGeometry(inputs: 2, outputs: 2, window: window, groups: 1))),
        ("logits", .dense(inputs: 2 * 40 * 28, outputs: 2)),
      ])
    #expect(graph.receptiveField(of: "c2", along: \.rows).size == 1)
    #expect(graph.receptiveField(of: "c2", along: \.columns).size == 13)
    #expect(graph.receptiveField(of: "c2").size == 13)
    for (row, column) in [(0, 0), (20, 10), (39, 27)] {
      let shown = PatchWindow(graph, layer: "c2", row: row, column: column)
      let box = graph.receptiveBox(of: "c2", row: row, column: column)
      #expect(box.x.count == 13 && box.y.count == 1)
      #expect(shown.side == 13 && shown.x == box.x.lowerBound)
      #expect(shown.y <= box.y.lowerBound && box.y.upperBound <= shown.y + shown.side)
    }
    #expect(PatchWindow(graph, layer: "c2", row: 20, column: 10).y == 14)
  }
}
