import Experiments
import Testing

@Suite struct EnsembleGainTests {
  /// Three networks of four images: each errs on one image of its own, together on none.
  private var gain: EnsembleGain {
    EnsembleGain(
      members: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0]], together: [0, 0, 0, 0],
      withoutEach: [[0, 0, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0]])
  }

  @Test func anEnsembleGainsItsMembersMeanError() {
    let estimate = gain.ofMembers(seed: 1)
    #expect(abs(estimate.value - 0.25) < 1e-12)
    #expect(estimate.low < 0.25 && estimate.high > 0.25)
  }

  /// Gains of 0, 0 and 1/2 without each network scatter by √(2/3 · Σ(g − ḡ)²) = 1/3.
  @Test func leavingNetworksOutWidensTheInterval() {
    func width(_ withoutEach: [[Double]]) -> Double {
      let estimate = EnsembleGain(
        members: gain.members, together: gain.together, withoutEach: withoutEach
      ).ofMembers(seed: 1)
      return estimate.high - estimate.low
    }
    let alike = [[Double]](repeating: [0, 0, 0, 0], count: 3)
    #expect(width(alike) > 0)
    #expect(width([[0, 0, 0, 0], [0, 0, 0, 0], [0, 1, 1, 0]]) > width(alike) + 0.2)
  }

  @Test func twoNetworksHaveNoInterval() {
    let two = EnsembleGain(
      members: [[1, 0], [0, 1]], together: [0, 0], withoutEach: [[0, 1], [1, 0]])
    let estimate = two.ofMembers(seed: 1)
    #expect(estimate.value == 0.5 && estimate.low.isNaN && estimate.high.isNaN)
  }
}
