import Datasets
import Files
import Foundation
import Training

/// What is in a store: networks, results and images, how large they are, and whether they are as they were written.
public struct StoreInventory {
  /// One thing in the store.
  public struct Item: Codable, Sendable, Equatable {
    /// What kind of thing it is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// A trained network with its history and snapshots.
      case network
      /// A network in the making, with its checkpoint.
      case begun
      /// What an experiment measured.
      case result
      /// Decoded or drawn images.
      case images
      /// The digests of a data set's files.
      case digests
      /// What a run that was killed had begun to write.
      case leftover
    }

    /// What kind of thing it is.
    public let kind: Kind
    /// Its path below the store.
    public let path: String
    /// What it is, for people.
    public let title: String
    /// How many bytes it takes.
    public let bytes: Int
    /// The digest of a network's recipe; nil for others, and where the recipe cannot be read.
    public let recipe: String?
    /// The name of the images that a network learned from; nil for others, and where the recipe cannot be read.
    public let source: String?

    init(_ kind: Kind, path: String, title: String, bytes: Int, recipe: Recipe? = nil) {
      (self.kind, self.path, self.title, self.bytes) = (kind, path, title, bytes)
      (self.recipe, source) = (recipe?.digest, recipe?.data.source)
    }
  }

  /// The things, by kind and path.
  public let items: [Item]
  private let folder: URL
  private let networks: NetworkStore

  /// Looks into the folder `store` of an output folder; what else somebody keeps there is passed over.
  ///
  /// - Throws: `ConfigurationError.missingInput` where there is none.
  public init(ofOutput output: URL) throws {
    folder = output.appendingPathComponent("store")
    guard FolderContents.names(in: FilePath(folder.path)) != nil else {
      throw ConfigurationError.missingInput(
        path: folder.path, hint: "name the output folder of a run with --output")
    }
    networks = NetworkStore(folder.appendingPathComponent("networks"))
    items = (Self.networks(networks) + Self.images(folder) + Self.results(folder)).sorted {
      ($0.kind.place, $0.path) < ($1.kind.place, $1.path)
    }
  }

  /// What is wrong with a thing, and what to do about it; nil where it is as it was written.
  public func problem(of item: Item) -> String? {
    let file = folder.appendingPathComponent(item.path)
    switch item.kind {
    case .network:
      guard
        let recipe = networks.entries.first(where: { $0.folder.lastPathComponent == file.lastPathComponent })?
          .recipe
      else { return "its recipe cannot be read, or is of another version; no run will use it: remove it" }
      do {
        try networks.check(recipe)
        return nil
      } catch {
        return "\(error)"
      }
    case .result:
      return ResultStore.isSound(file)
        ? nil : "it is not as it was written, and counts as missing: a run that needs it measures it again"
    case .images:
      return ImageCache(file)?.isIntact() == true
        ? nil
        : "it is not as it was written, and counts as missing: a run that needs these images makes them again"
    case .digests:
      return FileDigests.isIntact(file)
        ? nil
        : "it is not as it was written, and counts as missing: a run that needs it reads all files again"
    case .begun, .leftover: return nil
    }
  }

  /// The networks, whole or begun, that none of the given recipes asks for, and what killed runs left.
  ///
  /// - Parameter recipes: the digests of the recipes to keep.
  public func unneeded(keeping recipes: Set<String>) -> [Item] {
    items.filter { item in
      switch item.kind {
      case .network, .begun: item.recipe.map { !recipes.contains($0) } ?? true
      case .leftover: true
      case .result, .images, .digests: false
      }
    }
  }

  /// Removes things, while no run uses the store.
  ///
  /// - Throws: `ConfigurationError.badOption` where a run uses it; `FileError`.
  public func remove(_ items: [Item]) throws {
    let file = folder.appendingPathComponent(".lock")
    guard let lock = try FileLock.take(file) else {
      let owner = FileLock.owner(of: file).map { " (process \($0))" } ?? ""
      throw ConfigurationError.badOption(
        option: "--output \(folder.deletingLastPathComponent().path)",
        cause: "a run\(owner) uses its store; wait for it to end")
    }
    try withExtendedLifetime(lock) {
      for item in items { try AtomicFile.remove(folder.appendingPathComponent(item.path)) }
    }
  }

  // MARK: What is there

  private static func networks(_ store: NetworkStore) -> [Item] {
    let entries = store.entries
    let titled = Dictionary(grouping: entries.compactMap(\.recipe), by: description(of:))
    return entries.map { entry in
      let name = entry.folder.lastPathComponent
      let recipe = entry.recipe
      let title =
        recipe.map { recipe in
          // What looks the same is told apart by whatever differs.
          let others = (titled[description(of: recipe)] ?? []).filter { $0.digest != recipe.digest }
          return ([description(of: recipe)] + recipe.distinctions(from: others)).joined(separator: ", ")
        } ?? "a network whose recipe cannot be read"
      return Item(
        entry.isBegun ? .begun : .network, path: "networks/\(name)", title: title, bytes: size(entry.folder),
        recipe: recipe)
    }
  }

  /// What sets most networks apart: “ZFNet, 96 px, seed 1000, 64000 samples of scenes, width 0.25, the paper's recipe”.
  private static func description(of recipe: Recipe) -> String {
    let network = recipe.network
    let scheme = recipe.initialization.isGaussian ? ", the paper's recipe" : ""
    return
      "\(network.title), \(network.input) px, seed \(recipe.seed), \(recipe.samples) samples of \(recipe.data.source), width \(network.width)\(scheme)"
  }

  private static func images(_ folder: URL) -> [Item] {
    files(below: folder.appendingPathComponent("images"), path: "images").compactMap { path, file in
      if path.wholeMatch(of: /.+\.(images|index)\.[0-9-]+\.partial/) != nil {
        return Item(.leftover, path: path, title: "images half written", bytes: size(file))
      }
      if FileDigests.names(file.lastPathComponent), path.hasSuffix(".index") {
        return Item(.digests, path: path, title: "digests of a data set's files", bytes: size(file))
      }
      guard path.hasSuffix(".images") else { return nil }
      let title = ImageCache(file).map {
        "\($0.count) \($0.split.rawValue) images of \($0.sourceName), \($0.side) px"
      }
      return Item(.images, path: path, title: title ?? "images that cannot be read", bytes: size(file))
    }
  }

  private static func results(_ folder: URL) -> [Item] {
    files(below: folder.appendingPathComponent("results"), path: "results").compactMap { path, file in
      if path.wholeMatch(of: /.+\.json\.[0-9-]+\.partial/) != nil {
        return Item(.leftover, path: path, title: "a result half written", bytes: size(file))
      }
      guard path.wholeMatch(of: /.+-[0-9a-f]{32}\.json/) != nil else { return nil }
      let title = path.dropFirst("results/".count).dropLast(38)
      return Item(.result, path: path, title: String(title), bytes: size(file))
    }
  }

  /// All files below a folder, each with its path from the store.
  private static func files(below folder: URL, path: String) -> [(path: String, file: URL)] {
    (FolderContents.names(in: FilePath(folder.path)) ?? []).flatMap { name -> [(path: String, file: URL)] in
      let item = folder.appendingPathComponent(name.text)
      let isFolder = FolderContents.names(in: FilePath(item.path)) != nil
      return isFolder ? files(below: item, path: "\(path)/\(name.text)") : [("\(path)/\(name.text)", item)]
    }
  }

  /// The bytes of a file, or of all files in a folder.
  private static func size(_ item: URL) -> Int {
    if let names = FolderContents.names(in: FilePath(item.path)) {
      return names.reduce(0) { $0 + size(item.appendingPathComponent($1.text)) }
    }
    var status = stat()
    return lstat(item.path, &status) == 0 ? Int(status.st_size) : 0
  }
}

extension StoreInventory.Item.Kind {
  /// The kind's place in a list.
  fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
