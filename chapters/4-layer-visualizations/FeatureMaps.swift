import Experiments
import Figures
import Images
import Networks
import Reporting
import Tensors
import Visualization

/// One layer of Figure 2: for a seeded choice of maps, nine projections beside the nine patches that caused them.
struct FeatureMaps {
  private let portrait: Portrait
  private let top: TopActivations
  private let deconvnet: Deconvnet
  private let number: Int
  /// The strongest two of a hundred pixels are clipped: without that they leave the others grey.
  private static let display = ProjectionDisplay.clippedSymmetric(0.98)

  init(_ portrait: Portrait, _ top: TopActivations, deconvnet: Deconvnet, number: Int) {
    self.portrait = portrait
    self.top = top
    self.deconvnet = deconvnet
    self.number = number
  }

  func write(
    to page: inout Page, maps count: Int, seed: UInt64, progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws {
    let chosen = top.drawnMaps(count, seed: seed)
    let share = portrait.fieldShare(top.layer)
    page.heading("Layer \(number)")
    page.prose(introduction(share))
    guard !chosen.isEmpty else {
      page.note("No picture excites any map of \(top.layer).", kind: .warning)
      return
    }
    // Two blocks in a row: smaller ones would hide what there is to see.
    let across = 2
    page.figure(
      id: "layer-\(number)",
      title: "Layer \(number): \(chosen.count) of \(top.hits.count) maps, chosen by the seed",
      caption: """
        Of each map the nine strongest activations over \(portrait.searched.count) validation pictures, at most one a \
        picture: left the projections, each scaled by itself around grey (the strongest 2\u{202F}% of its pixels are clipped), right the patches of the pictures. A patch is the unit's \
        receptive field, \(field.size) pixels or \(NumberText.percent(share)) of the picture's side\(share >= 1 ? ", and so the whole picture" : ""). Below: \
        the most frequent class of the nine (of fewer, where fewer pictures excite the map), and how often it stands there.
        """,
      alt: "For each map a block of nine projections beside nine patches.",
      data: data(chosen),
      ImageGrid(blocks: try blocks(chosen, progress: progress), blocksAcross: across, gap: 0.75))
  }

  /// Of each map its projections beside its patches.
  func blocks(
    _ chosen: [Int], progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws -> [ImageGrid.Block] {
    let units = chosen.flatMap { map in
      top.hits[map].map { Unit(picture: $0.picture, map: map, row: $0.row, column: $0.column) }
    }
    let projections = try deconvnet.project(
      units, of: top.layer, pictures: portrait.pictures, progress: { try progress($0, units.count) })
    var blocks: [ImageGrid.Block] = []
    var next = 0
    for map in chosen {
      let hits = top.hits[map]
      let windows = hits.map {
        PatchWindow(portrait.architecture, layer: top.layer, row: $0.row, column: $0.column)
      }
      let shown = hits.indices.map { index in
        windows[index].cut(Self.display.image(projections[next + index]))
      }
      let patches = hits.indices.map { windows[$0].cut(portrait.view(hits[$0].picture)) }
      next += hits.count
      blocks.append(
        ImageGrid.Block(
          [ImageGrid.Part(shown, columns: 3), ImageGrid.Part(patches, columns: 3)],
          name: "\(top.layer) · map \(map) · \(dominant(hits))"))
    }
    return blocks
  }

  private var field: ReceptiveField { portrait.architecture.receptiveField(ofLayer: top.layer) }

  private func introduction(_ share: Double) -> String {
    let paper =
      [
        2: "corners, and edges joined with colours", 3: "textures, such as meshes, and text",
        4: "parts that belong to a class, such as dogs' faces and birds' legs",
        5: "whole objects in many poses, such as keyboards and dogs",
      ][number] ?? "more complex things"
    let dead = top.deadMaps.count
    let silent =
      dead == 0 ? "" : " \(dead) of its \(top.hits.count) maps answer to no validation picture at all."
    return
      "In the paper, layer \(number) shows \(paper). Here its units see \(NumberText.percent(min(share, 1))) of the picture's side."
      + silent + devotion
  }

  /// How many maps are devoted to one class, and to which.
  private var devotion: String {
    let answering = top.hits.filter { $0.count >= 9 }
    guard !answering.isEmpty else { return "" }
    let devoted = answering.map { hits in
      LabelCounts(hits.map { portrait.pictures.label($0.picture) }).mostFrequent
    }.filter { $0.count > 4 }
    let counts = Dictionary(devoted.map { ($0.label, 1) }, uniquingKeysWith: +)
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map {
      "\(InlineMarkup.escaped(portrait.classNames[$0.key])) (\($0.value))"
    }
    return
      " Of \(answering.count) maps that nine pictures or more excite, \(devoted.count) have most of their nine from one class"
      + (names.isEmpty ? "." : ", most often " + names.joined(separator: ", ") + ".")
  }

  private func dominant(_ hits: [TopActivations.Hit]) -> String {
    let labels = hits.map { portrait.pictures.label($0.picture) }
    let (label, count) = LabelCounts(labels).mostFrequent
    return count == 1 && hits.count > 1
      ? "\(hits.count) classes" : "\(portrait.classNames[label]) \(count)/\(hits.count)"
  }

  private func data(_ maps: [Int]) -> DataTable {
    var rows: [[String]] = []
    for map in maps {
      for (rank, hit) in top.hits[map].enumerated() {
        rows.append([
          "\(map)", "\(rank + 1)", portrait.pictures.name(hit.picture),
          portrait.classNames[portrait.pictures.label(hit.picture)], "\(hit.row)", "\(hit.column)",
          DataTable.field(Double(hit.value)),
        ])
      }
    }
    return DataTable(columns: ["map", "rank", "picture", "class", "row", "column", "activation"], rows: rows)
  }
}
