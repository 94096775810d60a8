import Datasets
import Drawing
import Experiments
import Figures
import Images
import Networks
import Replication
import Reporting
import Visualization

/// Figure 7: for a few images, what a gray square at each place does to the watched map, the true class and the label.
struct Figure7 {
  /// The maps of one image, and which others excite its watched map most.
  struct Maps: Codable {
    let channel: Int
    let columns: Int
    let response: [Float]
    let wholeResponse: Float
    let probability: [Float]
    let wholeProbability: Float
    let labels: [Int]
    let wholeLabel: Int
    /// The square where the probability is lowest: left, top, width, height in pixels.
    let worst: [Int]
    /// Validation images, the one that excites the map most first.
    let strongest: [Int]
  }

  let network: StudiedNetwork
  /// Whether the network is of the paper's kind, whose layers go by their names.
  let isPapers: Bool
  let session: Session

  /// What the maps were made with, and what they are.
  struct Found: Codable {
    /// The square, and its places: finer than in the measurements, so that a map is nearly an image.
    let setting: OcclusionSetting
    /// The maps, one an image.
    let maps: [Maps]
  }

  private static let panel = 76.0
  private static let display = ProjectionDisplay.clippedSymmetric(0.95)
  /// The number of the layer whose strongest map is watched.
  static let watched = 5

  /// The node that stands for that layer.
  private var layer: String { network.layers.maps[Self.watched - 1] }
  /// What captions call it.
  private var layerTitle: String { isPapers ? layer : "layer \(Self.watched)" }

  /// - Returns: whether there was an image to show.
  func write(to page: inout PageBuilder, _ figure: FigureImages) throws -> Bool {
    let others = try session.images.cache(.validation, for: network.model)
    let covered = try maps(figure, others)
    let found = covered.maps
    let deconvnet = Deconvnet(network.model, options: DeconvnetOptions(seed: .wholeMap), batch: 4)
    guard !found.isEmpty else {
      page.note(
        "The network classifies no validation image correctly: there is nothing to cover.", kind: .warning)
      return false
    }
    var rows: [any Figure] = []
    var projections: [[Image]] = []
    var data: [[String]] = []
    for (place, maps) in found.enumerated() {
      let own = try deconvnet.project(
        [unit(figure.indices[place], maps)], of: layer, images: figure.cache)
      let more = try deconvnet.project(
        maps.strongest.map { unit($0, maps) }, of: layer, images: others)
      projections.append((own + more).map { Self.display.image(network.preprocessing.inRGB($0)) })
      rows.append(row(figure, place, maps, projections[place], isFirst: place == 0))
      for (index, value) in maps.response.enumerated() {
        data.append([
          figure.titles[place], "\(index / maps.columns)", "\(index % maps.columns)",
          DataTable.field(Double(value)), DataTable.field(Double(maps.probability[index])),
          session.images.source.classNames[maps.labels[index]],
        ])
      }
    }
    let occlusion = covered.setting.occlusion(side: network.graph.inputSide)
    page.figure(
      id: "figure7", answers: "7", title: "Hiding parts of \(rows.count) images",
      caption: """
        (a) The image of \(network.graph.inputSide) × \(network.graph.inputSide) pixels, with a gray square of \(occlusion.side) × \(occlusion.side) pixels where it costs most. In (b), (d) and (e) each place is one of the \
        square's middle. (b) The response of the \(layerTitle) map that answers most to the whole image, as a share of what it is without the square. \
        (c) That map projected to the pixels: framed, from this image; else from the \(isPapers ? "validation " : "")images that excite it most. \
        (d) The probability of the true class, from 0 to its highest value. (e) The most probable label; the true class is blue and stands first.
        """,
      alt:
        "Three rows of five panels: image with a square, two maps of numbers, projections, and a map of labels.",
      data: DataTable(
        columns: ["image", "row", "column", "response", "P(true class)", "label"], rows: data),
      FigureColumn(rows, gap: 8))
    page.prose(
      """
      \(FigureSquare.choice) It moves by \(occlusion.stride) pixels. The claims do not rest on it: they take many images and a square of a seventh of the side. \
      \(figure.choice)

      \(sentences(found, figure))
      """)
    writePlate(to: &page, found, figure, projections)
    return true
  }

  /// The image whose true class loses most to the square, for the report's first page; none where no image is classified correctly.
  private func writePlate(
    to page: inout PageBuilder, _ found: [Maps], _ figure: FigureImages, _ projections: [[Image]]
  ) {
    func fall(_ place: Int) -> Float {
      let maps = found[place]
      let isRight = maps.wholeLabel == figure.cache.label(figure.indices[place])
      return isRight ? maps.wholeProbability - (maps.probability.min() ?? maps.wholeProbability) : 0
    }
    // A probability that hardly falls shows nothing at a glance.
    guard let place = found.indices.max(by: { fall($0) < fall($1) }), fall(place) > 0.5 else { return }
    let maps = found[place]
    page.plate(
      id: "plate-occlusion",
      caption: """
        Hiding parts of an image ([](#fig-figure7)): (a) the gray square where it costs most, (b) the response of the strongest map by the square's \
        place, (c) the map's projections, (d) the probability of the true class, \(NumberText.fixed(Double(maps.wholeProbability), 2)) \
        uncovered and \(NumberText.fixed(Double(maps.probability.min() ?? 0), 2)) at its lowest, (e) the most probable label.
        """,
      alt: "An image with a square, two maps of numbers, projections, and a map of labels.",
      row(figure, place, maps, projections[place], isFirst: true))
  }

  private struct Scan: StoredExperiment {
    typealias Value = Found
    static let name = "occlusion/figure7"
    static let version = 3
    let network: String
    let images: String
    let indices: [Int]
    /// The images that the most excited ones are looked for in.
    let others: String
    let layer: String
    let squares: [Double]
  }

  /// The maps of the figure's images, from the store where they are there.
  private func maps(_ figure: FigureImages, _ others: ImageCache) throws -> Found {
    let experiment = Scan(
      network: network.digest, images: figure.cache.contentDigest, indices: figure.indices,
      others: others.contentDigest, layer: layer, squares: FigureSquare.sides)
    return try session.results.value(of: experiment) {
      let labels = figure.indices.map { figure.cache.label($0) }
      let study = OcclusionStudy(network.model, figure.cache, layer: layer)
      let setting = try FigureSquare.setting(for: study, figure.indices, labels: labels) {
        try session.progress.show("looking for the square of Figure 7", $0, of: FigureSquare.sides.count)
      }
      var scanned: [OcclusionMap] = []
      try study.scan(figure.indices, setting, labels: labels) { place, map in
        scanned.append(map)
        try session.progress.show("covering the images of Figure 7", place + 1, of: figure.indices.count)
      }
      let top = try TopActivations.search(
        network.model, layers: [layer], images: others, indices: Array(0..<others.count),
        progress: { try session.progress.show("looking for the strongest activations", $0, of: others.count) }
      )[
        0]
      let maps = zip(scanned, figure.indices).map { map, index in
        let isAmongOthers = figure.cache.contentDigest == others.contentDigest
        let strongest = top.hits[map.channel].map(\.image).filter { !isAmongOthers || $0 != index }
        return Maps(map, strongest: Array(strongest.prefix(3)))
      }
      return Found(setting: setting, maps: maps)
    }
  }

  private func unit(_ image: Int, _ maps: Maps) -> Unit {
    Unit(image: image, channel: maps.channel, row: 0, column: 0)
  }

  private func row(
    _ figure: FigureImages, _ place: Int, _ maps: Maps, _ projections: [Image], isFirst: Bool
  ) -> any Figure {
    let example = figure.cache.example(figure.indices[place])
    let names = session.images.source.classNames
    let view = covered(network.preprocessing.centerCrop(of: example).image, maps.worst)
    let whole = Double(max(maps.wholeResponse, .leastNormalMagnitude))
    func titled(_ title: String) -> String? { isFirst ? title : nil }
    let places = ValueGrid(
      columns: maps.columns, rows: max(1, maps.response.count / max(1, maps.columns)),
      square: Double(maps.worst[2]) / Double(view.width))
    let cells = projections.enumerated().map { index, image in
      ImageGrid.Cell(image, as: .projection, frame: index == 0 ? Palette.black : nil)
    }
    return FigureRow(
      [
        Photograph(view, title: titled("image"), width: Self.panel, places: places),
        Heatmap(
          title: titled("response"), maps.response.map { Double($0) / whole }, columns: maps.columns,
          name: "response, share", size: heatmapSize(isFirst)),
        ImageGrid(
          title: titled("projections"), cells, columns: 2, gap: 1, width: Self.panel, largestCell: Self.panel),
        Heatmap(
          title: titled("P(true), %"), maps.probability.map { Double($0) * 100 }, columns: maps.columns,
          range: 0...max(1, 100 * Double(maps.probability.max() ?? 1)), name: "P(true class), %",
          size: heatmapSize(isFirst)),
        LabelMap(
          title: titled("label"), maps.labels, columns: maps.columns,
          first: figure.cache.label(figure.indices[place]), most: 3, width: Self.panel
        ) {
          names.indices.contains($0) ? names[$0] : "?"
        },
      ], gap: 8, isLettered: isFirst)
  }

  private func heatmapSize(_ isTitled: Bool) -> Size {
    Size(Self.panel + 42, Self.panel + (isTitled ? 18 : 2))
  }

  /// The image with the gray square on it.
  private func covered(_ image: Image, _ square: [Int]) -> Image {
    var result = image
    for y in square[1]..<(square[1] + square[3]) {
      for x in square[0]..<(square[0] + square[2]) {
        for channel in 0..<3 { result[x, y, channel] = OcclusionFill.grayLevel }
      }
    }
    return result
  }

  /// What the maps show, in numbers.
  private func sentences(_ found: [Maps], _ figure: FigureImages) -> String {
    let names = session.images.source.classNames.map(InlineMarkup.escaped)
    return found.enumerated().map { place, maps in
      let name = names[figure.cache.label(figure.indices[place])]
      let lowest = Double(maps.probability.min() ?? 0)
      let changed = Double(maps.labels.count { $0 != maps.wholeLabel }) / Double(maps.labels.count)
      let called =
        maps.wholeLabel == figure.cache.label(figure.indices[place])
        ? "" : " and named \(names[maps.wholeLabel])"
      return
        "P(\(name)) of the \(InlineMarkup.escaped(figure.titles[place])): \(NumberText.fixed(Double(maps.wholeProbability), 2)) uncovered\(called), \(NumberText.fixed(lowest, 2)) at its lowest; the label changes at \(NumberText.percent(changed)) of the places."
    }.joined(separator: " ")
  }
}

extension Figure7.Maps {
  /// What the figure needs of the maps of an image.
  init(_ maps: OcclusionMap, strongest: [Int]) {
    let probability = maps.probability?.scalars ?? []
    let lowest = probability.indices.reduce(0) { probability[$1] < probability[$0] ? $1 : $0 }
    let (rows, columns) = (maps.rows[lowest / maps.columns.count], maps.columns[lowest % maps.columns.count])
    self.init(
      channel: maps.channel, columns: maps.columns.count, response: maps.response.scalars,
      wholeResponse: maps.unoccluded.response, probability: probability,
      wholeProbability: maps.unoccluded.probability ?? 0, labels: Array((maps.labels ?? []).joined()),
      wholeLabel: maps.unoccluded.label ?? 0,
      worst: [columns.lowerBound, rows.lowerBound, columns.count, rows.count], strongest: strongest)
  }
}
