import Datasets
import Files
import Foundation
import MessagePassing
import ModelFiles
import Networks
import Processes
import Tensors

/// Trained networks on disk, each in a folder named by the digest of its recipe: asked for twice, trained once.
///
/// A network in the making lives in `<digest>.partial`, with its checkpoint; the folder gets its name when everything in
/// it is whole. A lock keeps two processes from training the same network at once.
public struct NetworkStore: Sendable {
  /// The folder of the networks.
  public let folder: URL

  /// A store in a folder, which is made when it is first written to.
  public init(_ folder: URL) { self.folder = folder }

  /// Whether a recipe's network is there with all of its files; one that lacks any, as the error about a damaged file asks for, is
  /// trained again.
  public func holds(_ recipe: Recipe) -> Bool {
    let names =
      [NetworkFiles.weights, NetworkFiles.history] + recipe.snapshots.indices.map(NetworkFiles.snapshot)
    return names.allSatisfy {
      FileManager.default.fileExists(atPath: place(recipe).appendingPathComponent($0).path)
    }
  }

  /// Whether the training of a recipe's network was begun and can go on from a checkpoint.
  public func hasBegun(_ recipe: Recipe) -> Bool {
    let partial = partialPlace(recipe)
    return FileManager.default.fileExists(atPath: partial.appendingPathComponent(Checkpoint.fileName).path)
  }

  /// One network in the store, or one in the making.
  public struct Entry: Sendable {
    /// The folder that holds its files.
    public let folder: URL
    /// What it is made by; nil where that cannot be read, or was written by a version that other recipes belong to.
    public let recipe: Recipe?
    /// Whether it is in the making.
    public let isBegun: Bool
  }

  /// Whether a folder has a name as the store gives it to a network, or to one in the making.
  public static func names(_ folder: String) -> Bool {
    folder.wholeMatch(of: /[a-z0-9-]+-[0-9]+-[0-9a-f]{32}(\.partial)?/) != nil
  }

  /// What is there, by the folders' names; what else somebody keeps there is passed over.
  public var entries: [Entry] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter(Self.names).map { name in
      let place = folder.appendingPathComponent(name)
      let data = FileManager.default.contents(
        atPath: place.appendingPathComponent(NetworkFiles.recipe).path)
      return Entry(
        folder: place, recipe: data.flatMap { try? JSONDecoder().decode(Recipe.self, from: $0) },
        isBegun: name.hasSuffix(".partial"))
    }
  }

  /// The recipes of all networks that are there; those that cannot be read are left out.
  public var recipes: [Recipe] { entries.filter { !$0.isBegun }.compactMap(\.recipe) }

  /// Reads all files of a network that is there, and holds them against the digests that they were written with.
  ///
  /// - Throws: `WeightFileError` or `TrainingError` where one is missing, is damaged or belongs to another recipe.
  public func check(_ recipe: Recipe) throws {
    let network = try read(recipe)
    for index in recipe.snapshots.indices { _ = try network.atSnapshot(index) }
  }

  /// The network of a recipe, trained if it is not there yet.
  ///
  /// - Parameters:
  ///   - images: the training and validation images; asked for only where something must be trained.
  ///   - checkpointSeconds: how much work a killed run loses at most.
  ///   - group: processes that share the training, of which this is the first; the others call `assist`. nil trains alone.
  ///   - wait: called every so often while another process trains the same network.
  ///   - progress: called after each step.
  /// - Throws: what `Trainer.run` throws, and errors of reading and writing.
  public func network(
    for recipe: Recipe, images: () throws -> (training: ImageCache, validation: ImageCache),
    checkpointSeconds: Double = 60, group: ProcessGroup? = nil,
    wait: (_ owner: Int32?) throws -> Void = { _ in },
    progress: (Trainer.Progress) -> Void = { _ in }
  ) throws -> TrainedNetwork {
    if holds(recipe) {
      try Self.tell(group, isTraining: false)
      return try read(recipe)
    }
    try AtomicFile.makeFolder(folder)
    let lockFile = folder.appendingPathComponent(".\(recipe.digest.prefix(16)).lock")
    let lock = try FileLock.wait(for: lockFile, every: 0.2) { owner in
      try wait(owner)
      try Interruption.check()
    }
    return try withExtendedLifetime(lock) {
      if holds(recipe) {
        try Self.tell(group, isTraining: false)
        return try read(recipe)
      }
      let partial = partialPlace(recipe)
      try AtomicFile.makeFolder(partial)
      try AtomicFile.write(recipe.canonicalJSON, to: partial.appendingPathComponent(NetworkFiles.recipe))
      let (training, validation) = try images()
      try Self.tell(group, isTraining: true)
      let trainer = try Trainer(
        recipe, training: training, validation: validation, folder: partial,
        checkpointSeconds: checkpointSeconds, group: group)
      let network = try trainer.run(progress: progress)
      try finish(network, from: partial)
      return try read(recipe)
    }
  }

  /// Whether the first process of a group trains a network, once it has made sure of that and of the images; the others ask before
  /// they look into the store.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  public static func isTraining(_ group: ProcessGroup) throws -> Bool { try group.gather(0)[0] == 1 }

  private static func tell(_ group: ProcessGroup?, isTraining: Bool) throws {
    _ = try group?.gather(isTraining ? 1 : 0)
  }

  /// Shares the training of a network with the first process of a group, which keeps it; nothing is written.
  ///
  /// - Throws: what `Trainer.run` throws.
  public func assist(
    in group: ProcessGroup, training recipe: Recipe,
    images: (training: ImageCache, validation: ImageCache)
  ) throws {
    _ = try Trainer(
      recipe, training: images.training, validation: images.validation, folder: partialPlace(recipe),
      group: group
    ).run()
  }

  /// Reads a network that is there.
  ///
  /// - Throws: `WeightFileError` or `TrainingError` where its files are damaged or belong to another recipe; `FileError` where one
  ///   cannot be read.
  public func read(_ recipe: Recipe) throws -> TrainedNetwork {
    let place = place(recipe)
    let url = place.appendingPathComponent(NetworkFiles.weights)
    let (model, metadata) = try ModelFile.read(url, isSealed: true)
    guard metadata["recipe"] == recipe.digest, model.graph == recipe.network.graph,
      model.preprocessing.storedSide == recipe.data.storedSide
    else { throw TrainingError.foreignNetwork(path: url.path) }
    let record = place.appendingPathComponent(NetworkFiles.history)
    let data = try FileReader(FilePath(record.path)).bytes()
    guard let history = try? JSONDecoder().decode(TrainingHistory.self, from: data) else {
      throw TrainingError.damagedHistory(path: record.path)
    }
    return TrainedNetwork(recipe: recipe, model: model, history: history, folder: place)
  }

  private func finish(_ network: TrainedNetwork, from partial: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try AtomicFile.write(
      try encoder.encode(network.history), to: partial.appendingPathComponent(NetworkFiles.history))
    try NetworkFiles.write(
      network.model, network.recipe, isFinal: true,
      to: partial.appendingPathComponent(NetworkFiles.weights))
    try removeLeftovers(in: partial)
    let place = place(network.recipe)
    // What is left of a network whose weights were deleted, as the error about a damaged file asks for.
    try AtomicFile.remove(place)
    guard rename(partial.path, place.path) == 0 else {
      throw FileError(path: place.path, step: .rename, code: errno)
    }
  }

  /// Removes the checkpoint, and what a killed run had begun to write.
  private func removeLeftovers(in folder: URL) throws {
    guard let names = FolderContents.names(in: FilePath(folder.path)) else {
      throw FileError(path: folder.path, step: .read, code: errno)
    }
    for name in names where name.text == Checkpoint.fileName || name.text.hasPrefix(".") {
      try AtomicFile.remove(FilePath(folder.path).appending(name))
    }
  }

  private func place(_ recipe: Recipe) -> URL { folder.appendingPathComponent(Self.name(of: recipe)) }

  /// Where a network is while it is made.
  private func partialPlace(_ recipe: Recipe) -> URL {
    folder.appendingPathComponent(Self.name(of: recipe) + ".partial")
  }

  /// The name of a network's folder, readable first, unique after: `zfnet-96-1f0c…`.
  public static func name(of recipe: Recipe) -> String {
    "\(recipe.network.name)-\(recipe.network.input)-\(recipe.digest.prefix(32))"
  }

  /// The file that a network's folder is whole with: folders get their names when all of their files are there.
  public static let lastFile = NetworkFiles.weights
}
