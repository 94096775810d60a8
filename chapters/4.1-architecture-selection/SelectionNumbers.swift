import Drawing
import Experiments
import Figures
import Replication
import Reporting

/// What the eye sees in Figure 6, counted.
struct SelectionNumbers {
  private let arms: Arms
  private let seed: UInt64

  init(_ arms: Arms, seed: UInt64) {
    self.arms = arms
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("In numbers")
    page.prose(
      """
      A filter is *dead* when it still points where it started (cosine \(NumberText.fixed(DeadFilters.unturned, 2)) or more) or when it is small: its RMS (the root of its mean squared weight) is below a tenth of that of \
      the layer's large filters, their 90th percentile. It is *silent* when no validation image excites it. The *middle band* reaches from \
      1/8 to 1/4 cycles a pixel, the highest frequencies that a stride of 4 and one of 2 can sample without aliasing. The *grid index* of a projection is the share of its variance that a pixel's position modulo 4 explains, over the \
      \(arms.window)×\(arms.window) pixels around the unit, minus the mean of the same at periods of 3 and 5, all corrected for chance: 100\u{202F}% for a grid \
      of four pixels, 0 without one, below 0 where another period shows. The images at the same places show what the index is without any network, \
      and networks that were never trained show what training adds.
      """)
    table(on: &page)
    spectrum(on: &page)
  }

  private func table(on page: inout PageBuilder) {
    page.table(
      id: "figure-6-numbers", title: "The first two layers in numbers",
      caption: "Means over the filters or maps of all networks of a row.",
      columns: [
        .init("Network"), .number("Networks"), .number("Dead, layer 1", unit: "%"),
        .number("Silent, layer 1", unit: "%"), .number("Silent, layer 2", unit: "%"),
        .number("Middle band", unit: "%"), .number("Grid index", unit: "%"),
        .number("Grid index of the images", unit: "%"),
      ],
      rows: (arms.all + arms.untrained).map { arm in
        // What was never trained cannot have learned nothing.
        [
          arm.title, "\(arm.trained.networks.count)",
          arm.starts.isEmpty
            ? "–" : NumberText.fixed(arm.deadFilters.flatMap { $0 }.mean * 100, 1),
        ]
          + [
            arm.silentFilters, arm.silentSecond, arm.middleShares, arm.grids,
            arm.imageGrids,
          ].map { NumberText.fixed($0.flatMap { $0 }.mean * 100, 1) }
      })
  }

  private func spectrum(on page: inout PageBuilder) {
    let paper = arms.isPaperRecipe ? [] : arms.paper.map { [$0.alexnet, $0.zfnet] } ?? []
    let series = ([arms.alexnet, arms.zfnet] + arms.untrained + paper).enumerated().map { index, arm in
      let spectra = arm.spectra
      let columns = spectra[0].rings.indices.map { ring in spectra.map { $0.rings[ring] } }
      return LineChart.Series(
        arm.title, x: spectra[0].frequencies, y: columns.map(\.mean),
        interval: spectra.count > 1 ? (columns.map { $0.min() ?? 0 }, columns.map { $0.max() ?? 0 }) : nil,
        color: arms.color(of: arm), isDashed: index == 2 || index == 3)
    }
    page.figure(
      id: "filter-spectrum", title: "Where the filters of layer 1 have their power",
      caption: """
        Power by frequency, relative to noise of the same total power, mean over the filters; the band reaches from the lowest to the highest network. Dashed: \
        the first network of each kind before training, whose filters are noise. The lines at 1/8 and 1/4 cycles a pixel bound the middle band.
        """,
      alt: "Curves of power by frequency for networks before and after training.",
      data: DataTable(
        columns: ["network", "cycles a pixel", "power (noise = 1)"],
        rows: series.flatMap { line in
          zip(line.x, line.y).map { [line.name, DataTable.field($0), DataTable.field($1)] }
        }),
      LineChart(
        x: Axis("Frequency", unit: "cycles a pixel"),
        y: Axis("Power, noise = 1", scale: .logarithmic),
        series: series,
        references: [
          ReferenceLine(FilterSpectrum.middle.lowerBound, "1/8", axis: .x),
          ReferenceLine(FilterSpectrum.middle.upperBound, "1/4", axis: .x),
        ]))
  }
}
