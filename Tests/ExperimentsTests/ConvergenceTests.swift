import Experiments
import Foundation
import Testing

@Suite struct ConvergenceTests {
  private func convergence(_ half: Double, _ all: Double) -> Convergence {
    Convergence(error: all, errorOfHalf: half, classes: 10)
  }

  /// Errors that fall as a power of the samples: what doubling gains is known.
  @Test(arguments: [0.2, 0.5, 1, 2]) func aPowerLawIsContinued(_ exponent: Double) {
    func error(_ samples: Double) -> Double { 0.3 / power(samples, exponent) }
    let gain = convergence(error(1), error(2)).gainOfDoubling
    #expect(abs(gain - (error(2) - error(4))) < 1e-12)
  }

  /// With a floor less is still to come than without: the estimate is an upper bound.
  @Test func aFloorMakesItABound() {
    func error(_ samples: Double) -> Double { 0.1 + 0.3 / samples }
    let gain = convergence(error(1), error(2)).gainOfDoubling
    #expect(gain > error(2) - error(4))
  }

  @Test func theMarginDecides() {
    #expect(convergence(0.10, 0.085).obstacle == nil)
    #expect(convergence(0.30, 0.15).obstacle == .unfinished)
    #expect(convergence(0.60, 0.50).obstacle == .unfinished)
    #expect(convergence(0.60, 0.585).obstacle == nil)
  }

  /// A run that ends worse than one of half its length is not stable, and has no end to be judged at.
  @Test func aLongerRunThatIsWorseIsUnstable() {
    #expect(convergence(0.62, 0.72).obstacle == .unstable)
    #expect(convergence(0.10, 0.11).obstacle == nil && convergence(0.10, 0.11).gainOfDoubling < 0)
    #expect(convergence(0, 0).obstacle == nil)
  }

  @Test func whatIsNotKnownIsNoConvergence() {
    #expect(convergence(.nan, 0.1).obstacle == .unknown && convergence(0.1, .nan).obstacle == .unknown)
  }

  /// A network that has learned nothing does not change either, and has not converged.
  @Test func aPlateauIsNoConvergence() {
    #expect(convergence(0.9, 0.9).obstacle == .chance)
  }

  private func power(_ base: Double, _ exponent: Double) -> Double { Foundation.pow(base, exponent) }
}
