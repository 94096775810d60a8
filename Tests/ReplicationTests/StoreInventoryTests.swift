import Files
import Foundation
import Networks
import Replication
import Testing
import Training

/// What `zfnet store` finds, checks and removes.
@Suite struct StoreInventoryTests {
  private struct Numbers: StoredExperiment {
    typealias Value = [Double]
    static let name = "tests/numbers"
    static let version = 1
    let setting: String
  }

  /// A store with a network, a result and images, and with what does not belong to it.
  private func withStore(_ body: (URL, TrainedNetwork) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? AtomicFile.remove(folder) }
    let options = try RunOptions.parse([
      "--profile", "smoke", "--quiet", "--output", folder.path, "--set", "training.steps=1",
      "--set", "training.batch=2", "--set", "data.trainingImages=37", "--set", "data.validationImages=37",
      "--set", "training.evaluations=1",
    ])
    let network: TrainedNetwork
    do {
      let session = try Session(options)
      network = try session.networks.trained(session.networks.request(.zfnet))
      _ = try session.results.value(of: Numbers(setting: "a")) { [1] }
    }
    let digits = String(repeating: "ab", count: 16)
    for path in [
      "networks/notes/today.md", "results/mine.json", "images/holiday.jpg",
      "networks/zfnet-64-\(digits).partial/checkpoint.safetensors",
      "results/tests/.x-\(digits).json.12-3.partial",
    ] {
      let file = folder.appendingPathComponent("store/\(path)")
      try AtomicFile.makeFolder(file.deletingLastPathComponent())
      try AtomicFile.write("words", to: file)
    }
    try body(folder, network)
  }

  private func paths(_ items: [StoreInventory.Item]) -> [String] { items.map(\.path) }

  @Test func whatIsOursIsListed() throws {
    try withStore { folder, network in
      let items = try StoreInventory(ofOutput: folder).items
      let kinds = Dictionary(grouping: items, by: \.kind).mapValues(\.count)
      #expect(kinds == [.network: 1, .begun: 1, .result: 1, .images: 2, .leftover: 1])
      #expect(items[0].recipe == network.recipe.digest && items[0].title.hasPrefix("ZFNet, 64 px"))
      #expect(items.allSatisfy { $0.bytes > 0 })
      #expect(
        !paths(items).contains { $0.contains("notes") || $0.contains("mine") || $0.contains("holiday") })
    }
  }

  /// The digests of a data set's files: listed, checked, and gone with the rest where a run begins afresh.
  @Test func digestsOfFilesAreOurs() throws {
    try withStore { folder, _ in
      let name = "files-\(String(repeating: "ab", count: 12)).index"
      let images = folder.appendingPathComponent("store/images")
      for file in [name, ".\(name).journal", "files-notes.index"] {
        try AtomicFile.write("words", to: images.appendingPathComponent(file))
      }
      let inventory = try StoreInventory(ofOutput: folder)
      let found = inventory.items.filter { $0.kind == .digests }
      #expect(found.map(\.path) == ["images/\(name)"])
      #expect(inventory.problem(of: found[0])?.contains("reads all files again") == true)
      #expect(inventory.unneeded(keeping: []).allSatisfy { $0.kind != .digests })
      _ = try Session(
        RunOptions.parse(["--profile", "smoke", "--quiet", "--output", folder.path, "--fresh"]))
      let left = FolderContents.names(in: FilePath(images.path)).map { $0.map(\.text) } ?? []
      #expect(left.contains("files-notes.index") && !left.contains { $0.contains(name) })
    }
  }

  /// Networks whose usual words are the same are told apart by what differs, whatever that is.
  @Test func networksThatLookTheSameAreToldApart() throws {
    try withStore { folder, network in
      var other = network.recipe
      other.evaluations = 7
      other.filterClip = nil
      let place = folder.appendingPathComponent("store/networks/\(NetworkStore.name(of: other))")
      try AtomicFile.makeFolder(place)
      try AtomicFile.write(other.canonicalJSON, to: place.appendingPathComponent("recipe.json"))
      let titles = try StoreInventory(ofOutput: folder).items.filter { $0.kind == .network }.map(\.title)
      let base = "ZFNet, 64 px, seed 1000, 2 samples of scenes, width 0.1, "
      #expect(titles.count == 2 && titles.allSatisfy { $0.hasPrefix(base) }, "\(titles)")
      #expect(titles.contains(base + "evaluations 7, filterClip none"), "\(titles)")
    }
  }

  /// One bit of each kind of file.
  @Test func aChangedBitIsFound() throws {
    try withStore { folder, _ in
      let inventory = try StoreInventory(ofOutput: folder)
      #expect(inventory.items.allSatisfy { inventory.problem(of: $0) == nil })
      for item in inventory.items where [.network, .result, .images].contains(item.kind) {
        var file = folder.appendingPathComponent("store/\(item.path)")
        if item.kind == .network { file.appendPathComponent("network.safetensors") }
        let sound = try Data(contentsOf: file)
        var damaged = sound
        damaged[damaged.count - 9] ^= 4
        try damaged.write(to: file)
        #expect(inventory.problem(of: item) != nil, "\(item.path)")
        try sound.write(to: file)
        #expect(inventory.problem(of: item) == nil, "\(item.path)")
      }
    }
  }

  @Test func whatNoRunAsksForIsRemovedAndNothingElse() throws {
    try withStore { folder, network in
      let inventory = try StoreInventory(ofOutput: folder)
      let kept = inventory.unneeded(keeping: [network.recipe.digest])
      #expect(Set(kept.map(\.kind)) == [.begun, .leftover])
      let unneeded = inventory.unneeded(keeping: [])
      #expect(Set(unneeded.map(\.kind)) == [.network, .begun, .leftover])
      try inventory.remove(unneeded)
      let left = try StoreInventory(ofOutput: folder).items
      #expect(Set(left.map(\.kind)) == [.result, .images])
      for path in ["networks/notes/today.md", "results/mine.json", "images/holiday.jpg"] {
        #expect(
          FileManager.default.fileExists(atPath: folder.appendingPathComponent("store/\(path)").path),
          "\(path)")
      }
    }
  }

  @Test func nothingIsRemovedFromUnderARun() throws {
    try withStore { folder, _ in
      let inventory = try StoreInventory(ofOutput: folder)
      let session = try Session(
        try RunOptions.parse(["--profile", "smoke", "--quiet", "--output", folder.path]))
      let error = #expect(throws: ConfigurationError.self) { try inventory.remove(inventory.items) }
      #expect(error?.description.contains("a run (process \(getpid())) uses its store") == true)
      #expect(try StoreInventory(ofOutput: folder).items == inventory.items)
      withExtendedLifetime(session) {}
    }
  }
}
