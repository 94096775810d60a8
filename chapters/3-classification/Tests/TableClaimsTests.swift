import ClaimTestSupport
import ClassificationChapter
import Experiments
import Testing

/// Made-up mistakes on a hundred images, 3 networks a row; each claim on both sides of its criterion.
@Suite struct TableClaimsTests {
  private static let base = TableFindings(
    seed: 1, classes: 10, isOwnRecipePaper: false, alexnet: losses([40, 41, 39]),
    zfnet: losses([40, 41, 39]),
    zfnetTenCrops: losses([40, 41, 39]), wide: losses([40, 41, 39]),
    withoutNormalization: losses([40, 41, 39]), together: losses([40])[0],
    togetherWithoutEach: losses([40, 40, 40]), joined: losses([40]),
    joinedWithoutEach: [losses([40]), losses([40]), losses([40])], paperZFNet: losses([40]),
    paperAlexNet: losses([40]))

  private static let (low, middle, high) = (
    losses([20, 21, 19]), losses([40, 41, 39]), losses([60, 61, 59])
  )

  private static let cases: [ClaimCase<TableFindings>] = [
    ClaimCase(
      "table2.zfnet-beats-alexnet", from: base, reproduced: { $0.alexnet = high },
      notReproduced: { $0.alexnet = low }, inconclusive: { $0.alexnet = middle }),
    ClaimCase(
      "table2.wide-beats-zfnet", from: base, reproduced: { $0.wide = low }, notReproduced: { $0.wide = high },
      inconclusive: { $0.wide = middle }),
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
        $0.zfnet = losses([40, 41])
        $0.together = losses([20])[0]
        $0.togetherWithoutEach = losses([20, 20])
        $0.joinedWithoutEach.removeLast()
      },
      notTested: {
        $0.zfnet = losses([40])
        $0.togetherWithoutEach = []
        $0.joinedWithoutEach = []
      }),
    ClaimCase(
      "table2.wide-joins", from: base,
      reproduced: {
        $0.joined = losses([20])
        $0.joinedWithoutEach = [losses([20]), losses([20]), losses([20])]
      },
      notReproduced: {
        $0.joined = losses([60])
        $0.joinedWithoutEach = [losses([60]), losses([60]), losses([60])]
      },
      inconclusive: { $0.joinedWithoutEach = [losses([38]), losses([40]), losses([42])] }),
    ClaimCase(
      "contested.normalization", from: base, reproduced: { $0.withoutNormalization = high },
      notReproduced: { $0.withoutNormalization = low }, inconclusive: { $0.withoutNormalization = middle }),
    ClaimCase(
      "contested.ten-crops", from: base, reproduced: { $0.zfnetTenCrops = low },
      notReproduced: { $0.zfnetTenCrops = high }, inconclusive: { $0.zfnetTenCrops = losses([41, 40, 39]) }),
    ClaimCase(
      "contested.order-by-recipe", from: base, reproduced: { ($0.paperAlexNet, $0.paperZFNet) = (high, low) },
      notReproduced: { ($0.paperAlexNet, $0.paperZFNet) = (low, high) },
      inconclusive: { ($0.paperAlexNet, $0.paperZFNet) = (middle, middle) },
      tooFewNetworks: { ($0.paperAlexNet, $0.paperZFNet) = (losses([80]), losses([20])) },
      notTested: { ($0.paperAlexNet, $0.paperZFNet) = (nil, nil) }),
    ClaimCase(
      "contested.recipe", from: base, reproduced: { $0.paperZFNet = high },
      notReproduced: { $0.paperZFNet = low }, inconclusive: { $0.paperZFNet = middle },
      notTested: { $0.paperZFNet = nil }),
    ClaimCase(
      "contested.plain-recipe", from: base, reproduced: { $0.paperZFNet = losses([40]) },
      notReproduced: { $0.paperZFNet = losses([100]) }, inconclusive: { $0.paperZFNet = losses([90]) },
      notTested: { $0.paperZFNet = nil }),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<TableFindings>) {
    #expect(each.problems(\.claims) == [])
  }

  @Test func everyClaimHasItsCase() { #expect(unevenCases(Self.cases, of: Self.base.claims) == []) }

  @Test func whereTheRunsRecipeIsThePapersItsOwnNetworksAreJudged() throws {
    var findings = Self.base
    (findings.isOwnRecipePaper, findings.paperZFNet, findings.paperAlexNet) = (true, nil, nil)
    let claims = findings.claims
    let plain = try #require(claims.first { $0.id == "contested.plain-recipe" })
    #expect(plain.judged().verdict == .reproduced && plain.measured?.seeds == 3)
    let order = try #require(claims.first { $0.id == "contested.order-by-recipe" })
    #expect(order.judged().verdict == .notTested)
    #expect(order.judged().reason.contains("the claims above are of it"))
  }

  @Test func aNetworkThatHasNotLearnedIsNamed() throws {
    var findings = Self.base
    findings.paperZFNet = losses([89])
    let order = try #require(findings.claims.first { $0.id == "contested.order-by-recipe" })
    #expect(order.remark == "ZFNet has not left chance level.")
  }
}
