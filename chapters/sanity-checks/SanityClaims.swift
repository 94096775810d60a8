import Experiments
import Figures
import Reporting
import Kernels

/// What the paper's critics claim.
extension SanityFindings {
  func write(to page: inout PageBuilder) {
    page.heading("The claims of the critics")
    page.prose(
      """
      These are not the paper's statements but its critics'. *Reproduced* means that the criticism is borne out in this network, and with it \
      that the paper's images say less than they seem to.
      """)
    page.claim(claims)
  }

  /// The chapter's claims.
  package var claims: [UnjudgedClaim] {
    [
      UnjudgedClaim(
        id: "sanity.randomization-test",
        "The deconvnet's image outlives what the network knows of classes longer than the gradient's does (likeness after all dense layers are randomized, deconvnet minus gradient)",
        paper: "Adebayo et al. (2018), of guided backpropagation",
        measured: paired(denseRandomized[.deconvnet] ?? [], minus: denseRandomized[.gradient] ?? []),
        holdsWhen: .greater(than: 0), isLaterCriticism: true,
        remark: "One network and one random-weight control.", figure: "randomization-test"),
      remaining(
        .guided, "sanity.guided-forgetful", "guided backpropagation's", paper: "Adebayo et al. (2018)"),
      remaining(
        .deconvnet, "sanity.forgetful", "the deconvnet's",
        paper: "Adebayo et al. (2018) say it of guided backpropagation"),
      UnjudgedClaim(
        id: "sanity.switch-contours",
        "Projections follow the image's contours in part because of the switches (agreement with contours in layer 5, own minus center switches)",
        paper: "said since, not quantified", measured: paired(ownContours, minus: centeredContours),
        holdsWhen: .greater(than: 0), isLaterCriticism: true, remark: "One network.", figure: "switches"),
    ] + unitClaims + [effectiveField]
  }

  private func remaining(
    _ rule: BackwardRule, _ id: String, _ whose: String, paper: String
  ) -> UnjudgedClaim {
    UnjudgedClaim(
      id: id, "With all dense layers random, most of \(whose) image is still there (squared likeness)",
      paper: paper, measured: mean((denseRandomized[rule] ?? []).map(Correlation.explained)),
      holdsWhen: .greater(than: 0.5), isLaterCriticism: true,
      remark: "One network and one random-weight control.", figure: "randomization-test")
  }

  private var unitClaims: [UnjudgedClaim] {
    let (deconvnet, gradient) = (dependence[.deconvnet], dependence[.gradient])
    let none = "No two units answer at one place."
    let figure = deconvnet.flatMap { $0.otherUnit.isEmpty ? nil : "units" }
    return [
      UnjudgedClaim(
        id: "sanity.units",
        "It hardly matters which unit is projected: another unit at the same place gives most of the same image (squared likeness in layer 5)",
        paper: "Mahendran and Vedaldi (2016), not quantified so",
        measured: mean((deconvnet?.otherUnit ?? []).map(Correlation.explained)),
        holdsWhen: .greater(than: 0.5), isLaterCriticism: true, remark: "One network.", untested: none,
        figure: figure),
      UnjudgedClaim(
        id: "sanity.random-seed",
        "Random positive values give a projection that is more like a real unit's than under the gradient (likeness in layer 5, deconvnet minus gradient)",
        paper: "Nie et al. (2018), by theory and images",
        measured: paired(deconvnet?.randomSeed ?? [], minus: gradient?.randomSeed ?? []),
        holdsWhen: .greater(than: 0), isLaterCriticism: true, remark: "One network.", untested: none,
        figure: figure),
    ]
  }

  private var effectiveField: UnjudgedClaim {
    UnjudgedClaim(
      id: "sanity.effective-field",
      "The effective receptive field is much smaller than the theoretical one (side of the square with \(NumberText.percent(Self.share, 0)) of the gradient's energy, as a share of the field's side, layer 5)",
      paper: "Luo et al. (2016), for deeper networks", measured: fieldIsCut ? nil : mean(effectiveSides),
      holdsWhen: .less(than: Self.halfArea), isLaterCriticism: true,
      remark: "One network; “much smaller” is read as less than half the area.",
      untested: "The field reaches beyond the image, whose edge would make any energy look concentrated.",
      figure: "effective-field")
  }

  private func paired(_ a: [Double], minus b: [Double]) -> Measurement? { mean(zip(a, b).map { $0 - $1 }) }

  private func mean(_ values: [Double]) -> Measurement? {
    guard !values.isEmpty else { return nil }
    return Measurement(
      Bootstrap.mean(values, seed: seed), count: values.count, seeds: networkSeeds.count, decimals: 2)
  }
}
