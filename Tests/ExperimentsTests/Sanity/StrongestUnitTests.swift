import Experiments
import Tensors
import Testing

@Suite struct StrongestUnitTests {
  /// Two images of two maps of two rows and three columns.
  private var activations: Tensor<Float> {
    var values = Tensor<Float>(zeros: [2, 2, 2, 3])
    values[0, 1, 1, 2] = 5
    values[0, 0, 1, 2] = 4
    values[1, 0, 0, 1] = 7
    values[1, 1, 0, 1] = 7
    return values
  }

  @Test func theLargestActivationOfAnImageIsItsStrongestUnit() {
    let first = StrongestUnit.place(in: activations, image: 0)
    #expect(first.channel == 1 && first.row == 1 && first.column == 2)
    // Of equals the first.
    let second = StrongestUnit.place(in: activations, image: 1)
    #expect(second.channel == 0 && second.row == 0 && second.column == 1)
  }

  @Test func atOnePlaceTheLargestMapCounts() {
    #expect(StrongestUnit.channel(in: activations, image: 0, row: 1, column: 2) == 1)
    #expect(StrongestUnit.channel(in: activations, image: 1, row: 0, column: 1) == 0)
    #expect(StrongestUnit.channel(in: activations, image: 0, row: 0, column: 0) == 0)
  }
}
