import Experiments
import Figures
import Reporting
import Tensors
import Visualization

/// The number behind the pictures: how often the nine strongest pictures of a map are of one class.
struct LayerNumbers {
  private let portrait: Portrait
  private let found: [TopActivations]

  init(_ portrait: Portrait, _ found: [TopActivations]) {
    self.portrait = portrait
    self.found = found
  }

  func write(to page: inout Page, seed: UInt64) {
    let purities = found.map(purities)
    let estimates = purities.map { Bootstrap.mean($0, seed: seed) }
    let chance = 1 / Double(portrait.classNames.count)
    page.heading("From edges to classes, in numbers")
    page.prose(
      """
      A choice of maps can mislead; a mean over all maps of a layer cannot choose. The *purity* of a map is the share of its nine \
      strongest pictures that belong to their most frequent class: nine different classes give \
      \(NumberText.percent(1.0 / 9)), one class gives 100\u{202F}%.
      """)
    page.figure(
      id: "purity", title: "Class purity of the top nine, by layer",
      caption: """
        Mean over all maps that answer to at least nine pictures, with a 95\u{202F}% bootstrap interval over maps. Higher means that a map \
        answers to one class. Below the names, the share of the picture's side that a unit sees: a part of the rise may be due to \
        the growing field alone.
        """,
      alt: "Bars of mean class purity that belong to layers 1 to 5.",
      data: DataTable(
        columns: ["layer", "maps", "mean purity", "low", "high"],
        rows: zip(found, zip(purities, estimates)).map { top, pair in
          [top.layer, "\(pair.0.count)"] + [pair.1.value, pair.1.low, pair.1.high].map(DataTable.field)
        }),
      BarChart(
        groups: found.map { "\($0.layer) (\(NumberText.percent(min(portrait.fieldShare($0.layer), 1))))" },
        series: [
          BarChart.Series(
            "", estimates.map { $0.value * 100 }, low: estimates.map { $0.low * 100 },
            high: estimates.map { $0.high * 100 })
        ], y: Axis("Class purity", unit: "%"),
        references: [
          ReferenceLine(
            100 * Self.purityOfChance(classes: portrait.classNames.count, seed: seed), "random pictures")
        ]))
    page.heading("The paper's claim")
    let (lower, upper) = (purities[1], purities[purities.count - 1])
    let rise = lower.isEmpty || upper.isEmpty ? nil : Bootstrap.differenceOfMeans(upper, lower, seed: seed)
    page.claim(
      id: "figure2.hierarchy",
      "Upper layers answer to classes, lower layers to what classes share (class purity of the top nine, layer 5 less layer 2)",
      paper: "shown, not quantified",
      measured: rise.map {
        Measurement(
          $0.value * 100, interval: ($0.low * 100, $0.high * 100), count: upper.count + lower.count, seeds: 1,
          unit: "points", decimals: 1)
      },
      holdsWhen: .greater(than: 0),
      reason: rise == nil
        ? "Too few pictures excite the maps."
        : "One network; chance of a class: \(NumberText.percent(chance)).",
      figure: "purity")
  }

  /// The purity of each map that answers to nine pictures.
  private func purities(_ top: TopActivations) -> [Double] {
    top.hits.filter { $0.count == 9 }.map { hits in
      ClassCounts(hits.map { portrait.pictures.label($0.picture) }).purity
    }
  }

  /// What nine pictures of random classes give: the reading of a map that knows nothing.
  static func purityOfChance(classes: Int, seed: UInt64) -> Double {
    var stream = RandomStream(seed: seed, domain: "purity of chance")
    let draws = (0..<2000).map { _ in
      ClassCounts((0..<9).map { _ in stream.integer(below: classes) }).purity
    }
    return draws.reduce(0, +) / Double(draws.count)
  }
}
