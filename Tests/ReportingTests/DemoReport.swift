import Drawing
import Figures
import Foundation
import Images
import Reporting

/// A report with every kind of block and figure, and with text that means harm.
enum DemoReport {
  static let hostile = "<script>alert('x')</script> & \"quotes\" \u{0} ]]> *</style>"

  static let setting = PageSetting(
    profile: "quick", seed: 7, source: "scenes", sourceDigest: "9f2c61d0a4", configurationDigest: "51c0ffee12"
  )

  /// An image that looks a little like one: a disc on a gradient, with texture.
  static func image(_ side: Int, seed: Int = 0) -> Image {
    var image = Image(width: side, height: side)
    for y in 0..<side {
      for x in 0..<side {
        let u = Double(x) / Double(side)
        let v = Double(y) / Double(side)
        let radius = ((u - 0.5) * (u - 0.5) + (v - 0.45) * (v - 0.45)).squareRoot()
        let isDisc = radius < 0.22 + 0.03 * Double(seed % 5)
        let texture = Double((x * 7 + y * 13 + seed * 31) % 17) / 17
        let red = isDisc ? 0.85 - radius : 0.3 + 0.4 * v
        let green = isDisc ? 0.5 + 0.1 * texture : 0.45 + 0.3 * u
        let blue = isDisc ? 0.25 : 0.75 - 0.3 * v
        for (channel, value) in [red, green, blue].enumerated() {
          image[x, y, channel] = UInt8(min(max(value + 0.06 * (texture - 0.5), 0), 1) * 255)
        }
      }
    }
    return image
  }

  static func filter(_ index: Int) -> Image {
    var image = Image(width: 7, height: 7)
    for y in 0..<7 {
      for x in 0..<7 {
        for channel in 0..<3 {
          let phase = Double((x * (index % 4 + 1) + y * (index % 3) + channel * (index % 2)) % 7) / 6
          image[x, y, channel] = UInt8(40 + phase * 180)
        }
      }
    }
    return image
  }

  static var curves: LineChart {
    let epochs = (1...30).map(Double.init)
    func curve(_ floor: Double, _ speed: Double) -> [Double] {
      epochs.map { floor + (96 - floor) / (1 + $0 * speed) }
    }
    let low = curve(33, 0.5)
    return LineChart(
      title: "Validation error", x: Axis("epoch"), y: Axis("top-1 error", unit: "%"),
      series: [
        .init(
          "ZFNet", x: epochs, y: low, interval: (low.map { $0 - 2 }, low.map { $0 + 2 })),
        .init("AlexNet", x: epochs, y: curve(36, 0.45)),
        .init("ZFNet, wide", x: epochs, y: curve(32, 0.6), isDashed: true),
      ], references: [ReferenceLine(38.4, "the paper’s ZFNet, 38.4 %")],
      size: Size(FigureMeasure.textWidth, 210))
  }

  static var bars: BarChart {
    BarChart(
      groups: ["AlexNet", "ZFNet", "ZFNet, layers 3–5 wide", "ensemble of three"],
      series: [
        .init(
          "top-1", [44.1, 41.9, 41.2, 38.8], low: [43, 41, 40, 38], high: [45.2, 43, 42.3, 39.9],
          markers: [40.5, 38.4, 37.5, 36.7]),
        .init("top-5", [17.3, 15.2, 14.9, nil], markers: [18.1, 16.5, 16.0, 15.3]),
      ], y: Axis("error", unit: "%"))
  }

  static var mosaic: ImageGrid {
    let blocks = (0..<6).map { map in
      let images = (0..<9).map { image(48, seed: map * 9 + $0) }
      return ImageGrid.Block(
        [
          .init(images, as: .projection, columns: 3, title: "projections"),
          .init(
            images.map {
              ImageGrid.Cell($0, as: .photograph, outlines: map == 2 ? [Rectangle(8, 8, 20, 20)] : [])
            },
            columns: 3,
            title: "patches"),
        ], name: "conv4, map \(map * 37)")
    }
    return ImageGrid(blocks: blocks, blocksAcross: 3)
  }

  static var insideALayer: FigureRow {
    FigureRow(
      [
        AnnotatedGrid(
          title: "rectified map", values: [[1, 3, 0, 2], [2, 5, 1, 0], [0, 1, 4, 2], [0, 2, 1, 6]],
          decimals: 0,
          highlights: [
            .init(row: 1, column: 1), .init(row: 0, column: 3, color: Palette.blue),
            .init(row: 3, column: 1, color: Palette.green), .init(row: 3, column: 3, color: Palette.purple),
          ]),
        ArrowFigure("pool", size: Size(44, 110)),
        AnnotatedGrid(title: "pooled map", values: [[5, 2], [2, 6]], decimals: 0),
        ArrowFigure("unpool", size: Size(44, 110)),
        AnnotatedGrid(
          title: "unpooled", values: [[0, 0, 0, -1.25], [0, 5, 0, 0], [0, 0, 0, 0], [0, 2, 0, 6]],
          decimals: 2, note: "at the switches"),
      ])
  }

  static var architectures: ArchitectureDiagram {
    ArchitectureDiagram([
      .init(
        "ZFNet",
        [
          .init("input", .input, maps: 3, side: 224),
          .init("conv1", .convolution, maps: 96, side: 110, kernel: 7, stride: 2),
          .init("pool1", .pooling, maps: 96, side: 55, kernel: 3, stride: 2, note: "+ norm"),
          .init("conv2", .convolution, maps: 256, side: 26, kernel: 5, stride: 2),
          .init("pool2", .pooling, maps: 256, side: 13, kernel: 3, stride: 2, note: "+ norm"),
          .init("conv3", .convolution, maps: 384, side: 13, kernel: 3, stride: 1),
          .init("conv4", .convolution, maps: 384, side: 13, kernel: 3, stride: 1),
          .init("conv5", .convolution, maps: 256, side: 13, kernel: 3, stride: 1),
          .init("pool5", .pooling, maps: 256, side: 6, kernel: 3, stride: 2),
          .init("fc6", .dense, maps: 4096), .init("fc7", .dense, maps: 4096),
          .init("fc8", .softmax, maps: 1000),
        ]),
      .init(
        "AlexNet",
        [
          .init("input", .input, maps: 3, side: 224),
          .init("conv1", .convolution, maps: 96, side: 55, kernel: 11, stride: 4, note: "+ norm"),
          .init("pool1", .pooling, maps: 96, side: 27, kernel: 3, stride: 2),
          .init("conv2", .convolution, maps: 256, side: 27, kernel: 5, stride: 1, note: "2 groups"),
          .init("pool2", .pooling, maps: 256, side: 13, kernel: 3, stride: 2),
          .init("conv3", .convolution, maps: 384, side: 13, kernel: 3, stride: 1),
          .init("conv4", .convolution, maps: 384, side: 13, kernel: 3, stride: 1, note: "2 groups"),
          .init("conv5", .convolution, maps: 256, side: 13, kernel: 3, stride: 1, note: "2 groups"),
          .init("pool5", .pooling, maps: 256, side: 6, kernel: 3, stride: 2),
          .init("fc6", .dense, maps: 4096), .init("fc7", .dense, maps: 4096),
          .init("fc8", .softmax, maps: 1000),
        ]),
    ])
  }

  static var softmax: MathNode {
    [
      MathNode.identifier("p").sub("i"), "=",
      .fraction(
        .row([.name("exp"), .fenced("(", MathNode.identifier("z").sub("i"), ")")]),
        .row([
          .large("∑", lower: ["j", "=", "1"], upper: "C"),
          .name("exp"), .fenced("(", MathNode.identifier("z").sub("j"), ")"),
        ])), ",", .text(" "), .accent("x", "ˆ"), "=",
      .root(.row([MathNode.identifier("x").sup("2"), "+", .scripts("y", lower: "k", upper: "2")])), "≤",
      .fraction("1", .row(["2", "π"])),
    ]
  }

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
