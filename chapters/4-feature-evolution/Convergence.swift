import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// How far each layer is from what it becomes, and when it has settled.
struct Convergence {
  private let life: Life
  private let distances: Life.Distances
  /// A map has settled when it stays correlated with its final self by at least 0.9.
  private static let bound = 0.1
  /// The paper's words: lower layers converge “within a few epochs”, upper ones need 40 to 50.
  private static let fewEpochs = 5.0
  private static let considerableEpochs = 40.0
  /// Why nothing can be said of a layer's maps.
  static let silent = "No map of one of the layers answers to any image at the end."

  init(_ life: Life, _ distances: Life.Distances) {
    self.life = life
    self.distances = distances
  }

  func write(to page: inout PageBuilder, seed: UInt64) {
    page.heading("How far from the end")
    page.prose(
      """
      A row of images shows that something still changes, not how much. So let the *distance* of a map to its final self be one minus the \
      correlation of its activations with those of the finished network, over \(Life.comparedImages) validation images and all places \
      of the map: 0 is the same map up to a factor, 1 has nothing in common with it. It is indifferent to the growth of the weights, and it \
      compares what the paper compares, features and not numbers.

      A layer's features also change when the layers below it change. The second panel therefore looks at the filters alone, which do not \
      see what happens below. They end near where they began, for most of the random start stays in them; so their distance is given as \
      a share of that of the start: the part of the way that is left.
      """)
    let curves = [distances.activations, wayLeft]
    page.figure(
      id: "convergence", title: "Distance to the final network, by layer",
      caption: """
        (a) Distance of the activations. (b) Distance of the filters as a share of the distance at the start. Mean over the maps of a layer, with a band of 95\u{202F}% over maps, at the start (0) and at the \
        moments of [](#fig-evolution); at the end it is 0 by definition. The dashed line is the bound under which a map counts as settled.
        """,
      alt: "Two charts of five falling curves, one a layer.",
      data: data,
      FigureColumn(
        zip(["Activations: distance", "Filters: share of the way left"], curves).map { title, values in
          chart(title, values, seed)
        }, isLettered: true))
    let settled = zip(life.layers, distances.activations).map { ($0, epochs(of: $1)) }
    page.table(
      id: "settling", title: "When the maps of each layer settle",
      caption: """
        The first of the moments from which on a map's distance (for filters: the share of the way left) stays within \
        \(NumberText.significant(Self.bound)), in the paper's epochs; a map that \
        never does counts as settled at the end, \(NumberText.fixed(NetworkLibrary.paperEpochs, 0)). Means over maps with 95\u{202F}% \
        intervals. Moments are few: a layer that settles between 20 and 30 is counted at 30.
        """,
      columns: [
        .init("layer"), .number("maps"), .number("activations settle at", unit: "epoch of 70", origin: .ours),
        .number("share of the run", unit: "%", origin: .ours),
        .number("filters settle at", unit: "epoch of 70", origin: .ours), .init("the paper"),
      ],
      rows: settled.enumerated().map { index, layer in
        let estimate = Bootstrap.mean(layer.1, seed: seed)
        return [
          layer.0, "\(layer.1.count)", Self.text(estimate, 1),
          NumberText.fixed(100 * estimate.value / NetworkLibrary.paperEpochs, 0),
          Self.text(Bootstrap.mean(epochs(of: wayLeft[index]), seed: seed), 1),
          index == 0 ? "a few epochs" : index == settled.count - 1 ? "40–50" : "",
        ]
      })
  }

  /// What the numbers say of all layers, and not of the lowest and the highest alone.
  func discuss(on page: inout PageBuilder, jumping strongest: [StrongestImages]) {
    let settled = distances.activations.map { epochs(of: $0) }.filter { !$0.isEmpty }.map(\.mean)
    let isOrdered = zip(settled, settled.dropFirst()).allSatisfy { $0 <= $1 }
    let last = life.epochs.count - 1
    let jumps = strongest.map { $0.jumpCounts(within: last..<last + 1) }.filter { !$0.isEmpty }.map(\.mean)
    guard settled.count > 2, let least = jumps.min(), let most = jumps.max() else { return }
    page.prose(
      """
      The claims below compare the lowest layer with the highest. Between them, the layers settle on average at epochs \
      \(settled.map { NumberText.fixed($0, 0) }.joined(separator: ", ")), from below: \
      \(isOrdered ? "in the layers' order" : "not in the layers' order throughout"). At the last of the moments the strongest image of \
      \(NumberText.percent(least, 0)) to \(NumberText.percent(most, 0)) of a layer's maps was still another than at the moment before\
      \(least > 0.25 ? ": at this scale no layer has come to rest as the paper's have" : "").
      """)
  }

  func claim(on page: inout PageBuilder, seed: UInt64) {
    let first = distances.activations.first.map(epochs) ?? []
    let last = distances.activations.last.map(epochs) ?? []
    func measured(_ values: [Double]) -> Measurement? {
      values.isEmpty ? nil : measured(Bootstrap.mean(values, seed: seed), values.count)
    }
    func measured(_ estimate: Bootstrap.Estimate, _ count: Int) -> Measurement {
      Measurement(
        estimate, count: count, seeds: 1, unit: "epochs",
        decimals: 1)
    }
    let difference =
      first.isEmpty || last.isEmpty
      ? nil : measured(Bootstrap.differenceOfMeans(last, first, seed: seed), first.count + last.count)
    page.claim(
      id: "figure4.order",
      "Lower layers settle before upper layers (epochs of 70 until a map stays within 0.1 of its end, layer 5 minus layer 1)",
      paper: "shown, not quantified",
      measured: difference,
      holdsWhen: .greater(than: 0), remark: "One network; the moments are the paper's eight.",
      untested: Self.silent,
      figure: "convergence")
    let (firstFilters, lastFilters) = (wayLeft.first.map(epochs) ?? [], wayLeft.last.map(epochs) ?? [])
    page.claim(
      id: "figure4.order-of-filters",
      "So do the filters themselves, which do not move with what lies below (epochs of 70 until a tenth of the way is left, layer 5 minus layer 1)",
      paper: "not separated",
      measured: firstFilters.isEmpty || lastFilters.isEmpty
        ? nil
        : measured(
          Bootstrap.differenceOfMeans(lastFilters, firstFilters, seed: seed),
          firstFilters.count + lastFilters.count),
      holdsWhen: .greater(than: 0), remark: "One network; the moments are the paper's eight.",
      untested: Self.silent, figure: "settling")
    let scheduled = life.network.recipe.schedule.isKnownBeforehand
    let decided =
      "This network's learning rate rises and falls by a schedule that was fixed beforehand: it decides at which epoch anything can settle."
    page.claim(
      id: "figure4.lower", "The lower layers converge within a few epochs (mean epoch of 70, layer 1)",
      paper: "a few epochs", measured: scheduled ? nil : measured(first),
      holdsWhen: .atMost(Self.fewEpochs),
      remark: "One network; “a few” is read as five.", untested: scheduled ? decided : Self.silent,
      figure: "convergence")
    page.claim(
      id: "figure4.upper",
      "The upper layers develop only after a considerable number of epochs (mean epoch of 70, layer 5)",
      paper: "40–50 epochs", measured: scheduled ? nil : measured(last),
      holdsWhen: .atLeast(Self.considerableEpochs), remark: "One network.",
      untested: scheduled ? decided : Self.silent, figure: "convergence")
  }

  /// The filters' distances as shares of those at the start, by layer, moment and map.
  private var wayLeft: [[[Double?]]] { distances.filters.map(Settling.shareLeft) }

  /// When each map of a layer settles; the start counts as epoch 0.
  private func epochs(of moments: [[Double?]]) -> [Double] {
    Settling.epochs(of: moments, at: [0] + life.epochs, within: Self.bound, end: NetworkLibrary.paperEpochs)
  }

  private func chart(_ title: String, _ values: [[[Double?]]], _ seed: UInt64) -> LineChart {
    LineChart(
      x: Axis(
        "Epoch of \(NumberText.fixed(NetworkLibrary.paperEpochs, 0))", range: 0...NetworkLibrary.paperEpochs),
      y: Axis(title, includesZero: true),
      series: zip(life.layers, values).map { layer, moments in
        let estimates =
          moments.map { Bootstrap.mean($0.compactMap(\.self), seed: seed) }
          + [Bootstrap.mean([0], seed: seed)]
        return LineChart.Series(
          layer, x: [0] + life.epochs + [NetworkLibrary.paperEpochs], y: estimates.map(\.value),
          interval: (estimates.map(\.low), estimates.map(\.high)), mark: .dottedLine)
      }, references: [ReferenceLine(Self.bound, "settled")],
      names: .legend, size: Size(FigureMeasure.textWidth, 190))
  }

  private var data: DataTable {
    var rows: [[String]] = []
    for (name, values) in [("activations", distances.activations), ("filters", distances.filters)] {
      for (layer, moments) in zip(life.layers, values) {
        for (epoch, maps) in zip([0] + life.epochs, moments) {
          for (map, value) in maps.enumerated() {
            guard let value else { continue }
            rows.append([name, layer, DataTable.field(epoch), "\(map)", DataTable.field(value)])
          }
        }
      }
    }
    return DataTable(columns: ["of", "layer", "epoch", "map", "distance"], rows: rows)
  }

  private static func text(_ estimate: Bootstrap.Estimate, _ decimals: Int) -> String {
    Measurement(estimate, decimals: decimals).intervalText
  }
}
