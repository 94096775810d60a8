import ClaimTestSupport
import ClassificationChapter
import Experiments
import Testing

/// Made-up mistakes on a hundred images, 3 networks a row; each claim on both sides of its criterion.
@Suite struct TableClaimsTests {
  private typealias Row = TableFindings.Row

  private static let base = TableFindings(
    seed: 1, classes: 10, isOwnRecipePaper: false, alexnet: Row("AlexNet", middle),
    zfnet: Row("ZFNet", middle), wide: Row("ZFNet b", middle),
    withoutNormalization: Row("ZFNet without normalization", middle), together: losses([40])[0],
    togetherWithoutEach: losses([40, 40, 40]), paperZFNet: Row("ZFNet, paper's recipe", middle),
    paperAlexNet: Row("AlexNet, paper's recipe", middle))

  private static let (low, middle, high) = (
    losses([20, 21, 19]), losses([40, 41, 39]), losses([60, 61, 59])
  )

  private static let cases: [ClaimCase<TableFindings>] = [
    ClaimCase(
      "table2.zfnet-beats-alexnet", from: base, reproduced: { $0.alexnet.mistakes = high },
      notReproduced: { $0.alexnet.mistakes = low }, inconclusive: { $0.alexnet.mistakes = middle },
      tooFewNetworks: {
        $0.alexnet = Row("AlexNet", high, objection: "AlexNet has not converged.")
      }),
    ClaimCase(
      "table2.wide-beats-zfnet", from: base, reproduced: { $0.wide?.mistakes = low },
      notReproduced: { $0.wide?.mistakes = high }, inconclusive: { $0.wide?.mistakes = middle },
      tooFewNetworks: { $0.wide = Row("ZFNet b", losses([20, 21])) }, notTested: { $0.wide = nil }),
    ClaimCase(
      "table2.ensemble-helps", from: base,
      reproduced: {
        $0.together = losses([20])[0]
        $0.togetherWithoutEach = losses([20, 20, 20])
      },
      notReproduced: {
        $0.together = losses([60])[0]
        $0.togetherWithoutEach = losses([60, 60, 60])
      },
      inconclusive: { $0.togetherWithoutEach = losses([38, 40, 42]) },
      tooFewNetworks: {
        $0.zfnet = Row("ZFNet", losses([40, 41]))
        $0.together = losses([20])[0]
        $0.togetherWithoutEach = losses([20, 20])
      },
      notTested: {
        $0.zfnet = Row("ZFNet", losses([40]))
        $0.togetherWithoutEach = []
      }),
    ClaimCase(
      "contested.normalization", from: base, reproduced: { $0.withoutNormalization?.mistakes = high },
      notReproduced: { $0.withoutNormalization?.mistakes = low },
      inconclusive: { $0.withoutNormalization?.mistakes = middle },
      notTested: { $0.withoutNormalization = nil }),
    ClaimCase(
      "contested.plain-recipe", from: base, reproduced: { _ in },
      notReproduced: { $0.paperZFNet?.mistakes = losses([100, 100, 100]) },
      inconclusive: { $0.paperZFNet?.mistakes = losses([89, 90, 91]) },
      tooFewNetworks: { $0.paperZFNet = Row("ZFNet, paper's recipe", losses([40])) },
      notTested: { $0.paperZFNet = nil }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<TableFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.base.claims) == []) }

  @Test func whereTheRunsRecipeIsThePapersItsOwnNetworksAreJudged() throws {
    var findings = Self.base
    (findings.isOwnRecipePaper, findings.paperZFNet, findings.paperAlexNet) = (true, nil, nil)
    let plain = try #require(findings.claims.first { $0.id == "contested.plain-recipe" })
    #expect(plain.judged().verdict == .reproduced)
    #expect(plain.measured?.networks?.arms.map(\.count) == [3])
  }

  @Test func whatTheOtherRecipeSaysIsSaid() throws {
    func remark(_ change: (inout TableFindings) -> Void) -> String? {
      var findings = Self.base
      findings.alexnet.mistakes = Self.high
      change(&findings)
      return findings.claims.first { $0.id == "table2.zfnet-beats-alexnet" }?.remark
    }
    #expect(remark { $0.paperAlexNet?.mistakes = Self.low }?.hasPrefix("It is recipe-dependent") == true)
    #expect(
      remark { $0.paperAlexNet?.mistakes = Self.high }
        == "Under the paper's recipe the difference is 20.0 points.")
    #expect(
      remark { $0.paperZFNet?.mistakes = losses([89, 89, 89]) }
        == "Under the paper's recipe it cannot be told: ZFNet, paper's recipe has not left chance level.")
    #expect(remark { $0.paperZFNet = nil } == nil)
  }
}
