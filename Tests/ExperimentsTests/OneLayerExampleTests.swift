import Experiments
import Kernels
import Testing

@Suite struct OneLayerExampleTests {
  /// A 4×4 map and a 2×2 filter, worked out on paper: 3×3 convolution, one 2×2 pooling window with overlap 1.
  static func example(_ overlap: SwitchOverlap) -> OneLayerExample {
    OneLayerExample(
      input: [[1, 0, 0, 0], [0, 5, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]], filter: [[1, 0], [0, -1]],
      signal: [[2, -1], [3, 4]], pooling: WindowGeometry(kernel: 2, stride: 1), overlap: overlap)
  }

  @Test func theWayUpIsTheOneWorkedOutByHand() {
    let example = Self.example(.sum)
    #expect(OneLayerExample.rows(example.convolved) == [[-4, 0, 0], [0, 3, 0], [0, 0, 1]])
    #expect(OneLayerExample.rows(example.rectified) == [[0, 0, 0], [0, 3, 0], [0, 0, 1]])
    #expect(OneLayerExample.rows(example.pooled) == [[3, 3], [3, 3]])
    #expect(example.switches == [4, 4, 4, 4])
    #expect(example.sharedSwitches.map { [$0.row, $0.column] } == [[1, 1]])
  }

  @Test func theWayDownAddsWhatSharesASwitch() {
    let example = Self.example(.sum)
    #expect(OneLayerExample.rows(example.unpooled) == [[0, 0, 0], [0, 8, 0], [0, 0, 0]])
    #expect(
      OneLayerExample.rows(example.reconstruction) == [
        [0, 0, 0, 0], [0, 8, 0, 0], [0, 0, -8, 0], [0, 0, 0, 0],
      ])
  }

  @Test func theLargerValueCanBeKeptInstead() {
    #expect(OneLayerExample.rows(Self.example(.maximum).unpooled) == [[0, 0, 0], [0, 4, 0], [0, 0, 0]])
  }

  @Test func aNegativeSignalIsCutOff() {
    let example = OneLayerExample(
      input: [[1, 0], [0, 0]], filter: [[1]], signal: [[-2]], pooling: WindowGeometry(kernel: 2, stride: 2))
    #expect(OneLayerExample.rows(example.unpooled) == [[-2, 0], [0, 0]])
    #expect(OneLayerExample.rows(example.reconstruction) == [[0, 0], [0, 0]])
  }

  @Test func theReportsExampleHasASharedSwitchAndANegativeValue() {
    let example = OneLayerExample.diagonalEdge()
    #expect(OneLayerExample.rows(example.pooled) == [[7, 9], [9, 9]])
    #expect(example.switchPositions.map { [$0.row, $0.column] } == [[2, 2], [2, 3], [3, 2], [2, 3]])
    #expect(example.unpooled[0, 0, 2, 3] == 4)
    #expect(example.unpooled[0, 0, 2, 2] == -1)
    #expect(example.rectifiedSignal[0, 0, 2, 2] == 0)
  }
}
