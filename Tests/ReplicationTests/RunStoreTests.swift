import Files
import Foundation
import Replication
import Testing

/// What `--fresh` removes, and what it must leave.
@Suite struct RunStoreTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder)
  }

  private func write(_ path: String) throws {
    let file = folder.appendingPathComponent("store/\(path)")
    try AtomicFile.makeFolder(file.deletingLastPathComponent())
    try AtomicFile.write("words", to: file)
  }

  private func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appendingPathComponent("store/\(path)").path)
  }

  private func session(_ arguments: [String] = []) throws -> Session {
    try Session(try RunOptions.parse(["--profile", "smoke", "--quiet", "--output", folder.path] + arguments))
  }

  @Test func freshRemovesWhatIsOursAndNothingElse() throws {
    defer { try? AtomicFile.remove(folder) }
    let digits = String(repeating: "0123456789abcdef", count: 4)
    let ours = [
      "networks/zfnet-64-\(digits.prefix(32))/network.safetensors",
      "networks/alexnet-without-34-64-\(digits.prefix(32)).partial/checkpoint.safetensors",
      "networks/.\(digits.prefix(16)).lock", "images/train-73-\(digits.prefix(24)).images",
      "images/.train-73-\(digits.prefix(24)).images.lock",
      "images/.validation-73-\(digits.prefix(24)).images.12-3.partial",
      "results/confidence-\(digits.prefix(32)).json", "results/occlusion/figure7-\(digits.prefix(32)).json",
    ]
    let theirs = [
      "thesis.txt", "images/holiday.jpg", "networks/notes/today.md", "results/summary.json",
      "results/occlusion/mine.json", "images/train-73.images",
    ]
    for path in ours + theirs { try write(path) }
    _ = try session(["--fresh"])
    for path in ours { #expect(!isThere(path), "\(path)") }
    for path in theirs { #expect(isThere(path), "\(path)") }
  }

  @Test func aStoreInUseIsNotEmptied() throws {
    defer { try? AtomicFile.remove(folder) }
    let network = "networks/zfnet-64-\(String(repeating: "a", count: 32))/network.safetensors"
    let first = try session()
    try write(network)
    let second = try session()
    let error = #expect(throws: ConfigurationError.self) { try session(["--fresh"]) }
    #expect(error?.description.contains("another run (process \(getpid())) uses") == true)
    #expect(isThere(network))
    withExtendedLifetime((first, second)) {}
  }

  @Test func anOutputAmongTheImagesIsRefused() throws {
    defer { try? AtomicFile.remove(folder) }
    for name in ["train/a", "train/b", "val/a", "val/b"] {
      try AtomicFile.makeFolder(folder.appendingPathComponent(name))
      try AtomicFile.write("no image", to: folder.appendingPathComponent("\(name)/1.png"))
    }
    func open(_ output: String) throws {
      _ = try Session(
        try RunOptions.parse([
          "--profile", "smoke", "--quiet", "--source", "folder:\(folder.path)", "--output", output,
        ]))
    }
    for inside in ["train", "train/a/out", "val/c"] {
      #expect(throws: ConfigurationError.self) { try open(folder.appendingPathComponent(inside).path) }
    }
    #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("val/c").path))
    try open(folder.appendingPathComponent("output").path)
  }

  @Test func aBatchBeyondMemoryIsRefused() throws {
    defer { try? AtomicFile.remove(folder) }
    let session = try session(["--set", "training.batch=1000000", "--set", "training.input=448"])
    let error = #expect(throws: ConfigurationError.self) {
      try session.networks.trained(session.networks.request(.zfnet))
    }
    #expect(error?.description.contains("training.batch") == true)
  }
}
