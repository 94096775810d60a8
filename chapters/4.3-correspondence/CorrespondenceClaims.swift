import Experiments
import Figures
import Reporting

/// What Table 1 claims, and what the controls say of it.
package struct CorrespondenceClaims {
  private let measured: CorrespondenceMeasurements?
  private let reason: String?

  /// The claims; without measurements they are not tested, for the reason that is given.
  package init(_ measured: CorrespondenceMeasurements?, reason: String?) {
    self.measured = measured
    self.reason = reason
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    [
      part(.rightEye, "right-eye"), part(.leftEye, "left-eye"), part(.nose, "nose"), layer7, learned, both,
      place,
    ]
  }

  private var table: String? { measured == nil ? nil : "table1" }
  private var chart: String? { measured == nil ? nil : "sign-change" }

  private func part(_ part: HiddenPlace, _ name: String) -> UnjudgedClaim {
    UnjudgedClaim(
      id: "table1.\(name)",
      "At layer 5, hiding the \(part.rawValue) changes the features of different faces more alike than hiding random places does (mean sign change, minus that of random places)",
      paper: "\(Self.paper(part, layer: 5)) against \(Self.paper(.random, layer: 5))",
      measured: measurement { $0.summary(part, layer: 5) }, holdsWhen: .less(than: 0),
      remark: remark { $0.summary(part, layer: 5) }, untested: reason, figure: table)
  }

  private var layer7: UnjudgedClaim {
    let standsOut = measured.map { $0.summary(nil, layer: 5).high < 0 } ?? true
    return UnjudgedClaim(
      id: "table1.layer7",
      "At layer 7 the parts stand out less than at layer 5 (relative difference of the three parts from random places, layer 5 minus layer 7)",
      paper: "\(Self.paperContrast(layer: 5)) against \(Self.paperContrast(layer: 7))",
      measured: standsOut ? relative(\.layerContrast) : nil, holdsWhen: .less(than: 0),
      untested: reason ?? "At layer 5 the parts do not stand out, so there is nothing to lose.",
      figure: table)
  }

  private var learned: UnjudgedClaim {
    UnjudgedClaim(
      id: "table1.learned",
      "The parts stand out because the network learned it (relative difference of the three parts from random places at layer 5, trained minus untrained network)",
      paper: "implied, not tested", measured: relative(\.learnedContrast), holdsWhen: .less(than: 0),
      remark: "One network and one start.", untested: reason, figure: chart)
  }

  private var both: UnjudgedClaim {
    func summary(_ measured: CorrespondenceMeasurements) -> SignConsistency.Summary {
      measured.summary(nil, against: .sameRandom, layer: 5, measure: .both)
    }
    return UnjudgedClaim(
      id: "table1.both",
      "Without the zeros of the ternary sign: units that change in both faces go the same way more often than for one random place (of those units, the share that goes opposite ways at layer 5, three parts together, minus one random place for all faces)",
      paper: "not separated", measured: measurement(summary), holdsWhen: .less(than: 0),
      remark: remark(summary), untested: reason, figure: chart)
  }

  private var place: UnjudgedClaim {
    func summary(_ measured: CorrespondenceMeasurements) -> SignConsistency.Summary {
      measured.summary(nil, against: .sameRandom, layer: 5)
    }
    return UnjudgedClaim(
      id: "table1.place",
      "The part corresponds, not only its place in the image (layer 5, three parts together, minus one random place for all faces)",
      paper: "not separated", measured: measurement(summary), holdsWhen: .less(than: 0),
      remark: remark(summary), untested: reason, figure: chart)
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

  private func measurement(
    _ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary
  ) -> Measurement? {
    measured.map { measured in
      let summary = summary(measured)
      return Measurement(
        summary.difference, interval: (summary.low, summary.high), count: measured.count,
        seeds: measured.networkSeeds.count,
        decimals: 4)
    }
  }

  private func relative(_ contrast: KeyPath<CorrespondenceMeasurements, [Double]>) -> Measurement? {
    measured.map {
      let values = $0[keyPath: contrast].map { $0 * 100 }
      return Measurement(
        values[0], interval: (values[1], values[2]), count: $0.count, seeds: $0.networkSeeds.count,
        unit: "points", decimals: 1)
    }
  }

  /// The permutation test's probability.
  private func remark(_ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary) -> String? {
    measured.map {
      "One-sided within-face permutation test on \($0.count) faces: p = \(NumberText.fixed(summary($0).probability, 3))."
    }
  }
}
