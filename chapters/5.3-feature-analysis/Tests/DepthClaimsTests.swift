import ClaimTestSupport
import Experiments
import FeatureAnalysisChapter
import Replication
import Reporting
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

  private static let cases: [Case] = [
    compare("table7.layer-7-above-1-101", 0, 7, over: 1),
    compare("table7.equal-dimension-101", 0, 7, over: 1, in: \.equalized),
    compare("table7.layer-7-above-1-256", 1, 7, over: 1),
    compare("table7.layer-7-above-5-256", 1, 7, over: 5),
    compare("table7.equal-dimension-256", 1, 7, over: 1, in: \.equalized),
  ]

  @Test(arguments: cases) func aClaimIsJudgedByItsNumbers(_ each: ClaimCase<[LayerScores]>) {
    #expect(each.problems { DepthClaims($0, sample: NetworkSample("ZFNet", count: 3), seed: 1).all } == [])
  }

  @Test func everyClaimHasItsCase() {
    #expect(
      unevenCases(
        Self.cases, of: DepthClaims(Self.base, sample: NetworkSample("ZFNet", count: 3), seed: 1).all) == [])
  }

  @Test func thePapersNumbersAreThoseOfItsTable() {
    let papers = DepthClaims(Self.base, sample: NetworkSample("ZFNet", count: 3), seed: 1).all.map(\.paper)
    #expect(
      papers == ["40.7 points", "not controlled for", "47.1 points", "6.1 points", "not controlled for"])
  }

  /// What random weights gain from the first layer to the last is told beside what the trained networks gain.
  @Test func theControlIsToldInNumbers() {
    var set = Self.base[0]
    #expect(set.controlSentence == nil, "nothing was measured with random weights")
    set.untrained = [1: Self.fold(100), 7: Self.fold(80)]
    #expect(set.controlSentence?.hasSuffix("there is no gain to explain.") == true)
    set.equalized[7] = Self.fold(160)
    #expect(
      set.controlSentence?.contains(
        "from 50.0 to 40.0\u{202F}%, the trained networks from 50.0 to 80.0\u{202F}%: a wider view alone gives nothing"
      ) == true)
    set.untrained[7] = Self.fold(120)
    #expect(set.controlSentence?.hasSuffix("a wider view alone gives 10.0 of 30.0 points.") == true)
  }

  @Test func theBestLayerIsNamedWhereverItIs() {
    var set = Self.base[0]
    #expect(set.peak?.layer == 1, "of equals the lowest")
    set.supportVectors[4] = Self.fold(160)
    #expect(set.peak?.layer == 4)
    #expect(
      set.peakSentence?.contains("best on layer 4 (80.0\u{202F}%), and on layer 7, the last, it is at 50.0")
        == true)
    set.supportVectors[7] = Self.fold(170)
    #expect(
      set.peakSentence?.contains("best on layer 7 (85.0\u{202F}%), the last, though it does not rise") == true
    )
    set.supportVectors[5] = Self.fold(165)
    set.supportVectors[6] = Self.fold(165)
    #expect(set.peakSentence?.contains("never falls") == true)
    set.supportVectors = [:]
    #expect(set.peak == nil && set.peakSentence == nil)
  }
}
