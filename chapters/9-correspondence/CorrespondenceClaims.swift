import Experiments
import Figures
import Reporting

/// What Table 1 claims, and what the controls say of it.
struct CorrespondenceClaims {
  private let measured: CorrespondenceMeasurements?
  private let seed: UInt64
  private let reason: String?

  /// The claims; without measurements they are not tested, for a reason.
  init(_ measured: CorrespondenceMeasurements?, seed: UInt64, reason: String?) {
    self.measured = measured
    self.seed = seed
    self.reason = reason
  }

  func write(to page: inout Page) {
    page.heading("The paper's claims")
    let figure = measured == nil ? nil : "table1"
    let parts: [(HiddenPlace, id: String, paper: String)] = [
      (.rightEye, "right-eye", "0.067 against 0.107"), (.leftEye, "left-eye", "0.069 against 0.107"),
      (.nose, "nose", "0.079 against 0.107"),
    ]
    for (part, id, paper) in parts {
      page.claim(
        id: "table1.\(id)",
        "At layer 5, hiding the \(part.rawValue) changes the features of different faces more alike than hiding random places (mean sign change, less that of random places)",
        paper: paper, measured: measurement { $0.summary(part, layer: 5) }, holdsWhen: .less(than: 0),
        reason: remark { $0.summary(part, layer: 5) }, figure: figure)
    }
    let standsOut = measured.map { $0.summary(nil, layer: 5).high < 0 } ?? true
    page.claim(
      id: "table1.layer7",
      "At layer 7 the parts stand out less than at layer 5 (relative difference of the three parts from random places, layer 5 less layer 7)",
      paper: "−33 % against −6 %", measured: standsOut ? relative(\.layerContrast) : nil,
      holdsWhen: .less(than: 0),
      reason: standsOut ? reason : "At layer 5 the parts do not stand out, so that there is nothing to lose.",
      figure: figure)
    let chart = measured == nil ? nil : "sign-change"
    page.claim(
      id: "table1.learned",
      "That the parts stand out is learned (relative difference of the three parts from random places at layer 5, trained less untrained network)",
      paper: "implied, not tested", measured: relative(\.learnedContrast), holdsWhen: .less(than: 0),
      reason: reason ?? "One network and one start.", figure: chart)
    page.claim(
      id: "table1.both",
      "It does not hang on the ternary sign: units that change in both faces go the same way more often than for one random place (share that goes opposite ways at layer 5, three parts together, less one random place for all faces)",
      paper: "not separated",
      measured: measurement { $0.summary(nil, against: .sameRandom, layer: 5, measure: .both) },
      holdsWhen: .less(than: 0),
      reason: remark { $0.summary(nil, against: .sameRandom, layer: 5, measure: .both) }, figure: chart)
    page.claim(
      id: "table1.place",
      "It is the part that corresponds, and not its place in the picture (layer 5, three parts together, less one random place for all faces)",
      paper: "not separated", measured: measurement { $0.summary(nil, against: .sameRandom, layer: 5) },
      holdsWhen: .less(than: 0), reason: remark { $0.summary(nil, against: .sameRandom, layer: 5) },
      figure: chart)
  }

  private func measurement(
    _ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary
  ) -> Measurement? {
    measured.map { measured in
      let summary = summary(measured)
      return Measurement(
        summary.difference, interval: (summary.low, summary.high), count: measured.count, seeds: 1,
        decimals: 4)
    }
  }

  private func relative(_ contrast: KeyPath<CorrespondenceMeasurements, [Double]>) -> Measurement? {
    measured.map {
      let values = $0[keyPath: contrast].map { $0 * 100 }
      return Measurement(
        values[0], interval: (values[1], values[2]), count: $0.count, seeds: 1, unit: "points", decimals: 1)
    }
  }

  /// The permutation test's probability, or why there is none.
  private func remark(_ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary) -> String? {
    guard let measured else { return reason }
    let probability = summary(measured).probability
    return
      "Permutation test within \(measured.count) faces: p = \(NumberText.fixed(probability, 3))."
  }
}
