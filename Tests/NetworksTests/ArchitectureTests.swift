import Foundation
import Networks
import Tensors
import Testing

@Suite struct ArchitectureTests {
  static let papersNetworks: [Architecture] = [.zfnet, .zfnetWide, .alexnet]

  /// The sides of the maps that the paper names: conv1, pool1, conv2, pool2, conv3, conv4, conv5, pool5.
  private func sides(_ kind: Architecture, input: Int) -> [Int] {
    let graph = kind.graph(input: input)
    return ["conv1", "pool1", "conv2", "pool2", "conv3", "conv4", "conv5", "pool5"].map {
      graph.shape(of: $0)[1]
    }
  }

  @Test func thePapersSizes() {
    #expect(sides(.zfnet, input: 224) == [110, 55, 26, 13, 13, 13, 13, 6])
    #expect(sides(.zfnetWide, input: 224) == [110, 55, 26, 13, 13, 13, 13, 6])
    #expect(sides(.alexnet, input: 224) == [55, 27, 27, 13, 13, 13, 13, 6])
  }

  @Test(arguments: [(96, 5, 2), (128, 7, 3), (160, 9, 4)])
  func smallerInputsKeepTheUpperLayersOfBothNetworksEqual(_ input: Int, _ convolution: Int, _ pooled: Int) {
    for kind in Self.papersNetworks {
      #expect(sides(kind, input: input).suffix(4) == [convolution, convolution, convolution, pooled])
    }
  }

  @Test func thePapersParameters() {
    #expect(Architecture.zfnet.graph().parameterCount == 62_357_608)
    #expect(Architecture.zfnetWide.graph().parameterCount == 107_627_624)
  }

  @Test func widthsAreRoundedUpToMultiplesOf16() {
    let graph = Architecture.zfnet.graph(input: 96, width: 0.3, classes: 7)
    // 28.8, 76.8, 115.2, 115.2 and 76.8 maps, and 1228.8 dense units.
    let maps = ["conv1", "conv2", "conv3", "conv4", "conv5", "fc6", "fc7", "fc8"].map {
      graph.shape(of: $0)[0]
    }
    #expect(maps == [32, 80, 128, 128, 80, 1232, 1232, 7])
  }

  @Test(arguments: papersNetworks) func theSmallestInputIsTheSmallest(_ kind: Architecture) {
    let smallest = kind.smallestInput
    #expect(kind.fits(input: smallest) && !kind.fits(input: smallest - 1) && kind.fits(input: 224))
    #expect(kind.graph(input: smallest, width: 0.1, classes: 2).classes == 2)
    #expect(smallest == (kind == .alexnet ? 52 : 60))
  }

  @Test func theDescriptionNamesEveryKeyOfEveryNode() throws {
    let description = GraphDescription(Architecture.zfnet.graph(), named: "zfnet")
    let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(description))
    let root = try #require(object as? [String: Any])
    #expect(root["parameters"] as? Int == 62_357_608)
    let nodes = try #require(root["nodes"] as? [[String: Any]])
    #expect(nodes.count == 22)
    let keys: Set = [
      "name", "operation", "inputs", "kernel", "stride", "pad", "groups", "outputShape", "parameters",
      "receptiveField", "jump",
    ]
    for node in nodes { #expect(Set(node.keys) == keys) }
    let conv2 = try #require(nodes.first { $0["name"] as? String == "conv2" })
    #expect(conv2["operation"] as? String == "convolution" && conv2["inputs"] as? [String] == ["norm1"])
    #expect(conv2["kernel"] as? [Int] == [5, 5] && conv2["stride"] as? [Int] == [2, 2])
    #expect(conv2["outputShape"] as? [Int] == [256, 26, 26])
    #expect(conv2["parameters"] as? Int == 256 * 96 * 25 + 256)
    #expect(conv2["receptiveField"] as? Int == 27 && conv2["jump"] as? Int == 8)
    #expect(conv2["pad"] as? [Int] == [0, 0, 0, 0] && conv2["groups"] as? Int == 1)
    #expect(nodes[1]["kernel"] is NSNull)
  }

  @Test func theTableShowsTheSameNumbers() {
    let table = GraphDescription(Architecture.zfnet.graph(), named: "zfnet").table
    #expect(table.contains("62,357,608 parameters"))
    #expect(table.contains("256×26×26") && table.contains("614,656"))
    #expect(table.split(separator: "\n").count == 25)
  }
}
