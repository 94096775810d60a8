import Drawing
import Figures
import Foundation
import Images
import Testing

/// The pixels of a figure at one pixel a point.
private func pixels(_ figure: any Figure) throws -> Image {
  let size = figure.size
  let canvas = try Canvas(pixelsWide: Int(size.width.rounded(.up)), high: Int(size.height.rounded(.up)))
  figure.draw(on: canvas, in: Rectangle(0, 0, size.width, size.height))
  return canvas.image()
}

/// The columns and rows of pixels near a color.
private func extent(of color: Color, in image: Image, within tolerance: Double = 12) -> (
  x: ClosedRange<Int>, y: ClosedRange<Int>
)? {
  var x: (Int, Int)?
  var y: (Int, Int)?
  for row in 0..<image.height {
    for column in 0..<image.width {
      let near = zip([color.red, color.green, color.blue], 0..<3).allSatisfy {
        abs($0 * 255 - Double(image[column, row, $1])) <= tolerance
      }
      guard near else { continue }
      x = (min(x?.0 ?? column, column), max(x?.1 ?? column, column))
      y = (min(y?.0 ?? row, row), max(y?.1 ?? row, row))
    }
  }
  guard let x, let y else { return nil }
  return (x.0...x.1, y.0...y.1)
}

/// A panel without content takes its room, and has a frame and words.
@Test func aMissingPanelSaysWhy() throws {
  let size = Size(120, 90)
  let blank = try pixels(MissingPanel(title: "", reason: "", size: size))
  let image = try pixels(MissingPanel(title: "Layer 1", reason: "Not trained in this run", size: size))
  #expect(image.width == 120 && image.height == 90)
  // Between the frame's edges stand the words.
  let middle = { (image: Image) in (30..<90).map { x in (30..<75).map { Int(image[x, $0, 0]) } } }
  #expect(middle(blank).allSatisfy { $0.allSatisfy { $0 == 255 } })
  #expect(middle(image).contains { $0.contains { $0 < 200 } })
}

@Test func aRisingLineRises() throws {
  let chart = LineChart(
    x: Axis("epoch"), y: Axis("error", range: 0...10),
    series: [.init("", x: [0, 1, 2], y: [1, 5, 9], color: Color(1, 0, 0))], names: .none, size: Size(200, 150)
  )
  let image = try pixels(chart)
  let found = try #require(extent(of: Color(1, 0, 0), in: image, within: 60))
  #expect(found.x.count > 120)
  // From a tenth to nine tenths of the axis.
  #expect(found.y.count > 80 && found.y.count < 115)
  let left = (0..<image.height).first { row in image[found.x.lowerBound + 2, row, 1] < 100 }
  let right = (0..<image.height).first { row in image[found.x.upperBound - 2, row, 1] < 100 }
  #expect(try #require(left) > #require(right))
}

@Test func gapsBreakALine() throws {
  func chart(_ middle: Double) -> LineChart {
    LineChart(
      x: Axis(""), y: Axis("", range: 0...2),
      series: [.init("", x: [0, 1, 2, 3, 4], y: [1, 1, middle, 1, 1], color: Color(1, 0, 0))], names: .none,
      size: Size(200, 100))
  }
  func count(_ image: Image) -> Int {
    (0..<image.width).count { x in
      (0..<image.height).contains { image[x, $0, 1] < 100 && image[x, $0, 0] > 200 }
    }
  }
  #expect(try count(pixels(chart(1))) > Int(1.6 * Double(count(pixels(chart(.nan))))))
}

@Test func barsAreAsHighAsTheirValues() throws {
  let chart = BarChart(
    groups: ["a", "b"], series: [.init("", [10, 5], color: Color(1, 0, 0))], y: Axis("", range: 0...10),
    decimals: nil, size: Size(200, 150))
  let image = try pixels(chart)
  let all = try #require(extent(of: Color(1, 0, 0), in: image))
  func height(atColumn x: Int) -> Int {
    (0..<image.height).count { image[x, $0, 0] == 255 && image[x, $0, 1] == 0 }
  }
  let tall = height(atColumn: all.x.lowerBound + 4)
  let short = height(atColumn: all.x.upperBound - 4)
  #expect(abs(Double(tall) / Double(short) - 2) < 0.06, "\(tall) and \(short)")
}

/// The share of a figure's pixels that something was drawn on.
private func ink(_ figure: any Figure) throws -> Double {
  let image = try pixels(figure)
  let count = image.width * image.height
  let drawn = (0..<count).count { pixel in (0..<3).contains { image.pixels[3 * pixel + $0] != 255 } }
  return Double(drawn) / Double(count)
}

/// Axes are drawn, and nothing runs over them, whatever the numbers are.
@Test func oddDataDoNotStopAChart() throws {
  for values in [
    [], [.nan, .infinity], [3], [0, 0, 0], [-1e300, 1e300], [-1.7e308, 1.7e308], [1e-300, 2e-300],
  ] as [[Double]] {
    let x = values.indices.map(Double.init)
    for scale in [Axis.Scale.linear, .logarithmic] {
      let chart = LineChart(
        x: Axis("x", scale: scale), y: Axis("y", scale: scale), series: [.init("a", x: x, y: values)],
        references: [ReferenceLine(.nan, "none")], size: Size(120, 80))
      let drawn = try ink(chart)
      #expect(drawn > 0.01 && drawn < 0.4, "\(values): \(drawn)")
    }
  }
}

@Test func figuresOfNothingShowNothing() throws {
  let figures: [any Figure] = [
    BarChart(groups: [], series: [], y: Axis("")), Heatmap([], columns: 3), ArchitectureDiagram([]),
    FigureRow([]), FigureColumn([]), ImageGrid([], columns: 3), AnnotatedGrid(cells: []),
  ]
  for figure in figures { #expect(try ink(figure) == 0, "\(figure)") }
  // A network without layers still has its name.
  #expect(try ink(ArchitectureDiagram([.init("empty", [])])) > 0)
}

@Test func aPlaceWithoutANumberIsGray() throws {
  let image = try pixels(
    Heatmap([.nan, 1, 1, 1], columns: 2, map: .gray, range: 0...1, size: Size(140, 100)))
  #expect((0..<3).allSatisfy { image[20, 20, $0] == 153 && image[70, 20, $0] == 255 })
}

@Test func aHeatmapShowsItsNumbersInPlace() throws {
  let map = Heatmap([0, 1, 1, 1], columns: 2, map: .gray, range: 0...1, size: Size(140, 100))
  let image = try pixels(map)
  #expect(image[20, 20, 0] == 0)
  #expect(image[70, 20, 0] == 255)
  #expect(image[20, 70, 0] == 255)
}

/// Beside a photograph of the same width the map has the photograph's frame, also where its last cells are cut.
@Test func aHeatmapStandsInAPhotographsFrame() throws {
  let side = 100.0
  func dark(_ figure: any Figure) throws -> (top: Int?, bottom: Int?) {
    let image = try pixels(figure)
    // The number of the first and of the last pixel of a column that is black.
    let rows = (0..<image.height).filter { image[40, $0, 0] < 100 && image[60, $0, 0] < 100 }
    return (rows.first, rows.last)
  }
  let photograph = Photograph(Image(width: 9, height: 9, gray: 0), title: " ", width: side)
  let own = try dark(photograph)
  try #require(own.top != nil)
  for (columns, cut) in [(4, 0.0), (7, 0.75)] {
    let map = Heatmap(
      title: " ", [Double](repeating: 0, count: columns * columns), columns: columns, map: .gray,
      range: 0...1,
      cut: cut, size: Size(side + 40, side + 18))
    #expect(try dark(map) == own, "\(columns) columns, \(cut) of the last cut off")
    let label = LabelMap(
      [Int](repeating: 0, count: columns * columns), columns: columns, first: 0, cut: cut, width: side
    ) { "\($0)" }
    let names = LabelMap([0], columns: 1, first: 0, width: side) { "\($0)" }
    #expect(abs(label.size.height - names.size.height) < 1e-9)
  }
}

@Test func aGridPlacesItsImages() throws {
  func plain(_ red: UInt8) -> Image {
    Image(width: 1, height: 1, pixels: [red, 0, 0])
  }
  let grid = ImageGrid(
    [10, 90, 170, 250].map { ImageGrid.Cell(plain($0), as: .exact) }, columns: 2, interpolation: .nearest,
    gap: 4,
    width: 104,
    largestCell: 50)
  #expect(abs(grid.size.height - 105) < 0.01)
  let image = try pixels(grid)
  #expect(image[25, 25, 0] == 10 && image[79, 25, 0] == 90)
  #expect(image[25, 79, 0] == 170 && image[79, 79, 0] == 250)
  #expect(image[52, 25, 1] == 255, "the gap is white")
}

@Test func outlinesFollowTheImagesScale() throws {
  let grid = ImageGrid(
    [
      ImageGrid.Cell(
        Image(width: 10, height: 10, gray: 0), as: .exact, outlines: [Rectangle(5.05, 5.05, 4, 4)])
    ],
    columns: 1,
    width: 100, largestCell: 100)
  let image = try pixels(grid)
  let outline = extent(of: Palette.vermilion, in: image, within: 40)
  let found = try #require(outline)
  #expect(abs(found.x.lowerBound - 50) <= 1 && abs(found.x.upperBound - 90) <= 1)
}

@Test func composedFiguresTakeTheirPartsSizes() {
  let map = Heatmap([1, 2], columns: 2, size: Size(100, 50))
  #expect(FigureRow([map, map], gap: 10).size == Size(210, 50))
  #expect(FigureColumn([map, map], gap: 10).size == Size(100, 110))
  #expect(FigureColumn([map, map], gap: 10, isLettered: true).size.height > 110)
}

@Test func figuresScaleToTheirFrame() throws {
  let grid = ImageGrid(
    [ImageGrid.Cell(Image(width: 1, height: 1, pixels: [9, 9, 9]), as: .exact)], columns: 1, width: 40,
    largestCell: 40)
  let canvas = try Canvas(pixelsWide: 80, high: 82)
  grid.draw(on: canvas, in: Rectangle(0, 0, 80, 82))
  #expect(canvas.image()[76, 40, 0] == 9)
}

@Test func widerLayersGetWiderBoxes() throws {
  func blue(_ maps: Int) throws -> Int {
    let layers = [ArchitectureDiagram.Layer("a", .convolution, maps: maps, side: 10)]
    let image = try pixels(ArchitectureDiagram([.init("", layers)]))
    let front = Palette.blue.mixed(with: .white, 0.3)
    return try #require(extent(of: front, in: image)).x.count
  }
  #expect(try blue(400) > blue(25) + 4)
}

/// The SVG file of a figure, as text.
private func svg(_ figure: any Figure) throws -> String {
  let list = try DisplayList.recording(size: figure.size) { canvas in
    figure.draw(on: canvas, in: Rectangle(0, 0, figure.size.width, figure.size.height))
  }
  return String(decoding: list.svg(), as: UTF8.self)
}

@Test func chartsSayTheirValues() throws {
  let lines = LineChart(
    x: Axis("epoch"), y: Axis("error", unit: "%"),
    series: [
      .init("ZFNet", x: [1, 2, 3], y: [75.5, 64.2, .nan], interval: ([70, 60, 1], [80, 70, 2])),
      .init("AlexNet", x: [2, 3], y: [66, 61]),
    ])
  let file = try svg(lines)
  #expect(file.components(separatedBy: "<title>").count == 4)
  #expect(file.contains("<title>epoch 1\nZFNet: 75.5 (70 to 80)\u{202F}%</title>"))
  #expect(file.contains("<title>epoch 2\nZFNet: 64.2 (60 to 70)\u{202F}%\nAlexNet: 66\u{202F}%</title>"))
  #expect(file.contains("<title>epoch 3\nAlexNet: 61\u{202F}%</title>"))
  let bars = BarChart(
    groups: ["top-1", "top-5"],
    series: [.init("ZFNet", [41.9, nil], low: [40, nil], high: [43, nil], markers: [38.4, 16])],
    y: Axis("error", unit: "%"))
  let barFile = try svg(bars)
  #expect(
    barFile.contains("<title>top-1\nZFNet: 41.9 (40 to 43)\u{202F}%\nthe paper: 38.4\u{202F}%</title>"))
  #expect(barFile.contains("<title>top-5\nthe paper: 16\u{202F}%</title>"))
}

@Test func panelsOfAnOcclusionHaveTheSamePlaces() throws {
  let row = FigureRow([
    Photograph(
      Image(width: 8, height: 8, gray: 90), title: "image", width: 60,
      places: ValueGrid(columns: 2, rows: 2, square: 0.25)),
    Heatmap(title: "P, %", [10, 20, 30, 40.2], columns: 2, size: Size(100, 78)),
    LabelMap([0, 1, 1, 0], columns: 2, first: 0, width: 60) { ["cat", "dog"][$0] },
  ])
  let file = try svg(row)
  #expect(file.components(separatedBy: "data-columns=\"2\" data-rows=\"2\"").count == 4)
  #expect(file.contains("data-name=\"P, %\" data-texts=\"10|20|30|40.2\" data-values=\"0123\""))
  #expect(file.contains("data-name=\"label\" data-texts=\"cat|dog\" data-values=\"0110\""))
  #expect(file.contains("x=\"0\" y=\"16\" width=\"60\" height=\"60\" pointer-events=\"all\""))
}
