import Experiments
import Figures
import Images
import Networks
import Reporting
import Tensors
import Visualization

/// One layer of Figure 2: for the most selective maps and for a seeded choice, nine projections beside the nine patches that caused them.
struct FeatureMaps {
  private let subject: VisualizationSubject
  private let top: TopActivations
  private let deconvnet: Deconvnet
  private let number: Int

  /// How strong a map's peak must be to be shown, as a share of the median peak of its layer.
  static let leastPeak: Float = 0.5
  /// How many maps stand side by side. The fields of the upper layers are large, and so their images are: the nine projections of a map are
  /// 27 mm wide in print, those of layers 2 and 3 are 20 mm wide.
  private var across: Int { number < 4 ? 4 : 3 }
  /// The greatest side of an image, in points: that of a full row, where a row is not full.
  private var largestCell: Double { number < 4 ? 18.4 : 25.5 }
  /// The gap between images, in points.
  static let gap = 0.5

  init(_ subject: VisualizationSubject, _ top: TopActivations, deconvnet: Deconvnet, number: Int) {
    self.subject = subject
    self.top = top
    self.deconvnet = deconvnet
    self.number = number
  }

  /// Adds the layer's figure.
  ///
  /// - Parameter explained: the layer whose figure says how to read such figures; nil where none before does.
  /// - Returns: whether there was a map to show.
  func write(
    to page: inout PageBuilder, maps count: Int, seed: UInt64, explained: Int?,
    progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws -> Bool {
    let selective = SelectiveMaps.of(top, count: across) { subject.images.label($0) }
    let chosen = selective + drawn(count, seed: seed, besides: selective)
    let share = subject.fieldShare(top.layer)
    page.heading("Layer \(number)")
    page.prose(introduction(share))
    guard !chosen.isEmpty else {
      page.note("No image excites any map of layer \(number).", kind: .warning)
      return false
    }
    let blocks = try blocks(chosen, isOfOneLayer: true, progress: progress)
    let parts = [
      ("Of one class most often", blocks.prefix(selective.count)),
      ("Chosen by the seed", blocks.dropFirst(selective.count)),
    ].filter { !$0.1.isEmpty }
    page.figure(
      id: "layer-\(number)", answers: "2\(["c", "d", "e", "f"][min(max(number, 2), 5) - 2])",
      title: "Layer \(number): \(chosen.count) of \(top.hits.count) maps",
      caption: """
        \(explained.map { "As [](#fig-layer-\($0))." } ?? reading) A patch is the unit's receptive field, \(field.size) pixels or \
        \(NumberText.percent(share)) of the image's side\(share >= 1 ? ", and so the whole image" : "").
        """,
      alt:
        "Maps \(chosen.map(String.init).joined(separator: ", ")) of layer \(number): for each a block of nine projections beside the nine patches that caused them.",
      data: data(chosen), maps: chosen.map { ShownMap(top.layer, $0) },
      FigureColumn(
        parts.map { title, blocks in
          ImageGrid(
            title: title, blocks: Array(blocks), blocksAcross: across, gap: Self.gap,
            largestCell: largestCell)
        }, gap: 5))
    return true
  }

  /// Maps drawn by the seed, without those that are shown anyway: as many as asked for, or so many fewer that they fill rows.
  private func drawn(_ count: Int, seed: UInt64, besides shown: [Int]) -> [Int] {
    let wanted = count < across ? count : count - count % across
    var asked = wanted
    while true {
      let maps = top.drawnMaps(asked, seed: seed, peaksAbove: Self.leastPeak).filter { !shown.contains($0) }
      if maps.count >= wanted || asked >= top.hits.count { return maps }
      asked += 1
    }
  }

  /// How to read the figure, but for what a patch is.
  private var reading: String {
    """
    Of each map the nine strongest activations over \(subject.searched.count) \(subject.imageWord), at most one an \
    image: left the projections, all of a map on one scale around gray (the strongest 5\u{202F}% of their pixels are clipped), right the patches of the images. \
    Above, the maps whose nine images are most often of one class, each of another class; then maps chosen by the seed, of those whose peak \
    is at least half of the layer's median peak. Under each map: the most frequent class of the nine (of fewer, where fewer images excite \
    the map), and how often it stands there.
    """
  }

  /// Of each map its projections beside its patches.
  ///
  /// - Parameter isOfOneLayer: whether all blocks of the figure are of this layer, so that their names need not say it.
  func blocks(
    _ chosen: [Int], isOfOneLayer: Bool = false, progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws -> [ImageGrid.Block] {
    let units = chosen.flatMap { map in
      top.hits[map].map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
    }
    let projections = try deconvnet.project(
      units, of: top.layer, images: subject.images, progress: { try progress($0, units.count) })
    var blocks: [ImageGrid.Block] = []
    var next = 0
    for map in chosen {
      let hits = top.hits[map]
      let windows = hits.map {
        PatchWindow(subject.graph, layer: top.layer, row: $0.row, column: $0.column)
      }
      let shown = zip(windows, subject.shown(Array(projections[next..<next + hits.count]))).map { $0.cut($1) }
      let patches = hits.indices.map { windows[$0].cut(subject.view(hits[$0].image)) }
      next += hits.count
      blocks.append(
        ImageGrid.Block(
          [
            ImageGrid.Part(shown, as: .projection, columns: 3),
            ImageGrid.Part(patches, as: .photograph, columns: 3),
          ],
          name: (isOfOneLayer ? "" : "\(subject.title(top.layer)) · ") + "map \(map) · \(dominant(hits))"))
    }
    return blocks
  }

  private var field: ReceptiveField { subject.graph.receptiveField(of: top.layer) }

  private func introduction(_ share: Double) -> String {
    let paper =
      [
        2: "corners, and edges joined with colors", 3: "textures, such as meshes, and text",
        4: "parts that belong to a class, such as dogs' faces and birds' legs",
        5: "whole objects in many poses, such as keyboards and dogs",
      ][number] ?? "more complex things"
    let dead = top.deadMaps.count
    let silent =
      dead == 0 ? "" : " \(dead) of its \(top.hits.count) maps answer to no image at all."
    return
      "In the paper, layer \(number) shows \(paper). Here its units see \(NumberText.percent(min(share, 1))) of the image's side."
      + silent + devotion
  }

  /// How many maps are devoted to one class, and to which.
  private var devotion: String {
    let devotion = ClassDevotion(top.hits.map { hits in hits.map { subject.images.label($0.image) } })
    guard devotion.answering > 0 else { return "" }
    let names = devotion.maps.prefix(4).map {
      "\(InlineMarkup.escaped(subject.classNames[$0.label])) (\($0.count))"
    }
    return
      " Of \(devotion.answering) maps that nine images or more excite, \(devotion.devoted) have most of their nine from one class"
      + (names.isEmpty ? "." : ", most often " + names.joined(separator: ", ") + ".")
  }

  private func dominant(_ hits: [TopActivations.Hit]) -> String {
    let labels = hits.map { subject.images.label($0.image) }
    let (label, count) = LabelCounts(labels).mostFrequent
    return count == 1 && hits.count > 1
      ? "\(hits.count) classes" : "\(subject.classNames[label]) \(count)/\(hits.count)"
  }

  private func data(_ maps: [Int]) -> DataTable {
    var rows: [[String]] = []
    for map in maps {
      for (rank, hit) in top.hits[map].enumerated() {
        rows.append([
          "\(map)", "\(rank + 1)", subject.images.name(hit.image),
          subject.classNames[subject.images.label(hit.image)], "\(hit.row)", "\(hit.column)",
          DataTable.field(Double(hit.value)),
        ])
      }
    }
    return DataTable(columns: ["map", "rank", "image", "class", "row", "column", "activation"], rows: rows)
  }
}
