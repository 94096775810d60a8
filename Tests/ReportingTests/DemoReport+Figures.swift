import Drawing
import Figures
import Images
import Reporting

/// What the demo report shows: images, charts, diagrams and an equation.
extension DemoReport {
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
}
