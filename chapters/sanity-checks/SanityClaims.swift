import Experiments
import Figures
import Reporting
import Kernels

/// What the paper's critics claim.
package struct SanityClaims {
  /// What was measured, by network.
  private let networks: [SanityFindings]
  private let sample: NetworkSample

  /// The critics' claims about networks.
  ///
  /// - Parameter sample: what is to be said of these networks.
  package init(_ networks: [SanityFindings], sample: NetworkSample) {
    precondition(!networks.isEmpty, "claims about no networks")
    self.networks = networks
    self.sample = sample
  }

  func write(to page: inout PageBuilder) {
    page.claim(all)
  }

  /// The chapter's claims.
  package var all: [UnjudgedClaim] {
    let none = "No two units answer at one place."
    let figure = networks.allSatisfy { !($0.dependence[.deconvnet]?.otherUnit ?? []).isEmpty } ? "units" : nil
    return [
      UnjudgedClaim(
        id: "sanity.randomization-test", number: "C1",
        idea: "the deconvnet's image stays when what the network knows of classes is erased",
        "The deconvnet's image outlives what the network knows of classes longer than the gradient's does",
        by: "likeness after all layers above layer 5 are randomized, deconvnet minus gradient",
        paper: "Adebayo et al. (2018), of guided backpropagation",
        measured: paired { ($0.denseRandomized[.deconvnet] ?? [], $0.denseRandomized[.gradient] ?? []) },
        holdsWhen: .greater(than: 0), isLaterCriticism: true,
        remark: remaining, figure: "randomization-test"),
      UnjudgedClaim(
        id: "sanity.switch-contours", number: "C2",
        idea: "projections follow the image's contours in part because of the switches",
        "Projections follow the image's contours in part because of the switches",
        by: "agreement with contours in layer 5, own minus center switches",
        paper: "said since, not quantified", measured: paired { ($0.ownContours, $0.centeredContours) },
        holdsWhen: .greater(than: 0), isLaterCriticism: true, figure: "switches"),
      UnjudgedClaim(
        id: "sanity.units", number: "C3",
        idea: "the image decides more than the unit",
        "The image decides more than the unit: another unit at the same place gives a more similar projection than the same unit in another image",
        by: "likeness in layer 5, other unit minus other image",
        paper: "Mahendran and Vedaldi (2016), not quantified so",
        measured: paired {
          ($0.dependence[.deconvnet]?.otherUnit ?? [], $0.dependence[.deconvnet]?.otherImage ?? [])
        },
        holdsWhen: .greater(than: 0), isLaterCriticism: true, untested: none, figure: figure),
      UnjudgedClaim(
        id: "sanity.random-seed", number: "C4",
        idea:
          "carried down by the deconvnet, random values look more like a real unit's projection than when carried down by the gradient",
        "Random positive values give a projection that is more like a real unit's than under the gradient",
        by: "likeness in layer 5, deconvnet minus gradient",
        paper: "Nie et al. (2018), by theory and images",
        measured: paired {
          ($0.dependence[.deconvnet]?.randomSeed ?? [], $0.dependence[.gradient]?.randomSeed ?? [])
        },
        holdsWhen: .greater(than: 0), isLaterCriticism: true, untested: none, figure: figure),
      effectiveField,
    ]
  }

  private var effectiveField: UnjudgedClaim {
    UnjudgedClaim(
      id: "sanity.effective-field", number: "C5",
      idea: "the effective receptive field is much smaller than the theoretical one",
      "The effective receptive field is much smaller than the theoretical one",
      by:
        "side of the square with \(NumberText.percent(SanityFindings.share, 0)) of the gradient's energy, as a share of the field's side, layer 5",
      paper: "Luo et al. (2016), for deeper networks",
      measured: networks.contains(where: \.fieldIsCut) ? nil : mean(networks.map(\.effectiveSides)),
      holdsWhen: .less(than: SanityFindings.halfArea), isLaterCriticism: true,
      remark: "“Much smaller” is read as less than half the area.",
      untested: "The field reaches beyond the image, whose edge would make any energy look concentrated.",
      figure: "effective-field")
  }

  /// What is left under each rule, in a sentence.
  private var remaining: String? {
    let values = BackwardRule.allCases.map { rule in
      (rule, networks.map { ($0.denseRandomized[rule] ?? []).mean }.mean)
    }
    guard values.allSatisfy({ $0.1.isFinite }) else { return nil }
    return "Likeness left: "
      + values.map { "\($0.0.word) \(NumberText.fixed($0.1, 2))" }.joined(separator: ", ") + "."
  }

  private func paired(_ lists: (SanityFindings) -> ([Double], [Double])) -> Measurement? {
    mean(
      networks.map { network in
        let (a, b) = lists(network)
        return zip(a, b).map { $0 - $1 }
      })
  }

  private func mean(_ rows: [[Double]]) -> Measurement? {
    guard !rows.contains(where: \.isEmpty) else { return nil }
    return Measurement(
      GroupComparison.meanOfUnits(rows, seed: networks[0].seed), count: rows.reduce(0) { $0 + $1.count },
      networks: sample, decimals: 2)
  }
}
