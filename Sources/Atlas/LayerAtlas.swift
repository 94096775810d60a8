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
  package static let version = 1

  /// The layer's name in the network.
  package let layer: String
  /// What decides the folder's contents: the version, the network's and the images' digests, and the backward rule.
  package let key: String
  /// How many images were looked at.
  package let images: Int
  /// The side of the receptive field in pixels.
  package let field: Int
  /// One card a map.
  package let cards: [MapCard]

  /// What is written after all sheets: a folder that has it is whole.
  private static let file = "layer.json"

  /// What decides the contents of layers' folders.
  package static func key(_ model: Model, _ images: ImageCache, _ rule: BackwardRule) -> String {
    ContentDigest.of("\(version) \(model.origin.digest) \(images.contentDigest) \(rule.rawValue)")
  }

  /// The part that a folder holds whole, and that has the given key; nil where there is none.
  package static func stored(in folder: URL, key: String) -> LayerAtlas? {
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(file)),
      let atlas = try? CanonicalJSON.decode(LayerAtlas.self, from: data), atlas.key == key,
      atlas.cards.allSatisfy({
        $0.places.isEmpty
          || FileManager.default.fileExists(atPath: folder.appendingPathComponent(sheet($0.map)).path)
      })
    else { return nil }
    return atlas
  }

  /// The file name of a map's sheet.
  package static func sheet(_ map: Int) -> String { "u\(map).jpg" }

  /// Projects the strongest places of every map, and writes the folder.
  ///
  /// - Parameter progress: called with how many maps are done.
  /// - Throws: `OneDNNError`; `FileError` where something cannot be written; `ImageError`; what `progress` throws.
  static func write(
    _ survey: LayerSurvey, of model: Model, _ images: ImageCache, rule: BackwardRule, key: String,
    to folder: URL,
    progress: (_ done: Int) throws -> Void
  ) throws -> LayerAtlas {
    try AtomicFile.makeFolder(folder)
    var options = DeconvnetOptions()
    options.rule = rule
    let deconvnet = Deconvnet(model, options: options)
    let maps = survey.top.hits.count
    // A few maps at once: what they project is then cut, drawn and let go.
    let together = 16
    for start in stride(from: 0, to: maps, by: together) {
      let part = start..<min(start + together, maps)
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
        try AtomicFile.write(
          sheet.jpeg(quality: 90, chroma: .full), to: folder.appendingPathComponent(Self.sheet(map)))
      }
      try progress(part.upperBound)
    }
    let atlas = LayerAtlas(
      layer: survey.layer, key: key, images: images.count,
      field: model.graph.receptiveField(of: survey.layer).size,
      cards: (0..<maps).map { MapCard(survey, map: $0, images) })
    try AtomicFile.write(
      CanonicalJSON.encode(atlas), to: folder.appendingPathComponent(file))
    return atlas
  }
}
