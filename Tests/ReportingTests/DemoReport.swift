import Drawing
import Figures
import Foundation
import Reporting

/// A report with every kind of block and figure, and with text that means harm.
enum DemoReport {
  static let hostile = "<script>alert('x')</script> & \"quotes\" \u{0} ]]> *</style>"

  static let setting = PageSetting(
    profile: "quick", seed: 7, source: "scenes", sourceDigest: "9f2c61d0a4", configurationDigest: "51c0ffee12"
  )

  /// The first chapter: every kind of block.
  static func approach() -> PageBuilder {
    var page = PageBuilder(
      slug: "approach", section: "2–3", title: "From activations back to pixels",
      reproduces: "Figures 1 and 3", setting: setting)
    page.prose(
      """
      A *deconvnet* carries one activation back to the pixels that caused it, through the **same** filters and the
      same pooling, run the other way. [](#fig-architecture) shows the networks, and [](#tab-sizes) their sizes; the
      unpooling uses `switches`, and the argument is in [the ledger](#claims). Nothing leads [here](#nowhere), nor
      [there](javascript:alert(1)).

      The projection is of one image, not a sample: running the machine for another image gives another image,
      since the switches record where *this* image's maxima lay.
      """)
    page.figure(
      id: "architecture", answers: "3", title: "The two networks",
      caption:
        "Boxes are as high as the *square root* of a map's side and as thick as that of the number of maps.",
      alt: "Two rows of boxes, ZFNet above AlexNet, from the input to the softmax.", architectures)
    page.heading("Unpooling, with real numbers")
    page.prose("Each value goes back to where its maximum came from. All other places are zero.")
    page.figure(
      id: "unpooling", title: "Pooling and unpooling", caption: "The framed cells are the maxima.",
      alt: "A four by four map, its maxima, and the map rebuilt from them.", insideALayer)
    page.equation(softmax, label: "softmax")
    page.note(
      "At 96 pixels a layer-5 patch is the whole image.", kind: .scale, title: "Scale")
    page.note("A remark with `code` and \(hostile)", kind: .warning, title: "Beware of \(hostile)")
    page.table(
      id: "sizes", title: "Sizes", caption: "Side of each layer's maps at 224 pixels.",
      columns: [
        .init("Layer"), .number("ZFNet", unit: "pixels", origin: .paper),
        .number("here", unit: "pixels", origin: .ours), .init("Kernel", alignment: .center),
      ],
      rows: [
        ["conv1", "110", "**110**", "7×7"], ["pool1", "55", "55", "3×3"], ["conv2", "26", "26", "5×5"],
        [hostile, "13", "13", "3×3"],
      ], notes: ["Sizes round up, as in `cuda-convnet`."])
    page.claim(
      UnjudgedClaim(
        id: "approach.sizes", "The rule that rounds up gives every size of Figure 3.",
        paper: "110, 55, 26, 13, 6",
        measured: Measurement(8, count: 8, unit: "of 8", decimals: 0), holdsWhen: .atLeast(8), figure: "sizes"
      ))
    page.claim(
      UnjudgedClaim(
        id: "approach.better", number: "T2a", idea: "ZFNet has lower error than AlexNet",
        "ZFNet has a lower top-1 error than AlexNet.", by: "AlexNet minus ZFNet", paper: "2.1 points",
        measured: Measurement(
          2.2, interval: (-0.4, 4.9), count: 2000, networks: NetworkSample("ZFNet", count: 3), unit: "points",
          decimals: 1),
        holdsWhen: .greater(than: 0)))
    page.claim(
      UnjudgedClaim(
        id: "approach.filters", number: "C1", "Fewer filters of layer 1 are dead than AlexNet's.",
        paper: "shown, not quantified",
        measured: Measurement(0.02, interval: (0.01, 0.03), networks: NetworkSample("ZFNet", count: 3)),
        holdsWhen: .greater(than: 0.05),
        isLaterCriticism: true))
    page.claim(
      UnjudgedClaim(
        id: "approach.ensemble", "An ensemble of six beats one network.", paper: "36.0 %", measured: nil,
        holdsWhen: .less(than: 0), untested: "Six networks take longer than this profile allows."))
    page.outcome(of: .figure(3), "Drawn from the lists of layers.")
    page.appendix { page in
      page.heading("Details")
      page.prose("What one can do without, beside [](#fig-architecture).")
      page.table(
        id: "details", title: "Details", caption: "Further sizes.", columns: [.init("Layer")], rows: [["fc6"]]
      )
    }
    page.provenance = [
      ProvenanceEntry("Network", "ZFNet at 96 px", seed: 2, digest: "0123456789abcdef"),
      ProvenanceEntry("Network", "ZFNet at 96 px", seed: 1, digest: "fedcba9876543210"),
      ProvenanceEntry("Processor", "a processor of two cores"), ProvenanceEntry("Precision", "f32"),
    ]
    page.wallSeconds = 12.34
    return page
  }

  /// The second chapter: charts and photographs.
  static func layers() -> PageBuilder {
    var page = PageBuilder(
      slug: "layer-visualizations", section: "4", title: "What each layer responds to",
      reproduces: "Figure 2",
      setting: setting)
    page.prose("The nine strongest activations of each map, projected one by one. " + lorem)
    page.figure(
      id: "filters", answers: "2a", title: "Filters of layer 1", caption: "Each is 7×7 pixels.",
      alt: "Thirty-two small filters.",
      ImageGrid((0..<32).map { ImageGrid.Cell(filter($0), as: .exact) }, columns: 16, interpolation: .nearest)
    )
    page.figure(
      id: "layer4", answers: "2b", title: "Layer 4",
      caption: "For six maps, nine projections beside the nine patches that caused them.",
      alt: "Six blocks of nine projections and nine patches.", mosaic)
    page.plate(id: "lead", caption: "Six blocks.", alt: "Blocks of projections and patches.", mosaic)
    page.heading("Training")
    page.prose(lorem)
    page.figure(
      id: "curves", title: "Training curves",
      caption: "Validation error by epoch, with the interval of one seed.",
      alt: "Three falling curves.",
      data: DataTable(columns: ["epoch", "error"], numbers: [[1, 75.5], [2, 64.25]]), curves)
    page.figure(
      id: "errors", title: "Errors", caption: "Diamonds are the paper's.", alt: "Grouped bars with diamonds.",
      FigureColumn([bars], isLettered: true))
    page.figure(
      id: "fields", title: "Fields of view", caption: "Squares, and their share of the side.",
      alt: "Nested squares over an image.",
      ReceptiveFieldDiagram(
        image: image(96),
        fields: [
          .init("conv1", side: 7), .init("conv2", side: 27), .init("conv3", side: 75),
          .init("conv4", side: 107),
        ]))
    page.figure(
      id: "heat", title: "Two maps of numbers", caption: "Sequential and diverging.", alt: "Two heat maps.",
      FigureRow(
        [
          Heatmap(
            title: "response", (0..<64).map { Double(($0 * 37) % 64) / 10 }, columns: 8, unit: "sum",
            size: Size(220, 180)),
          Heatmap(
            title: "difference", (0..<12).map { Double($0) - 5.5 }, columns: 4, map: .diverging,
            range: -6...6,
            columnNames: ["a", "b", "c", "d"], rowNames: ["one", "two", "three"], size: Size(220, 180)),
        ], isLettered: true))
    page.table(
      id: "long", title: "A long table", caption: "It goes on to the next page.",
      columns: [.init("Row"), .number("Square"), .init("Words")],
      rows: (1...60).map { ["\($0)", "\($0 * $0)", $0 % 7 == 0 ? String(lorem.prefix(90)) : "–"] })
    page.table(
      id: "wide", title: "A wide table", caption: "Twenty columns.",
      columns: (1...20).map { .number("Column \($0)") }, rows: [(1...20).map { "\($0 * 12345)" }])
    page.claim(
      UnjudgedClaim(
        id: "layers.hierarchy", number: "2a", idea: "features form a hierarchy", "Features form a hierarchy.",
        paper: "shown, not quantified",
        measured: Measurement(
          0.31, interval: (0.22, 0.41), count: 64, networks: NetworkSample("ZFNet", count: 3)),
        holdsWhen: .greater(than: 0.1),
        figure: "layer4"))
    return page
  }

  static let lorem = """
    Lower layers answer to edges and colors, the middle ones to textures that repeat, and the upper ones to parts \
    of objects and to whole objects with some freedom of pose; what the nine strongest share is what the map is \
    about, and where they differ is what it has learned to ignore.
    """
}
