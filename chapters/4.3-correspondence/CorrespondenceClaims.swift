import Experiments
import Figures
import Reporting

/// What Table 1 claims, and what the controls say of it.
package struct CorrespondenceClaims {
  /// What was measured, by network.
  private let measured: [CorrespondenceMeasurements]
  private let sample: NetworkSample
  private let reason: String?
  private let hasLayer7: Bool

  /// The claims.
  ///
  /// - Parameters:
  ///   - measured: what was measured, by network; without networks nothing is tested, for the reason that is given.
  ///   - sample: what is to be said of these networks.
  ///   - hasLayer7: whether layer 7 has values of its own, and not those of layer 5.
  package init(
    _ measured: [CorrespondenceMeasurements], sample: NetworkSample, reason: String?, hasLayer7: Bool = true
  ) {
    self.measured = measured
    self.sample = sample
    self.reason = reason
    self.hasLayer7 = hasLayer7
  }

  func write(to page: inout PageBuilder) {
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] { [parts, both, layer7, learned] }

  private var table: String? { measured.isEmpty ? nil : "table1" }
  private var chart: String? { measured.isEmpty ? nil : "sign-change" }

  private var parts: UnjudgedClaim {
    func summary(_ measured: CorrespondenceMeasurements) -> SignConsistency.Summary {
      measured.summary(nil, layer: 5)
    }
    let paper = HiddenPlace.parts.map { Self.paper($0, layer: 5) }.joined(separator: ", ")
    return UnjudgedClaim(
      id: "table1.parts", number: "T1a",
      idea: "hiding a part of a face changes different faces more alike than hiding a random place"
        + (placeDifference.map {
          $0.high < 0 ? "" : " (one place that is the same in all faces does as well)"
        } ?? ""),
      "At layer 5, hiding an eye or the nose changes the features of different faces more alike than hiding random places of the face does",
      by: "mean sign change of the three parts, minus that of random places",
      paper: "\(paper) against \(Self.paper(.random, layer: 5))", measured: measurement(summary),
      holdsWhen: .less(than: 0),
      remark: [remark(summary), placeRemark].compactMap { $0 }.joined(separator: " "), untested: reason,
      figure: table)
  }

  /// The parts minus one random place that is the same for all faces, which asks whether it is the part or its place that matters; nil
  /// where nothing was measured.
  private var placeDifference: Bootstrap.Estimate? {
    guard !measured.isEmpty else { return nil }
    return Bootstrap.mean(
      ofNetworks: measured.map { Self.estimate($0.summary(nil, against: .sameRandom, layer: 5)) })
  }

  /// How the parts compare with that place.
  private var placeRemark: String? {
    guard let difference = placeDifference else { return nil }
    let summaries = measured.map { $0.summary(nil, against: .sameRandom, layer: 5) }
    let (parts, place) = (summaries.map(\.hidden).mean, summaries.map(\.control).mean)
    let meaning =
      difference.high < 0
      ? "the parts are more alike than that, too"
      : difference.low > 0
        ? "that is more alike still: where the place is, and not what is there, may be the reason"
        : "the two cannot be told apart: where the place is, and not what is there, may be the reason"
    return
      "The control of place: \(NumberText.fixed(parts, 3)) for the parts, \(NumberText.fixed(place, 3)) for one random place that is the same in all faces; \(meaning)."
  }

  private var both: UnjudgedClaim {
    func summary(_ measured: CorrespondenceMeasurements) -> SignConsistency.Summary {
      measured.summary(nil, layer: 5, measure: .both)
    }
    return UnjudgedClaim(
      id: "table1.both", number: "T1b",
      idea: "hiding a part changes faces more alike also among the units that change in both faces",
      "Without the units that stay in one of the faces, hiding a part still changes faces more alike",
      by:
        "of those units, the share that goes opposite ways at layer 5, three parts minus random places of the face",
      paper: "not separated", measured: measurement(summary), holdsWhen: .less(than: 0),
      remark: remark(summary), untested: reason, figure: chart)
  }

  private var layer7: UnjudgedClaim {
    let standsOut =
      measured.isEmpty
      || Bootstrap.mean(ofNetworks: measured.map { Self.estimate($0.summary(nil, layer: 5)) }).high < 0
    return UnjudgedClaim(
      id: "table1.layer7", number: "T1c",
      idea: "the parts stand out less at layer 7 than at layer 5",
      "At layer 7 the parts stand out less than at layer 5",
      by: "relative difference of the three parts from random places, layer 5 minus layer 7",
      paper: "\(Self.paperContrast(layer: 5)) against \(Self.paperContrast(layer: 7))",
      measured: standsOut && hasLayer7 ? relative(\.layerContrast) : nil, holdsWhen: .less(than: 0),
      untested: reason
        ?? (hasLayer7
          ? "At layer 5 the parts do not stand out, so there is nothing to lose."
          : "This network has no dense layer below its classifier: what stands for layer 7 has layer 5's values."),
      figure: table)
  }

  private var learned: UnjudgedClaim {
    UnjudgedClaim(
      id: "table1.learned", number: "T1d",
      idea: "the parts stand out because the network learned it",
      "The parts stand out because the network learned it",
      by:
        "relative difference of the three parts from random places at layer 5, trained minus untrained network",
      paper: "implied, not tested", measured: relative(\.learnedContrast), holdsWhen: .less(than: 0),
      untested: reason, figure: chart)
  }

  /// The mean of a cell of the paper's Table 1.
  private static func paper(_ place: HiddenPlace, layer: Int) -> String {
    let cell = SignChangeTable.paper.first { $0.place == place }.map { layer == 5 ? $0.layer5 : $0.layer7 }
    return cell?.split(separator: " ").first.map(String.init) ?? "–"
  }

  /// The relative difference of the mean of the paper's three parts from random places.
  private static func paperContrast(layer: Int) -> String {
    func value(_ place: HiddenPlace) -> Double { Double(paper(place, layer: layer)) ?? .nan }
    return NumberText.percent(HiddenPlace.parts.map(value).mean / value(.random) - 1, 0)
  }

  private static func estimate(_ summary: SignConsistency.Summary) -> Bootstrap.Estimate {
    Bootstrap.Estimate(summary.difference, low: summary.low, high: summary.high)
  }

  private func measurement(
    _ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary
  ) -> Measurement? {
    measured.isEmpty
      ? nil
      : Measurement(
        Bootstrap.mean(ofNetworks: measured.map { Self.estimate(summary($0)) }), count: measured[0].count,
        networks: sample, decimals: 4)
  }

  private func relative(_ contrast: KeyPath<CorrespondenceMeasurements, [Double]>) -> Measurement? {
    guard !measured.isEmpty else { return nil }
    let estimates = measured.map { network in
      let values = network[keyPath: contrast]
      return Bootstrap.Estimate(values[0], low: values[1], high: values[2])
    }
    return Measurement(
      Bootstrap.mean(ofNetworks: estimates), times: 100, count: measured[0].count, networks: sample,
      unit: "points", decimals: 1)
  }

  /// The permutation test's probability in each network.
  private func remark(_ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary) -> String? {
    guard let first = measured.first else { return nil }
    let values = measured.map { NumberText.fixed(summary($0).probability, 3) }.joined(separator: ", ")
    return "One-sided within-face permutation test on \(first.count) faces, by network: p = \(values)."
  }
}
