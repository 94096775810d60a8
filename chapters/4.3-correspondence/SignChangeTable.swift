import Drawing
import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Table 1 beside the paper's, and what the controls add to it.
struct SignChangeTable {
  /// What was measured, by network.
  private let networks: [CorrespondenceMeasurements]
  private var measured: CorrespondenceMeasurements { networks[0] }
  private let seed: UInt64
  /// What a unit of layer 5, pooled, sees of the image's side.
  private let fieldShare: Double

  init(_ networks: [CorrespondenceMeasurements], _ network: StudiedNetwork, seed: UInt64) {
    self.networks = networks
    self.seed = seed
    let graph = network.graph
    fieldShare =
      Double(graph.receptiveField(of: network.layers.output(ofLayer: 5)).size) / Double(graph.inputSide)
  }

  /// Table 1: mean and deviation at layers 5 and 7.
  static let paper: [(place: HiddenPlace, layer5: String, layer7: String)] = [
    (.rightEye, "0.067 ± 0.007", "0.069 ± 0.015"), (.leftEye, "0.069 ± 0.007", "0.068 ± 0.013"),
    (.nose, "0.079 ± 0.017", "0.069 ± 0.011"), (.random, "0.107 ± 0.017", "0.073 ± 0.014"),
  ]

  func write(to page: inout PageBuilder, remark: String) {
    page.heading("How consistently the features change")
    page.table(
      id: "table1", answers: "1", title: "Mean feature sign change",
      caption: """
        The share of units whose signs differ between two faces, mean ± standard deviation over the pairs, for the five faces of \
        [](#fig-figure8) and for all \(measured.count), which show both eyes and the nose, means of \(networks.count) network\(networks.count == 1 ? "" : "s"). Random places: \(CorrespondenceMeasurements.draws) draws within a face, of the same size as the parts. *Same place*: one \
        random place for all faces. *Equal count*: random places within a face that change as many units as the parts do. The paper has neither. *p*: one-sided within-face permutation test of part against random place, all \(measured.count) faces, the largest of the networks'.\(remark)
        """,
      columns: [
        TableBlock.Column("Hidden"), .number("Layer 5", origin: .paper),
        .number("five faces", unit: "layer 5", origin: .ours),
        .number("all faces", unit: "layer 5", origin: .ours), .number("p", unit: "layer 5", origin: .ours),
        .number("Layer 7", origin: .paper),
        .number("five faces", unit: "layer 7", origin: .ours),
        .number("all faces", unit: "layer 7", origin: .ours), .number("p", unit: "layer 7", origin: .ours),
      ],
      rows: Self.paper.map { row in
        [row.place.rawValue] + cells(row.place, layer: 5, row.layer5) + cells(row.place, layer: 7, row.layer7)
      }
        + [HiddenPlace.sameRandom, .matched].map {
          [Figure8.name($0)] + cells($0, layer: 5, "–") + cells($0, layer: 7, "–")
        })
    func mean(_ place: HiddenPlace) -> Double { value(place, layer: 5, .all).mean }
    page.outcome(
      of: .table(1),
      "Sign change at layer 5: \(NumberText.fixed(HiddenPlace.parts.map(mean).mean, 3)) for the parts, "
        + "\(NumberText.fixed(mean(.random), 3)) for random places (the paper's: 0.072 and 0.107).")
    page.outcome(of: .figure(8), "Made again; Table 1 measures it.")
    writeChart(to: &page, remark)
    writeControl(to: &page)
  }

  private func cells(_ place: HiddenPlace, layer: Int, _ paper: String) -> [String] {
    func value(isOfFive: Bool) -> String {
      let (mean, deviation, _) = self.value(place, layer: layer, .all, isOfFive: isOfFive)
      return "\(NumberText.fixed(mean, 3)) ± \(NumberText.fixed(deviation, 3))"
    }
    return [
      paper, value(isOfFive: true), value(isOfFive: false), probability(of: place, layer: layer),
    ]
  }

  /// The largest of the networks' *p* of a part against random places, over all faces; a dash for what is no part.
  func probability(of place: HiddenPlace, layer: Int) -> String {
    HiddenPlace.parts.contains(place)
      ? NumberText.fixed(networks.map { $0.summary(place, layer: layer).probability }.max() ?? 1, 3) : "–"
  }

  /// Mean and deviation over pairs of a part or a control, and the ends of the mean's interval over faces.
  func value(
    _ place: HiddenPlace, layer: Int, _ measure: SignConsistency.Measure, isOfFive: Bool = false,
    hasRandomWeights: Bool = false
  ) -> (mean: Double, deviation: Double, interval: [Double]) {
    let isPart = HiddenPlace.parts.contains(place)
    let values = networks.map { network in
      let summary = network.summary(
        isPart ? place : .nose, against: isPart ? .random : place, layer: layer, measure: measure,
        isOfFive: isOfFive, hasRandomWeights: hasRandomWeights)
      return isPart
        ? (mean: summary.hidden, deviation: summary.hiddenDeviation, interval: summary.hiddenInterval)
        : (mean: summary.control, deviation: summary.controlDeviation, interval: summary.controlInterval)
    }
    let estimate = Bootstrap.mean(
      ofNetworks: values.map { Bootstrap.Estimate($0.mean, low: $0.interval[0], high: $0.interval[1]) })
    return (estimate.value, values.map(\.deviation).mean, [estimate.low, estimate.high])
  }

  // MARK: Without the zeros

  private func writeChart(to page: inout PageBuilder, _ remark: String) {
    let places = HiddenPlace.allCases
    func series(
      _ name: String, _ layer: Int, _ measure: SignConsistency.Measure, hasRandomWeights: Bool = false,
      _ color: Color? = nil
    ) -> BarChart.Series {
      let values = places.map { value($0, layer: layer, measure, hasRandomWeights: hasRandomWeights) }
      return BarChart.Series(
        name, values.map(\.mean), low: values.map { $0.interval[0] }, high: values.map { $0.interval[1] },
        color: color)
    }
    func chart(_ title: String, _ measure: SignConsistency.Measure) -> BarChart {
      BarChart(
        title: title, groups: places.map(Figure8.name),
        series: [
          series("layer 5", 5, measure, Palette.layer(5)), series("layer 7", 7, measure, Palette.layer(7)),
          series("layer 5, random weights", 5, measure, hasRandomWeights: true, .init(hex: 0xB8B8B8)),
        ], y: Axis("Share of units"), decimals: nil, size: .init(FigureMeasure.halfWidth, 155))
    }
    page.figure(
      id: "sign-change", title: "With the zeros and without",
      caption: """
        Mean sign change over the pairs of all \(measured.count) faces. (a) The paper's measure, of all units by the ternary sign: it also falls where merely fewer units change, since units that stay \
        agree. (b) Of the units that changed in both faces, the share that went opposite ways: a half is chance. Gray: \
        layer 5 of a network of the same architecture with random weights. Lines are 95\u{202F}% intervals over networks and faces.\(remark)
        """,
      alt: "Two charts of bars, by what is hidden, for layers 5 and 7 and an untrained network.",
      data: DataTable(
        columns: [
          "hidden", "layer", "network", "of all units", "low", "high", "of units changed in both", "low",
          "high",
        ],
        rows: [false, true].flatMap { hasRandomWeights in
          [5, 7].flatMap { layer in
            places.map { place in
              [place.rawValue, "\(layer)", hasRandomWeights ? "random weights" : "trained"]
                + SignConsistency.Measure.allCases.flatMap {
                  let value = value(place, layer: layer, $0, hasRandomWeights: hasRandomWeights)
                  return ([value.mean] + value.interval).map(DataTable.field)
                }
            }
          }
        }),
      FigureRow([chart("all units", .all), chart("units changed in both", .both)], isLettered: true))
  }

  private func writeControl(to page: inout PageBuilder) {
    /// The mean over networks of a relative difference.
    func share(_ summary: (CorrespondenceMeasurements) -> SignConsistency.Summary) -> String {
      NumberText.percent(
        networks.map { network in
          let summary = summary(network)
          return summary.difference / summary.control
        }.mean)
    }
    let trained = share { $0.summary(nil, layer: 5) }
    let randomWeights = share { $0.summary(nil, layer: 5, hasRandomWeights: true) }
    let place = share { $0.summary(nil, against: .sameRandom, layer: 5) }
    let both = share { $0.summary(nil, layer: 5, measure: .both) }
    let placeBoth = share { $0.summary(nil, against: .sameRandom, layer: 5, measure: .both) }
    let matched = share { $0.summary(nil, against: .matched, layer: 5) }
    page.prose(
      """
      The numbers depend on how many units change at all: a unit that stays in both faces counts as agreement. A unit of layer 5, pooled, sees \
      \(NumberText.percent(min(fieldShare, 1))) of the image's side here, 76\u{202F}% in the paper, and a hidden place changes what reaches into it.

      Three controls put the numbers in context. The parts of frontal faces stand at much the same places, and the random places of the paper \
      do not; so one random place, the same for all faces, asks whether it is the part that matters or its place. At layer 5 the \
      three parts together differ from random places by \(trained) of the latter's value, and from the same random place by \(place); of the \
      units that changed in both faces alone, by \(both) and \(placeBoth). Random places that change as many units as the parts (of \(CorrespondenceStudy.candidates), those nearest in number) leave out what merely \
      counts the units that stay: from these the parts differ by \(matched). In a network that has learned nothing the first number is \(randomWeights). Negative is \
      more consistent than the control.
      """)
  }
}
