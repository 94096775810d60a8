import Drawing
import Figures
import Networks
import Replication
import Reporting
import Training

/// How large the filters of layer 1 grow while the networks learn, with and without the clip.
struct FilterSizes {
  private let arms: Arms

  init(_ arms: Arms) { self.arms = arms }

  func write(to page: inout PageBuilder) {
    page.heading("Filters through training")
    page.prose(
      """
      Whether one filter dominates can be read from the sizes alone: the RMS of the largest filter of layer 1 against that of the \
      median one. The clip scales any filter back whose RMS exceeds \(NumberText.significant(RecipeKind.filterClip)) times the deviation that the weights start with; it \
      fired \(NumberText.whole(arms.firings)) times in layer 1 of \(arms.clipped.title) here (\(arms.clipped.trained.networks.count) \
      network\(arms.clipped.trained.networks.count == 1 ? "" : "s")). [](#fig-first-layer-sizes) has the sizes.
      """)
    page.appendix { page in
      page.figure(
        id: "first-layer-sizes", title: "Filter RMS of layer 1 through training",
        caption: """
          (a) The largest (line) and the median (dashed) filter of layer 1, in units of the standard deviation that the weights start \
          with; the clip holds filters below \(NumberText.significant(RecipeKind.filterClip)). (b) The largest over the median: 1 says that no filter stands out. One network of each kind.
          """,
        alt: "Two charts of curves over the epochs for \(arms.all.count) networks.",
        data: data,
        FigureRow(
          [
            LineChart(
              x: Axis("Epochs"), y: Axis("RMS / starting deviation", scale: .logarithmic),
              series: sizes,
              references: [ReferenceLine(RecipeKind.filterClip, "the clip")],
              names: .legend, size: Size(FigureMeasure.halfWidth, 165)),
            LineChart(
              x: Axis("Epochs"), y: Axis("Largest / median RMS"),
              series: arms.all.map { arm in
                LineChart.Series(
                  arm.title, x: epochs(arm), y: rms(arm).map { $0[2] / $0[1] }, color: arms.color(of: arm))
              }, names: .legend, size: Size(FigureMeasure.halfWidth, 165)),
          ], isLettered: true))
    }
  }

  private var sizes: [LineChart.Series] {
    arms.all.flatMap { arm -> [LineChart.Series] in
      let start = startingDeviation(arm)
      return [(arm.title, 2, false), ("", 1, true)].map { name, place, dashed in
        LineChart.Series(
          name, x: epochs(arm), y: rms(arm).map { $0[place] / start }, color: arms.color(of: arm),
          isDashed: dashed)
      }
    }
  }

  private func startingDeviation(_ arm: Arms.Arm) -> Double {
    let recipe = arm.first.recipe
    return recipe.initialization.deviations(
      for: arm.first.graph)["conv1"] ?? .nan
  }

  private func epochs(_ arm: Arms.Arm) -> [Double] { arm.first.history.evaluations.map(\.epoch) }

  /// The smallest, median and largest RMS of layer 1 at each evaluation.
  private func rms(_ arm: Arms.Arm) -> [[Double]] {
    arm.first.history.evaluations.map { $0.filterRMS["conv1"] ?? [.nan, .nan, .nan] }
  }

  private var data: DataTable {
    DataTable(
      columns: ["network", "epoch", "smallest RMS", "median RMS", "largest RMS", "starting deviation"],
      rows: arms.all.flatMap { arm in
        zip(epochs(arm), rms(arm)).map { epoch, sizes in
          [arm.title] + ([epoch] + sizes + [startingDeviation(arm)]).map(DataTable.field)
        }
      })
  }
}
