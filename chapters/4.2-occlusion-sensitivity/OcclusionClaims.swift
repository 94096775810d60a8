import Experiments
import Reporting

/// What section 4.2 claims of Figure 7.
package struct OcclusionClaims {
  /// What was measured, by network.
  private let measured: [OcclusionMeasurements]
  private let sample: NetworkSample
  private let seed: UInt64
  private let hasFigure7: Bool

  /// Claims about covered images.
  ///
  /// - Parameters:
  ///   - measured: what was measured, by network.
  ///   - sample: what is to be said of these networks.
  ///   - hasFigure7: whether the page shows single images.
  package init(_ measured: [OcclusionMeasurements], sample: NetworkSample, hasFigure7: Bool, seed: UInt64) {
    self.measured = measured
    self.sample = sample
    self.hasFigure7 = hasFigure7
    self.seed = seed
  }

  /// Why nothing is said of inside and outside where no image has a mask.
  static let withoutMasks =
    "Needs masks: the images do not say where the object is, so inside and outside cannot be told apart."

  /// The chapter's claims.
  package var all: [UnjudgedClaim] { ofObjects + [ofProjections] }

  /// What covering the object does, beside covering what is around it.
  var ofObjects: [UnjudgedClaim] {
    let showsObjects = measured.allSatisfy(\.showsObjects)
    let untested =
      measured.contains { $0.usual.evidence.count < 2 }
      ? "A network classifies too few validation images correctly."
      : showsObjects ? "Nothing of the kind was seen on the object or beside it." : Self.withoutMasks
    return [
      UnjudgedClaim(
        id: "figure7.object", number: "7a",
        idea: "covering the object costs more than covering what is beside it",
        "The network finds the object: covering it costs more of the true class's probability than covering what is beside it",
        by: "mean fall of P on the object minus beside it",
        paper: "shown, not quantified", measured: points(\.dropDifference), holdsWhen: .greater(than: 0),
        untested: untested, figure: showsObjects ? "occlusion-object" : nil),
      UnjudgedClaim(
        id: "figure7.pointing", number: "7b",
        idea: "the place that matters most is on the object",
        "The place that matters most is on the object",
        by: "hits of the pointing game minus those of always pointing at the middle",
        paper: "shown, not quantified", measured: points(\.hitAdvantage), holdsWhen: .greater(than: 0),
        untested: untested, figure: showsObjects ? "occlusion-squares" : nil),
      UnjudgedClaim(
        id: "figure7.label", number: "7c",
        idea: "covering the object changes the label more often than covering what is beside it",
        "Covering the object changes the most probable label more often than covering what is beside it",
        by: "share of places, on the object minus beside it",
        paper: "shown, not quantified", measured: points(\.changeDifference), holdsWhen: .greater(than: 0),
        untested: untested, figure: showsObjects ? "occlusion-squares" : nil),
    ]
  }

  /// Whether a map falls silent where its projection shows what excites it.
  var ofProjections: UnjudgedClaim {
    let learned = measured.map {
      OcclusionAgreement.differences(
        $0.usual.evidence.map(\.projectionAgreement), minus: $0.controlAgreement)
    }
    return UnjudgedClaim(
      id: "figure7.projection", number: "7d",
      idea: "a map falls silent where its projection shows what excites it",
      "A map falls silent where its projection shows what excites it, and more so than in an untrained network",
      by:
        "mean rank correlation of the response's fall with the projection's energy under the square, trained minus untrained",
      paper: "shown, not quantified",
      measured: learned.contains { $0.count < 2 }
        ? nil
        : Measurement(
          GroupComparison.meanOfUnits(learned, seed: seed), count: learned.reduce(0) { $0 + $1.count },
          networks: sample, decimals: 2),
      holdsWhen: .greater(than: 0),
      untested: "Fewer than two images have a map that answers in both networks.",
      figure: hasFigure7 ? "figure7" : nil)
  }

  /// A number of each image's object under the usual square, in points; nil where a network has fewer than two images, or
  /// all numbers are zero and there is nothing to compare.
  private func points(_ value: (OcclusionEvidence.OnObject) -> Double) -> Measurement? {
    let rows = measured.map { $0.usual.objects.map { value($0) * 100 } }
    guard !rows.contains(where: { $0.count < 2 }), rows.contains(where: { $0.contains { $0 != 0 } }) else {
      return nil
    }
    return Measurement(
      GroupComparison.meanOfUnits(rows, seed: seed), count: rows.reduce(0) { $0 + $1.count },
      networks: sample, unit: "points", decimals: 1)
  }
}
