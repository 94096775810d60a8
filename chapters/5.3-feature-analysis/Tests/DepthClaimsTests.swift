import ClaimTestSupport
import Experiments
import FeatureAnalysisChapter
import Replication
import Testing

/// Made-up folds of two hundred images of two classes; each claim on both sides of its criterion.
@Suite struct DepthClaimsTests {
  /// A fold of which so many images are classified correctly: the first ones, or the last.
  private static func fold(_ correct: Int, fromTheEnd: Bool = false) -> [TransferOutcome] {
    let labels = (0..<200).map { $0 % 2 }
    return [
      TransferOutcome(
        images: Array(0..<200), labels: labels,
        predictions: labels.enumerated().map { image, label in
          (fromTheEnd ? image >= 200 - correct : image < correct) ? label : 1 - label
        })
    ]
  }

  private static func scores(_ role: TransferRole) -> LayerScores {
    let all = Dictionary(uniqueKeysWithValues: LayerScores.layers.map { ($0, fold(100)) })
    return LayerScores(
      role: role, perClass: 15, paperPerClass: 30, folds: 1, reason: "There are no images.", remark: "",
      sourceName: "made up", isDrawn: true, classes: 2, dimensions: [1: 64, 7: 128], supportVectors: all,
      softmax: [5: fold(100), 7: fold(100)], equalized: all)
  }

  private static let base = [scores(.caltech101), scores(.caltech256)]
  private typealias Case = ClaimCase<[LayerScores]>

  /// Support vector machines on two layers, as they are or at one size.
  private static func compare(
    _ id: String, _ set: Int, _ layer: Int, over other: Int,
    in outcomes: WritableKeyPath<LayerScores, [Int: [TransferOutcome]]> & Sendable = \.supportVectors
  ) -> Case {
    Case(
      id, from: base, reproduced: { $0[set][keyPath: outcomes][layer] = fold(160) },
      notReproduced: { $0[set][keyPath: outcomes][other] = fold(160) },
      inconclusive: { $0[set][keyPath: outcomes][layer] = fold(100, fromTheEnd: true) },
      notTested: { $0[set][keyPath: outcomes] = [:] })
  }

  /// Four of two hundred images are two points.
  private static func alike(_ id: String, _ set: Int) -> Case {
    Case(
      id, from: base, reproduced: { $0[set].softmax[7] = fold(100) },
      notReproduced: { $0[set].softmax[7] = fold(160) }, inconclusive: { $0[set].softmax[7] = fold(104) },
      notTested: { $0[set].softmax = [:] })
  }

  private static let cases: [Case] = [
    compare("table7.layer-7-above-1-101", 0, 7, over: 1),
    compare("table7.layer-5-above-3-101", 0, 5, over: 3),
    compare("table7.equal-dimension-101", 0, 7, over: 1, in: \.equalized),
    alike("table7.softmax-as-svm-101", 0),
    compare("table7.layer-7-above-1-256", 1, 7, over: 1),
    compare("table7.layer-5-above-3-256", 1, 5, over: 3),
    compare("table7.layer-7-above-5-256", 1, 7, over: 5),
    compare("table7.equal-dimension-256", 1, 7, over: 1, in: \.equalized),
    alike("table7.softmax-as-svm-256", 1),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<[LayerScores]>) {
    #expect(each.problems { DepthClaims($0, networkSeeds: [1], seed: 1).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(unevenCases(Self.cases, of: DepthClaims(Self.base, networkSeeds: [1], seed: 1).all) == [])
  }

  @Test func aWorseSoftmaxIsNotAlikeEither() throws {
    var sets = Self.base
    sets[0].softmax[7] = Self.fold(40)
    let claim = try #require(
      DepthClaims(sets, networkSeeds: [1], seed: 1).all.first { $0.id == "table7.softmax-as-svm-101" })
    #expect(claim.judged().verdict == .notReproduced)
  }

  @Test func thePapersNumbersAreThoseOfItsTable() {
    let papers = DepthClaims(Self.base, networkSeeds: [1], seed: 1).all.map(\.paper)
    #expect(papers.prefix(4) == ["40.7 points", "13.9 points", "not controlled for", "−0.1 points"])
  }
}
