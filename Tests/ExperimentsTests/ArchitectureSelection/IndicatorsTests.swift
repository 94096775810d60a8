import Experiments
import Testing

@Test func indicatorsMarkTheChosenPlaces() {
  #expect(Indicators.of([3, 0, 3], among: 5) == [1, 0, 0, 1, 0])
  #expect(Indicators.of([], among: 2) == [0, 0])
}
