import ClaimTestSupport
import Reporting
import Testing

/// The helper that tests of claims rest on must itself see a flipped sign.
@Suite struct ClaimCaseTests {
  private struct Numbers {
    var value: Double
    var spread = 0.1
    var isMeasured = true
  }

  private func claims(
    _ numbers: Numbers, sign: Double = 1, holdsWhen criterion: Criterion = .greater(than: 0)
  )
    -> [UnjudgedClaim]
  {
    let value = sign * numbers.value
    return [
      UnjudgedClaim(
        id: "made.up", "A number is above zero", paper: "–",
        measured: numbers.isMeasured
          ? Measurement(value, interval: (value - numbers.spread, value + numbers.spread)) : nil,
        holdsWhen: criterion)
    ]
  }

  private let each = ClaimCase(
    "made.up", from: Numbers(value: 1), reproduced: { $0.value = 1 }, notReproduced: { $0.value = -1 },
    inconclusive: { $0.value = 0 }, notTested: { $0.isMeasured = false })

  @Test func aClaimThatIsJudgedRightlyHasNoProblems() { #expect(each.problems { claims($0) } == []) }

  @Test func aFlippedSignIsSeenOnBothSides() {
    let problems = each.problems { claims($0, sign: -1) }
    #expect(problems.count == 2)
    #expect(problems.first?.hasPrefix("made.up should be reproduced and is not reproduced") == true)
    #expect(each.problems { claims($0, holdsWhen: .less(than: 0)) }.count == 2)
  }

  @Test func aMissingClaimAndAMissingMeasurementAreSeen() {
    #expect(each.problems { _ in [] }.count == 4)
    let unmeasured = each.problems { claims(Numbers(value: $0.value, isMeasured: true)) }
    #expect(unmeasured.count == 1 && unmeasured[0].contains("should be not tested"))
  }

  @Test func claimsAndCasesMustBeTheSame() {
    let claim = claims(Numbers(value: 1))
    #expect(unevenCases([each], of: claim) == [])
    #expect(unevenCases([ClaimCase<Numbers>](), of: claim) == ["the claim made.up has no case"])
    #expect(unevenCases([each], of: []) == ["there is no claim made.up"])
    #expect(
      unevenCases([each, each], of: claim + claim) == ["made.up has two cases", "made.up is claimed twice"])
  }
}
