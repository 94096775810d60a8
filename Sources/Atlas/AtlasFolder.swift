import Files
import Foundation
import Kernels
import Reporting

/// An atlas that was written: its layers and their cards, read from its folder.
public struct AtlasFolder: Sendable {
  /// What an atlas is of, as its folder says it: the file that marks a folder as an atlas, also one that was stopped.
  struct Contents: Codable, Sendable {
    struct Layer: Codable, Sendable {
      let name: String
      let folder: String
    }

    static let file = "atlas.json"

    var generator = "zfnet atlas"
    /// What the network is called.
    let title: String
    /// What the images are called.
    let source: String
    /// What a ReLU did on the way down.
    let rule: String
    /// How the images of a map are ranked.
    let ranking: RankingWords
    /// What decides the layers' folders; see `LayerAtlas.key`.
    let key: String
    var layers: [Layer]

    init(
      title: String, source: String, rule: BackwardRule, ranking: RankingWords, key: String, layers: [Layer]
    ) {
      (self.title, self.source, self.rule) = (title, source, rule.rawValue)
      (self.ranking, self.key, self.layers) = (ranking, key, layers)
    }

    func write(to folder: URL) throws {
      try AtomicFile.write(
        CanonicalJSON.encode(self, pretty: true), to: folder.appendingPathComponent(Self.file))
    }
  }

  let folder: URL
  let contents: Contents
  let parts: [LayerAtlas]
  /// By layer, the maps whose sheets are lost.
  let lostSheets: [Set<Int>]
  /// The files that should be there and are not, or not as they were written, by their paths in the folder.
  public let lost: [String]

  init(folder: URL, contents: Contents, parts: [LayerAtlas]) {
    self.init(
      folder: folder, contents: contents, parts: parts.map { ($0, []) }, lostLayers: [])
  }

  private init(
    folder: URL, contents: Contents, parts: [(atlas: LayerAtlas, lost: Set<Int>)], lostLayers: [String]
  ) {
    self.folder = folder
    self.contents = contents
    self.parts = parts.map(\.atlas)
    lostSheets = parts.map(\.lost)
    lost =
      lostLayers.map { "\($0)/\(LayerAtlas.file)" }
      + zip(contents.layers, parts).flatMap { layer, part in
        part.lost.sorted().map { "\(layer.folder)/\(LayerAtlas.sheet($0))" }
      }
  }

  /// Reads the atlas in a folder. Layers without their numbers are left out, and sheets that are not as they were drawn; `lost` has both.
  ///
  /// - Throws: `ReportingError.damaged` where it is none, or nothing of it can be read.
  public init(reading folder: URL) throws(ReportingError) {
    let file = folder.appendingPathComponent(Contents.file)
    guard let data = try? FileReader(FilePath(file.path)).bytes(),
      var contents: Contents = try? CanonicalJSON.decode(from: data)
    else { throw .damaged(path: file.path, cause: "it is missing, or says of no atlas what is in it") }
    var parts: [(atlas: LayerAtlas, lost: Set<Int>)] = []
    var whole: [Contents.Layer] = []
    var lostLayers: [String] = []
    for layer in contents.layers {
      guard Atlas.folderNames(of: [layer.folder]) == [layer.folder] else {
        throw .damaged(path: file.path, cause: "it names a folder that no atlas has")
      }
      if let part = LayerAtlas.read(in: folder.appendingPathComponent(layer.folder), key: contents.key) {
        parts.append(part)
        whole.append(layer)
      } else {
        lostLayers.append(layer.folder)
      }
    }
    guard !parts.isEmpty else {
      throw .damaged(path: folder.path, cause: "none of its layers is there as it was written")
    }
    contents.layers = whole
    self.init(folder: folder, contents: contents, parts: parts, lostLayers: lostLayers)
  }

  /// The page that leads to the others.
  public var index: URL { folder.appendingPathComponent("index.html") }
  /// What the network is called.
  public var title: String { contents.title }
  /// How many maps have a card.
  public var count: Int { parts.reduce(0) { $0 + $1.cards.count } }

  /// All files of the atlas that are whole, by their paths in its folder, in order.
  public var files: [String] {
    var files = [Contents.file, "index.html"]
    for (place, layer) in contents.layers.enumerated() {
      files += ["\(layer.folder).html", "\(layer.folder)/\(LayerAtlas.file)"]
      files += parts[place].cards.filter { !$0.places.isEmpty && !lostSheets[place].contains($0.map) }
        .map { "\(layer.folder)/\(LayerAtlas.sheet($0.map))" }
    }
    return files
  }

  /// Where each map's card is, by its address in the folder: `conv3.html#conv3-u117`.
  public var addresses: [ShownMap: String] {
    var addresses: [ShownMap: String] = [:]
    for (layer, part) in zip(contents.layers, parts) {
      for card in part.cards {
        addresses[ShownMap(layer.name, card.map)] = "\(layer.folder).html#\(layer.folder)-u\(card.map)"
      }
    }
    return addresses
  }

  /// Writes the pages, which takes nothing but what the folder holds.
  ///
  /// - Parameter report: the report that the atlas lies beside; nil where it stands alone.
  /// - Throws: `FileError`.
  public func writePages(of report: AtlasReport? = nil) throws {
    let names = contents.layers.map(\.folder)
    let pages = AtlasPages(
      title: contents.title, source: contents.source,
      rule: BackwardRule(rawValue: contents.rule) ?? .deconvnet, words: contents.ranking,
      parts: parts, lost: lostSheets, folders: names, report: report)
    for place in parts.indices {
      try AtomicFile.write(
        pages.layerPage(place), to: folder.appendingPathComponent("\(names[place]).html"))
    }
    try AtomicFile.write(pages.index(), to: index)
  }
}

/// A report that an atlas lies beside, and which of its figures show which maps.
public struct AtlasReport: Sendable {
  /// The report's address from the atlas's folder, such as `../report.html`.
  let address: String
  /// The figures that show a map.
  let figures: [ShownMap: [ReportDocument.FigureReference]]

  /// A report by its address from the atlas's folder, with the figures that show maps.
  public init(address: String, figures: [ShownMap: [ReportDocument.FigureReference]]) {
    (self.address, self.figures) = (address, figures)
  }
}
