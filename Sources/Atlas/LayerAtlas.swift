import Datasets
import Files
import Foundation
import Images
import Kernels
import Networks
import Visualization

/// The part of an atlas that shows one layer: a folder of sheets, the numbers of its maps as JSON, and what decided them.
package struct LayerAtlas: Codable {
  /// The version of what is drawn and written; older folders are made anew.
  package static let version = 2

  /// The layer's name in the network.
  package let layer: String
  /// What decides the folder's contents: the version, the network's and the images' digests, the backward rule, the ranking, which
  /// images are searched, and which maps are shown.
  package let key: String
  /// How many images were looked at.
  package let images: Int
  /// How many maps the layer has, with those that have no card.
  package let maps: Int
  /// The side of the receptive field in pixels.
  package let field: Int
  /// One card a map that is shown.
  package let cards: [MapCard]
  /// The digest of each card's sheet; empty of a map that no image excites, which has none.
  package let sheets: [String]

  /// What is written after all sheets: a folder that has it is whole.
  static let file = "layer.json"

  /// What decides the contents of layers' folders.
  package static func key(
    _ model: Model, _ images: ImageCache, _ rule: BackwardRule, by ranking: Ranking,
    _ searched: Range<Int>, _ limit: MapLimit?
  ) -> String {
    let order =
      switch ranking {
      case .activation: ""
      case .relevance(.predicted): " relevance"
      case .relevance(.label(let label)): " relevance \(label)"
      }
    let maps = limit.map { "\($0.count) \($0.seed) \($0.least)" } ?? "all"
    return ContentDigest.of(
      "\(version) \(model.origin.digest) \(images.contentDigest) \(rule.rawValue)\(order) \(searched) \(maps)"
    )
  }

  /// The part that a folder holds whole, and that has the given key; nil where there is none.
  package static func stored(in folder: URL, key: String) -> LayerAtlas? {
    read(in: folder, key: key).flatMap { $0.lost.isEmpty ? $0.atlas : nil }
  }

  /// The part that a folder holds, which has the given key, and the maps whose sheets are not there or not as they were drawn; nil where
  /// there is no such part.
  static func read(in folder: URL, key: String) -> (atlas: LayerAtlas, lost: Set<Int>)? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(file)),
      let atlas = try? CanonicalJSON.decode(LayerAtlas.self, from: data), atlas.key == key,
      atlas.sheets.count == atlas.cards.count
    else { return nil }
    let lost = zip(atlas.cards, atlas.sheets).filter { card, digest in
      !card.places.isEmpty
        && (try? FileReader(FilePath(folder.path).appending(sheet(card.map))).bytes())
          .map { ContentDigest.of($0) } != digest
    }
    return (atlas, Set(lost.map { $0.0.map }))
  }

  /// The file name of a map's sheet.
  package static func sheet(_ map: Int) -> String { "u\(map).jpg" }

  /// Projects the strongest places of maps, and writes the folder.
  ///
  /// - Parameters:
  ///   - shown: the maps that get a card, in order.
  ///   - progress: called with how many maps are done.
  /// - Throws: `OneDNNError`; `FileError` where something cannot be written; `ImageError`; what `progress` throws.
  static func write(
    _ survey: LayerSurvey, maps shown: [Int], of model: Model, _ images: ImageCache, rule: BackwardRule,
    key: String, to folder: URL, progress: (_ done: Int) throws -> Void
  ) throws -> LayerAtlas {
    try AtomicFile.makeFolder(folder)
    var options = DeconvnetOptions()
    options.rule = rule
    let deconvnet = Deconvnet(model, options: options)
    var digests: [Int: String] = [:]
    // A few maps at once: what they project is then cut, drawn and let go.
    let together = 16
    for start in stride(from: 0, to: shown.count, by: together) {
      let part = shown[start..<min(start + together, shown.count)]
      let units = part.flatMap { map in
        survey.top.hits[map].map { Unit(image: $0.image, channel: map, row: $0.row, column: $0.column) }
      }
      let projections = units.isEmpty ? [] : try deconvnet.project(units, of: survey.layer, images: images)
      var next = 0
      for map in part where !survey.top.hits[map].isEmpty {
        let hits = survey.top.hits[map]
        let windows = hits.map {
          PatchWindow(model.graph, layer: survey.layer, row: $0.row, column: $0.column)
        }
        let sheet = MapSheet.image(
          projections: hits.indices.map {
            windows[$0].cut(
              ProjectionDisplay.clippedSymmetric(0.98).image(
                model.preprocessing.inRGB(projections[next + $0])))
          },
          patches: hits.indices.map {
            windows[$0].cut(model.preprocessing.centerCrop(of: images.example(hits[$0].image)).image)
          })
        next += hits.count
        let jpeg = try sheet.jpeg(quality: 90, chroma: .full)
        digests[map] = ContentDigest.of(jpeg)
        try AtomicFile.write(jpeg, to: folder.appendingPathComponent(Self.sheet(map)))
      }
      try progress(part.endIndex)
    }
    try removeSheets(in: folder, except: digests.keys.map(Self.sheet))
    let atlas = LayerAtlas(
      layer: survey.layer, key: key, images: survey.answers.first?.images ?? 0,
      maps: survey.top.hits.count, field: model.graph.receptiveField(of: survey.layer).size,
      cards: shown.map { MapCard(survey, map: $0, images) }, sheets: shown.map { digests[$0] ?? "" })
    try AtomicFile.write(
      CanonicalJSON.encode(atlas), to: folder.appendingPathComponent(file))
    return atlas
  }

  /// Removes sheets that an earlier atlas left in the folder.
  private static func removeSheets(in folder: URL, except kept: [String]) throws {
    for name in FolderContents.names(in: FilePath(folder.path)) ?? []
    where name.text.wholeMatch(of: /u[0-9]+\.jpg/) != nil && !kept.contains(name.text) {
      try AtomicFile.remove(FilePath(folder.path).appending(name))
    }
  }
}
