import Experiments
import Figures
import Reporting

/// What Table 2 claims, and what later work says against it.
extension TableFindings {
  /// The paper's claims.
  package var paperClaims: [UnjudgedClaim] {
    [
      UnjudgedClaim(
        id: "table2.zfnet-beats-alexnet", number: "T2a",
        idea: "ZFNet has lower error than AlexNet",
        "ZFNet has lower error than AlexNet",
        by: "top-1 error, AlexNet minus ZFNet",
        paper: "2.1 points", measured: difference(alexnet, zfnet), holdsWhen: .greater(than: 0),
        remark: recipeRemark, figure: "table-2"),
      UnjudgedClaim(
        id: "table2.wide-beats-zfnet", number: "T2b",
        idea: "more maps in layers 3–5 lower the error",
        "More maps in layers 3–5 lower the error",
        by: "top-1 error, ZFNet minus wide",
        paper: "0.9 points", measured: wide.map { difference(zfnet, $0) }, holdsWhen: .greater(than: 0),
        untested: "This run trains no wide ZFNet (seeds.wide).", figure: wide.map { _ in "table-2" }),
      UnjudgedClaim(
        id: "table2.ensemble-helps", number: "T2c",
        idea: "ensembles beat single networks",
        "Ensembles beat single networks",
        by: "top-1 error, mean of one minus ensemble",
        paper: "1.7 points (five networks)",
        measured: zfnet.arm.count > 1
          ? measurement(ensemble.ofMembers(seed: seed), NetworkSample([zfnet.arm])) : nil,
        holdsWhen: .greater(than: 0), untested: "This run has one ZFNet.", figure: "table-2"),
    ]
  }

  /// What later work contests.
  package var contestedClaims: [UnjudgedClaim] {
    let untrained = "This run trains no network by the paper's recipe (seeds.paperRecipe)."
    let chance = ChanceLevel(classes: classes)
    let plain = isOwnRecipePaper ? zfnet : paperZFNet
    return [
      UnjudgedClaim(
        id: "contested.normalization", number: "T2d",
        idea: "contrast normalization lowers the error",
        "Contrast normalization lowers the error",
        by: "top-1 error without it minus with it",
        paper: "used, not measured; 1.4 points in Krizhevsky et al.",
        measured: withoutNormalization.map { difference($0, zfnet) }, holdsWhen: .greater(than: 0),
        untested: "This run trains no ZFNet without it (seeds.others).",
        figure: withoutNormalization.map { _ in "table-2" }),
      UnjudgedClaim(
        id: "contested.plain-recipe", number: "T2e",
        idea: "the paper's plain recipe leaves chance level",
        "The paper's plain recipe trains, and does not stay at chance level",
        by: "chance minus top-1 error of ZFNet",
        paper: "38.4 % error, chance 99.9 %",
        measured: plain.map { row in
          // Whether a network leaves chance level is what is asked: that it has not converged is no objection.
          measurement(
            GroupComparison.contrast(
              [.init(-1, row.mistakes.map { $0.map { $0 - chance.error } })], spread: seedSpread, seed: seed),
            NetworkSample([row.arm.whetherConvergedOrNot]))
        },
        holdsWhen: .greater(than: 0), untested: untrained, figure: plain.map { _ in "table-2" }),
    ]
  }

  /// Puts the claims on the page.
  func write(to page: inout PageBuilder) {
    page.claim(paperClaims)
    page.heading("Later criticism")
    page.prose(
      """
      Later work criticizes parts of the recipe. Later networks dropped contrast normalization because it makes almost no difference. Not all public model collections that train both networks find AlexNet behind ZFNet, so the order may depend on the recipe. And training by the plain recipe often stays at the loss of chance level. The differences below compare networks on the same images after equal numbers of samples, trained by one recipe.
      """)
    page.claim(contestedClaims)
  }

  /// All of the chapter's claims.
  package var claims: [UnjudgedClaim] { paperClaims + contestedClaims }

  private var ensemble: EnsembleGain {
    EnsembleGain(members: zfnet.mistakes, together: together, withoutEach: togetherWithoutEach)
  }

  /// The standard deviation of top-1 error from ZFNet seed to seed, which groups of one network borrow.
  private var seedSpread: Double { GroupComparison.seedSpread(zfnet.mistakes) }

  /// Whether the order of the two networks is the same under the paper's recipe, where that was tried.
  private var recipeRemark: String? {
    guard let zfnet = paperZFNet, let alexnet = paperAlexNet else { return nil }
    let chance = ChanceLevel(classes: classes)
    let stalled = [zfnet, alexnet].filter { chance.isStalled($0.error) }.map(\.arm.title)
    guard stalled.isEmpty else {
      return
        "Under the paper's recipe it cannot be told: \(stalled.joined(separator: " and ")) \(stalled.count == 1 ? "has" : "have") not left chance level."
    }
    let (own, other) = (self.alexnet.error - self.zfnet.error, alexnet.error - zfnet.error)
    let points = NumberText.fixed(other * 100, 1)
    return own * other < 0
      ? "It is recipe-dependent: under the paper's recipe the difference is \(points) points."
      : "Under the paper's recipe the difference is \(points) points."
  }

  private func difference(_ a: Row, _ b: Row) -> Measurement {
    measurement(
      GroupComparison.difference(a.mistakes, b.mistakes, spread: seedSpread, seed: seed),
      NetworkSample([a.arm, b.arm]))
  }

  private func measurement(_ estimate: Bootstrap.Estimate, _ networks: NetworkSample) -> Measurement {
    Measurement(
      estimate, times: 100, count: together.count, networks: networks, unit: "points", decimals: 1)
  }
}
