import Datasets
import Files
import Foundation
import Kernels
import Networks
import Visualization

/// A browsable folder of what excites every map of a network's layers: a page a layer with a card a map, and a page that leads to them.
///
/// The pages are static files that need neither a server nor a script. Each layer is written whole before the next is begun, and
/// one that is there already is not made again, so that an atlas that was stopped goes on.
public struct Atlas {
  private let model: Model
  private let images: ImageCache
  private let layers: [String]
  private let rule: BackwardRule
  private let ranking: Ranking
  private let searched: Range<Int>
  private let limit: MapLimit?

  /// An atlas of layers of a model by what images excite them.
  ///
  /// - Parameters:
  ///   - layers: names of nodes with maps, in the order of the pages; none twice.
  ///   - rule: what a ReLU does on the way down.
  ///   - ranking: by what the images of a map are chosen.
  ///   - searched: which of the images are looked at; nil takes all.
  ///   - limit: which maps of a layer are shown; nil shows all.
  public init(
    _ model: Model, _ images: ImageCache, layers: [String], rule: BackwardRule = .deconvnet,
    by ranking: Ranking = .activation, searching searched: Range<Int>? = nil, limit: MapLimit? = nil
  ) {
    self.model = model
    self.images = images
    self.layers = layers
    self.rule = rule
    self.ranking = ranking
    self.searched = searched ?? 0..<images.count
    self.limit = limit
  }

  /// Looks for the strongest places, projects them, and writes all pages.
  ///
  /// - Parameters:
  ///   - folder: is created where it is missing.
  ///   - progress: called with a piece of work, how much of it is done, and how much there is.
  /// - Returns: what was written.
  /// - Throws: `OneDNNError`; `FileError`; `ImageError`; what `progress` throws.
  @discardableResult
  public func write(
    to folder: URL, progress: (_ work: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in }
  ) throws -> AtlasFolder {
    try AtomicFile.makeFolder(folder)
    let key = LayerAtlas.key(model, images, rule, by: ranking, searched, limit)
    let names = Self.folderNames(of: layers)
    let contents = AtlasFolder.Contents(
      title: model.origin.title, source: images.sourceName, rule: rule,
      ranking: RankingWords(ranking, classNames: model.classNames), key: key,
      layers: zip(layers, names).map { .init(name: $0, folder: $1) })
    try contents.write(to: folder)
    var parts = layers.indices.map { place in
      LayerAtlas.stored(in: folder.appendingPathComponent(names[place]), key: key)
    }
    let missing = layers.indices.filter { parts[$0] == nil }
    if !missing.isEmpty {
      let surveys = try LayerSurvey.measure(
        model, layers: missing.map { layers[$0] }, images: images, indices: Array(searched), by: ranking
      ) { try progress("looking for the strongest activations", $0, searched.count) }
      for (survey, place) in zip(surveys, missing) {
        let maps = limit?.maps(of: survey.top) ?? Array(survey.top.hits.indices)
        parts[place] = try LayerAtlas.write(
          survey, maps: maps, of: model, images, rule: rule, key: key,
          to: folder.appendingPathComponent(names[place])
        ) { try progress("projecting the maps of \(survey.layer)", $0, maps.count) }
      }
    }
    let written = AtlasFolder(folder: folder, contents: contents, parts: parts.compactMap(\.self))
    try written.writePages()
    return written
  }

  /// Whether an atlas can be written to a folder without mixing it with what somebody else keeps there: it is an atlas, is empty, or is
  /// not there yet. A file is no folder.
  public static func mayWrite(to folder: URL) -> Bool {
    if isFile(folder) { return false }
    let names = FolderContents.names(in: FilePath(folder.path)) ?? []
    return names.isEmpty || names.contains { $0.text == AtlasFolder.Contents.file }
  }

  /// Whether something is there that is no folder, such as a file or a link that leads nowhere.
  public static func isFile(_ place: URL) -> Bool {
    var (own, target) = (stat(), stat())
    guard lstat(place.path, &own) == 0 else { return false }
    return stat(place.path, &target) != 0 || target.st_mode & S_IFMT != S_IFDIR
  }

  /// Names of folders, and of anchors within pages, for layers: letters, digits, `-` and `_` of ASCII, as they are read in addresses; no
  /// two alike.
  package static func folderNames(of layers: [String]) -> [String] {
    var taken: Set<String> = ["index"]
    return layers.map { layer in
      let plain = String(
        layer.unicodeScalars.map { scalar in
          let isPlain =
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
          return isPlain || "-_".unicodeScalars.contains(scalar) ? Character(scalar) : "_"
        })
      let start = plain.isEmpty ? "layer" : String(plain.prefix(80))
      var name = start
      var number = 2
      // Some file systems take capitals for small letters.
      while !taken.insert(name.lowercased()).inserted {
        name = "\(start)-\(number)"
        number += 1
      }
      return name
    }
  }
}
