import Experiments
import Figures
import Networks
import Replication
import Reporting

/// What Table 2 claims, and what has been held against it since.
struct TableClaims {
  private let field: Field
  private let ensembles: Ensembles
  private let seed: UInt64

  init(_ field: Field, _ ensembles: Ensembles, seed: UInt64) {
    self.field = field
    self.ensembles = ensembles
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    let zfnet = field.group(.zfnet)
    page.claim(
      id: "table2.zfnet-beats-alexnet",
      "ZFNet has lower error than AlexNet (top-1 error, AlexNet minus ZFNet)",
      paper: "2.1 points", measured: difference(field.group(.alexnet), zfnet), holdsWhen: .greater(than: 0),
      comparesTraining: true, figure: "table-2")
    page.claim(
      id: "table2.wide-beats-zfnet",
      "More maps in layers 3–5 have lower error (top-1 error, ZFNet minus wide)",
      paper: "0.9 points", measured: difference(zfnet, field.group(.zfnetWide)), holdsWhen: .greater(than: 0),
      comparesTraining: true, figure: "table-2")
    page.claim(
      id: "table2.ensemble-helps",
      "Networks together have lower error than one (top-1 error, mean of one minus ensemble)",
      paper: "1.7 points (five networks)", measured: ensembles.count > 1 ? ensembleGain : nil,
      holdsWhen: .greater(than: 0), comparesTraining: true,
      untested: "This run has one ZFNet.", figure: "table-2")
    page.claim(
      id: "table2.wide-joins",
      "A wide network that joins the ensemble lowers its error further (top-1 error, ensemble minus ensemble with the wide one)",
      paper: "0.7 points", measured: wideGain, holdsWhen: .greater(than: 0), comparesTraining: true,
      remark: "Whether another ZFNet would have done as much is not asked.", figure: "table-2")
    contested(on: &page)
  }

  private func contested(on page: inout PageBuilder) {
    page.heading("What has been held against it")
    page.prose(
      """
      Later work criticizes parts of the recipe. Contrast normalization was dropped by the networks that followed, as all but \
      neutral. Public collections that train both networks do not all find AlexNet behind ZFNet, so that the order may belong to the recipe. \
      And attempts to start from the plain recipe often stay at the loss at chance level. The differences below compare networks on the same \
      images after as many samples, of one recipe unless the recipes themselves are compared.
      """)
    let zfnet = field.group(.zfnet)
    page.claim(
      id: "contested.normalization",
      "Contrast normalization lowers the error (top-1 error without it minus with it)",
      paper: "used, not measured; 1.4 points in Krizhevsky et al.",
      measured: difference(field.group(.zfnetWithoutNormalization), zfnet), holdsWhen: .greater(than: 0),
      comparesTraining: true, figure: "table-2")
    page.claim(
      id: "contested.ten-crops",
      "Ten crops have lower error than the center alone (top-1 error of a ZFNet, one crop minus ten)",
      paper: "the number of crops is not stated",
      measured: tenCropGain, holdsWhen: .greater(than: 0), figure: "ten-crops")
    let paper = (zfnet: field.paperArm, alexnet: field.paperArm == nil ? nil : field.paperGroup(.alexnet))
    let untrained =
      field.ownRecipe == .paper
      ? "This run's own recipe is the paper's: the claims above are of it."
      : "This run trains no network by the paper's recipe."
    page.claim(
      id: "contested.order-by-recipe",
      "Under the paper's own recipe, too, ZFNet has lower error than AlexNet (top-1 error, AlexNet minus ZFNet)",
      paper: "2.1 points", measured: paper.zfnet.flatMap { zf in paper.alexnet.map { difference($0, zf) } },
      holdsWhen: .greater(than: 0), comparesTraining: true,
      remark: paper.zfnet.flatMap { field.isStalled($0) ? "ZFNet has not left chance level." : nil },
      untested: untrained, figure: "table-2")
    page.claim(
      id: "contested.recipe",
      "The plain recipe is the weaker one: He's start, a warm-up and a half cosine have lower error after as many samples (top-1 error of ZFNet, the paper's recipe minus the run's own)",
      paper: "not compared", measured: paper.zfnet.map { difference($0, zfnet) },
      holdsWhen: .greater(than: 0), isLaterCriticism: true, comparesTraining: true,
      untested: untrained, figure: "table-2")
    let chance = field.chance
    let plain = field.paperGroup(.zfnet)
    page.claim(
      id: "contested.plain-recipe",
      "The paper's plain recipe trains, and does not stay at chance level (chance minus top-1 error of ZFNet)",
      paper: "38.4 % error, chance 99.9 %",
      measured: plain.map { group in
        measurement(
          GroupComparison.contrast(
            [.init(-1, group.mistakes.map { $0.map { $0 - chance } })], spread: field.seedSpread, seed: seed),
          networks: group.ranks.count)
      },
      holdsWhen: .greater(than: 0),
      remark: plain?.ranks.count == 1
        ? "One network, which borrows the spread of the run's own from seed to seed." : nil,
      untested: untrained, figure: "table-2")
  }

  private func difference(_ a: TrainedGroup, _ b: TrainedGroup) -> Measurement {
    measurement(
      GroupComparison.difference(a.mistakes, b.mistakes, spread: field.seedSpread, seed: seed),
      networks: a.ranks.count + b.ranks.count)
  }

  /// What the ZFNets gain by standing together; uncertainty by images, and by networks from leaving each out in turn.
  private var ensembleGain: Measurement {
    let mistakes = field.group(.zfnet).mistakes
    func gains(_ rows: [[Double]], _ together: ClassRanks) -> [Double] {
      zip(rows[0].indices, together.mistakes(top: 1)).map { image, ensemble in
        rows.map { $0[image] }.mean - ensemble
      }
    }
    let withoutEach = ensembles.withoutEach.enumerated().map { absent, ranks in
      gains(mistakes.indices.filter { $0 != absent }.map { mistakes[$0] }, ranks.zfnets).mean
    }
    return measurement(
      Bootstrap.mean(
        gains(mistakes, ensembles.zfnets.center), widenedBy: Jackknife.deviation(withoutEach), seed: seed),
      networks: ensembles.count)
  }

  /// What a wide network adds to them. The uncertainty by networks is that of the ZFNets, from leaving each out in turn, and that
  /// of the wide one: from its own seeds, or, where there is but one, as much as one ZFNet's.
  private var wideGain: Measurement {
    func gains(_ zfnets: ClassRanks, _ mixed: [ClassRanks]) -> [Double] {
      zip(zfnets.mistakes(top: 1), Ensembles.meanMistakes(mixed)).map { $0 - $1 }
    }
    let mixed = ensembles.mixed.map(\.center)
    let zfnets = Jackknife.deviation(ensembles.withoutEach.map { gains($0.zfnets, $0.mixed).mean })
    let wide =
      mixed.count > 1
      ? mixed.map { $0.error(top: 1) }.deviation / Double(mixed.count).squareRoot()
      : zfnets / Double(ensembles.count).squareRoot()
    return measurement(
      Bootstrap.mean(
        gains(ensembles.zfnets.center, mixed),
        widenedBy: (zfnets * zfnets + wide * wide).squareRoot(), seed: seed),
      networks: ensembles.count + mixed.count)
  }

  /// What ten crops add to the center crop, network by network.
  private var tenCropGain: Measurement {
    let gains = zip(field.group(.zfnet).mistakes, ensembles.members.mistakes).map { one, ten in
      zip(one, ten).map { $0 - $1 }
    }
    return measurement(
      GroupComparison.contrast([.init(1, gains)], spread: field.seedSpread, seed: seed),
      networks: gains.count)
  }

  private func measurement(_ estimate: Bootstrap.Estimate, networks: Int) -> Measurement {
    Measurement(
      estimate, times: 100, count: field.judge.indices.count, seeds: networks, unit: "points", decimals: 1)
  }
}
