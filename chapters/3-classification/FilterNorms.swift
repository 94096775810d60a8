import Drawing
import Figures
import Networks
import Replication
import Reporting
import Training

/// The renormalization of section 3: how large the filters grow, and how often the clip holds them back.
struct FilterNorms {
  private let field: Field

  init(_ field: Field) { self.field = field }

  func write(to page: inout PageBuilder) {
    page.heading("The filters' size")
    page.prose(
      """
      The paper found that a few filters of the first layer come to dominate, and scales every convolutional filter \
      whose root mean square exceeds 0.1 back to 0.1, which is ten times the deviation that its weights start \
      with. Here the limit is \(NumberText.significant(RecipeKind.filterClip)) times the starting deviation of each layer, after every step. *How often it fires* decides whether it does anything at all; [](#fig-filter-rms) shows how near the filters come to it.
      """)
    let groups = ([field.zfnets] + [field.paperArm].compactMap { $0 })
    page.appendix { page in
      page.figure(
        id: "filter-rms", title: "Filter RMS through training",
        caption: """
          The largest (line) and median (dashed) RMS of each convolution's filters, as a share of the clip's radius: the \
          clip fires where a line touches 1. \(groups.count > 1 ? "(a) The run's own recipe, (b) the paper's." : "")
          """,
        alt:
          "Curves of the largest and the median filter size by layer and epoch, beside the radius of the clip.",
        FigureColumn(groups.map { chart($0, isTitled: groups.count > 1) }, isLettered: groups.count > 1))
    }
    let networks = field.groups.flatMap(\.networks)
    guard networks.contains(where: { !$0.history.clipFirings.values.allSatisfy { $0 == 0 } }) else {
      page.prose("In none of the \(networks.count) networks of this chapter did it ever fire.")
      return
    }
    page.appendix { page in
      page.table(
        id: "clip-firings", title: "How often the clip fired",
        caption: "Filters scaled back in the whole run, and as a share of filters × steps.",
        columns: [.init("Network"), .number("Seed")] + layers.map { .number($0) } + [
          .number("Share", unit: "%")
        ],
        rows: field.groups.flatMap { group in
          group.networks.map { network in row(group.title, network) }
        })
    }
  }

  private var layers: [String] { field.zfnets.graph.convolutionNames }

  private func row(_ title: String, _ network: TrainedNetwork) -> [String] {
    let firings = network.history.clipFirings
    let graph = network.graph
    let filters = layers.reduce(0) { $0 + graph.shape(of: $1)[0] }
    let total = layers.reduce(0) { $0 + (firings[$1] ?? 0) }
    let share = Double(total) / Double(filters * network.recipe.steps)
    return [title, "\(network.recipe.seed)"] + layers.map { NumberText.whole(firings[$0] ?? 0) }
      + [NumberText.fixed(share * 100, 2)]
  }

  private func chart(_ group: TrainedGroup, isTitled: Bool) -> LineChart {
    let network = group.networks[0]
    let radii = network.recipe.filterRadii
    let evaluations = network.history.evaluations
    var series: [LineChart.Series] = []
    for (dashed, place) in [(false, 2), (true, 1)] {
      for (index, layer) in layers.enumerated() {
        let values = evaluations.map { ($0.filterRMS[layer]?[place] ?? .nan) / (radii[layer] ?? 1) }
        series.append(
          LineChart.Series(
            dashed ? "" : layer, x: evaluations.map(\.epoch), y: values, color: Palette.layer(index + 1),
            isDashed: dashed))
      }
    }
    return LineChart(
      title: isTitled ? group.title : nil, x: Axis("Epochs"), y: Axis("RMS / radius", scale: .logarithmic),
      series: series, references: [ReferenceLine(1, "the clip")],
      size: Size(FigureMeasure.chartWidth, 150))
  }
}
