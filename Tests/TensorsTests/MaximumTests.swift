import Tensors
import Testing

@Suite struct MaximumTests {
  @Test func theFirstOfTheLargestIsTaken() {
    #expect([1, 3, 2, 3].indexOfMaximum == 1)
    #expect([-2.5].indexOfMaximum == 0)
    #expect([Double]().indexOfMaximum == nil)
  }

  @Test func aSliceKeepsItsIndices() {
    #expect([9, 1, 4, 4][1...].indexOfMaximum == 2)
  }

  @Test func whatIsNoNumberIsNeverLarger() {
    #expect([0.1, .nan, 0.3].indexOfMaximum == 2)
  }
}
