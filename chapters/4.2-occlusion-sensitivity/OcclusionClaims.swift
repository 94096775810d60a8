import Experiments
import Reporting

/// What section 4.2 claims of Figure 7.
package struct OcclusionClaims {
  private let measured: OcclusionMeasurements
  private let seed: UInt64
  private let hasFigure7: Bool

  /// Claims about covered images.
  ///
  /// - Parameter hasFigure7: whether the page shows single images.
  package init(_ measured: OcclusionMeasurements, hasFigure7: Bool, seed: UInt64) {
    self.measured = measured
    self.hasFigure7 = hasFigure7
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    page.claim(all)
  }

  /// Why nothing is said of inside and outside where no image has a mask.
  static let withoutMasks =
    "Needs masks: the images do not say where the object is, so inside and outside cannot be told apart."

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    let objects = measured.usual.objects
    let untested =
      measured.usual.evidence.count < 2
      ? "The network classifies too few validation images correctly." : Self.withoutMasks
    let showsObjects = measured.showsObjects
    let fills = measured.fills.map { $0.objects.map { $0.dropDifference * 100 } }
    let learned = OcclusionAgreement.differences(
      measured.usual.evidence.map(\.projectionAgreement), minus: measured.controlAgreement)
    return [
      UnjudgedClaim(
        id: "figure7.object",
        "The network finds the object: covering it costs more of the true class's probability than covering what is beside it (mean fall of P on the object minus beside it)",
        paper: "shown, not quantified", measured: points(objects.map(\.dropDifference)),
        holdsWhen: .greater(than: 0), untested: untested, figure: showsObjects ? "occlusion-object" : nil),
      UnjudgedClaim(
        id: "figure7.pointing",
        "The place that matters most is on the object (hits of the pointing game minus those of always pointing at the middle)",
        paper: "shown, not quantified", measured: points(objects.map(\.hitAdvantage)),
        holdsWhen: .greater(than: 0), untested: untested, figure: showsObjects ? "occlusion-squares" : nil),
      UnjudgedClaim(
        id: "figure7.label",
        "Covering the object changes the most probable label more often than covering what is beside it (share of places, on the object minus beside it)",
        paper: "shown, not quantified", measured: points(objects.map(\.changeDifference)),
        holdsWhen: .greater(than: 0), untested: untested, figure: showsObjects ? "occlusion-squares" : nil),
      UnjudgedClaim(
        id: "figure7.projection",
        "A map falls silent where its projection shows what excites it, and more so than in an untrained network (mean rank correlation of the response's fall with the projection's energy under the square, trained minus untrained)",
        paper: "shown, not quantified",
        measured: learned.count < 2
          ? nil
          : Measurement(
            Bootstrap.mean(learned, seed: seed), count: learned.count, seeds: measured.networkSeeds.count,
            decimals: 2),
        holdsWhen: .greater(than: 0), remark: "One network and one start.",
        untested: "Fewer than two images have a map that answers in both networks.",
        figure: hasFigure7 ? "figure7" : nil),
      UnjudgedClaim(
        id: "figure7.fill",
        "The finding does not depend on the gray of the square (the smallest, over four fills, of the mean fall of P on the object minus beside it)",
        paper: "gray only",
        measured: objects.count < 2
          ? nil
          : Measurement(
            Bootstrap.leastMean(fills, seed: seed), count: objects.count, seeds: measured.networkSeeds.count,
            unit: "points",
            decimals: 1),
        holdsWhen: .greater(than: 0), untested: untested, figure: showsObjects ? "occlusion-object" : nil),
    ]
  }

  private func points(_ values: [Double]) -> Measurement? {
    guard values.count > 1 else { return nil }
    return Measurement(
      Bootstrap.mean(values.map { $0 * 100 }, seed: seed), count: values.count,
      seeds: measured.networkSeeds.count, unit: "points",
      decimals: 1)
  }
}
