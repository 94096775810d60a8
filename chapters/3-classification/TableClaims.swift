import Experiments
import Reporting

/// What Table 2 claims, and what later work says against it.
extension TableFindings {
  /// The paper's claims.
  package var paperClaims: [UnjudgedClaim] {
    [
      UnjudgedClaim(
        id: "table2.zfnet-beats-alexnet",
        "ZFNet has lower error than AlexNet (top-1 error, AlexNet minus ZFNet)",
        paper: "2.1 points", measured: difference(alexnet, zfnet), holdsWhen: .greater(than: 0),
        comparesTraining: true, figure: "table-2"),
      UnjudgedClaim(
        id: "table2.wide-beats-zfnet",
        "More maps in layers 3–5 lower the error (top-1 error, ZFNet minus wide)",
        paper: "0.9 points", measured: difference(zfnet, wide), holdsWhen: .greater(than: 0),
        comparesTraining: true, figure: "table-2"),
      UnjudgedClaim(
        id: "table2.ensemble-helps",
        "Ensembles beat single networks (top-1 error, mean of one minus ensemble)",
        paper: "1.7 points (five networks)",
        measured: zfnet.count > 1
          ? measurement(ensemble.ofMembers(seed: seed), networks: zfnet.count) : nil,
        holdsWhen: .greater(than: 0), comparesTraining: true,
        untested: "This run has one ZFNet.", figure: "table-2"),
      UnjudgedClaim(
        id: "table2.wide-joins",
        "Adding a wide network to the ensemble lowers its error further (top-1 error, ensemble minus ensemble with the wide one)",
        paper: "0.7 points",
        measured: measurement(
          ensemble.ofJoining(joined, withoutEach: joinedWithoutEach, seed: seed),
          networks: zfnet.count + joined.count),
        holdsWhen: .greater(than: 0), comparesTraining: true,
        remark: "It is not tested whether another ZFNet would have lowered it as much.", figure: "table-2"),
    ]
  }

  /// What later work contests.
  package var contestedClaims: [UnjudgedClaim] {
    let untrained =
      isOwnRecipePaper
      ? "This run's own recipe is the paper's: the claims above are of it."
      : "This run trains no network by the paper's recipe."
    let chance = ChanceLevel(classes: classes)
    let plain = isOwnRecipePaper ? zfnet : paperZFNet
    return [
      UnjudgedClaim(
        id: "contested.normalization",
        "Contrast normalization lowers the error (top-1 error without it minus with it)",
        paper: "used, not measured; 1.4 points in Krizhevsky et al.",
        measured: difference(withoutNormalization, zfnet), holdsWhen: .greater(than: 0),
        comparesTraining: true, figure: "table-2"),
      UnjudgedClaim(
        id: "contested.ten-crops",
        "Ten crops have lower error than the center crop alone (top-1 error of a ZFNet, one crop minus ten)",
        paper: "the number of crops is not stated", measured: tenCropGain, holdsWhen: .greater(than: 0),
        figure: "ten-crops"),
      UnjudgedClaim(
        id: "contested.order-by-recipe",
        "Under the paper's own recipe, too, ZFNet has lower error than AlexNet (top-1 error, AlexNet minus ZFNet)",
        paper: "2.1 points",
        measured: paperZFNet.flatMap { zfnet in paperAlexNet.map { difference($0, zfnet) } },
        holdsWhen: .greater(than: 0), comparesTraining: true,
        remark: paperZFNet.flatMap {
          chance.isStalled($0.map(\.mean).mean) ? "ZFNet has not left chance level." : nil
        },
        untested: untrained, figure: "table-2"),
      UnjudgedClaim(
        id: "contested.recipe",
        "The plain recipe is the weaker one: He initialization, a warm-up and a half cosine have lower error after as many samples (top-1 error of ZFNet, the paper's recipe minus the run's own)",
        paper: "not compared", measured: paperZFNet.map { difference($0, zfnet) },
        holdsWhen: .greater(than: 0), isLaterCriticism: true, comparesTraining: true,
        untested: untrained, figure: "table-2"),
      UnjudgedClaim(
        id: "contested.plain-recipe",
        "The paper's plain recipe trains, and does not stay at chance level (chance minus top-1 error of ZFNet)",
        paper: "38.4 % error, chance 99.9 %",
        measured: plain.map { mistakes in
          measurement(
            GroupComparison.contrast(
              [.init(-1, mistakes.map { $0.map { $0 - chance.error } })], spread: seedSpread, seed: seed),
            networks: mistakes.count)
        },
        holdsWhen: .greater(than: 0),
        remark: plain?.count == 1
          ? "One network, which borrows the spread of the run's own from seed to seed." : nil,
        untested: untrained, figure: "table-2"),
    ]
  }

  /// Puts the claims on the page.
  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    page.claim(paperClaims)
    page.heading("Later criticism")
    page.prose(
      """
      Later work criticizes parts of the recipe. Later networks dropped contrast normalization, since it makes almost no difference. Not all public model collections that train both networks find AlexNet behind ZFNet, so the order may depend on the recipe. And training by the plain recipe often stays at the loss of chance level. The differences below compare networks on the same images after equal numbers of samples, trained by one recipe unless the recipes themselves are compared.
      """)
    page.claim(contestedClaims)
  }

  /// All of the chapter's claims.
  package var claims: [UnjudgedClaim] { paperClaims + contestedClaims }

  private var ensemble: EnsembleGain {
    EnsembleGain(members: zfnet, together: together, withoutEach: togetherWithoutEach)
  }

  /// The standard deviation of top-1 error from ZFNet seed to seed, which groups of one network borrow.
  private var seedSpread: Double { GroupComparison.seedSpread(zfnet) }

  private func difference(_ a: [[Double]], _ b: [[Double]]) -> Measurement {
    measurement(
      GroupComparison.difference(a, b, spread: seedSpread, seed: seed), networks: a.count + b.count)
  }

  /// What ten crops add to the center crop, network by network.
  private var tenCropGain: Measurement {
    let gains = zip(zfnet, zfnetTenCrops).map { one, ten in zip(one, ten).map { $0 - $1 } }
    return measurement(
      GroupComparison.contrast([.init(1, gains)], spread: seedSpread, seed: seed), networks: gains.count)
  }

  private func measurement(_ estimate: Bootstrap.Estimate, networks: Int) -> Measurement {
    Measurement(
      estimate, times: 100, count: together.count, seeds: networks, unit: "points", decimals: 1)
  }
}
