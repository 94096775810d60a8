import Datasets
import Foundation
import Images
import SceneWorld

/// What a set of many image files costs: to list, to read, to decode, to open again, and to learn from in shuffled order.
///
/// Its images are eight drawn scenes under a comment of their own each, so that no two files have the same bytes. Each row is measured
/// once; a row of memory has the smallest and the largest of what was looked at while the work went on.
public struct LargeSetBenchmark {
  private let count: Int
  private let say: (_ work: String, _ done: Int, _ total: Int) throws -> Void
  private var rows: [BenchmarkRow] = []

  /// The side of the files' images, and of the stored ones, in pixels.
  private static let (side, storedSide) = (192, 80)
  private static let (classes, batch) = (100, 64)
  /// A set from which on digests are kept and caches are trusted, so that small sets measure that too.
  private static let smallest = 0

  /// A set of so many images; it takes about 40 KB of the disk an image while it is measured.
  ///
  /// - Parameter say: called with what is being done, how much of it, and of how much; what it throws ends the work.
  public init(images count: Int, say: @escaping (_ work: String, _ done: Int, _ total: Int) throws -> Void) {
    self.count = max(count, 2 * Self.classes)
    self.say = say
  }

  /// Measures all rows, in a folder that is gone afterwards.
  ///
  /// - Throws: `FileError`, `DatasetError`, what `say` throws.
  public func run() throws -> [BenchmarkRow] {
    var run = self
    let folder = try TemporaryFolder()
    // The folder lasts as long as somebody holds it.
    return try withExtendedLifetime(folder) { try run.measured(in: folder.url) }
  }

  private mutating func measured(in folder: URL) throws -> [BenchmarkRow] {
    let set = folder.appendingPathComponent("set")
    let store = folder.appendingPathComponent("store")
    try write(to: set)
    var source = try timed("data.list", 0) { _ in try FolderSource(root: set) }
    try timed("data.read", 1) { try Self.read(source, keeping: nil, $0) }
    // The first reading writes the index, once the files are old enough to be trusted.
    sleep(3)
    source = try FolderSource(root: set)
    try Self.read(source, keeping: store, { _, _ in })
    source = try FolderSource(root: set)
    try timed("data.read.indexed", 1) { try Self.read(source, keeping: store, $0) }
    try timed("data.decode", 1) { note in
      _ = try ImageCache.open(
        source, split: .train, side: Self.storedSide, directory: store, progress: note)
    }
    let cache = try timed("data.open.checked", 0) { _ in
      try ImageCache.open(source, split: .train, side: Self.storedSide, directory: store)
    }
    let name = try FileManager.default.contentsOfDirectory(atPath: store.path).first {
      $0.hasSuffix(".images")
    }
    let file = store.appendingPathComponent(name ?? "")
    let note = store.appendingPathComponent("note")
    sleep(3)
    _ = ImageCache(file)?.isTrusted(note, smallest: Self.smallest)
    try timed("data.open.trusted", 0) { _ in _ = ImageCache(file)?.isTrusted(note, smallest: Self.smallest) }
    let epoch = StreamedEpoch(cache, batch: Self.batch)
    try timed("data.epoch", 1) { try epoch.prepare($0) }
    let waited = try timed("data.train", 1) { try epoch.train($0) }
    rows.append(BenchmarkRow(name: "data.train.waiting", unit: "%", samples: [waited * 100]))
    rows.append(
      BenchmarkRow(name: "data.train.same", unit: "images/s", samples: [try epoch.trainOnOneBatch()]))
    return rows
  }

  /// Times work, whose memory is looked at as it goes on.
  ///
  /// - Parameter images: 1 for images a second, 0 for the seconds of the whole.
  @discardableResult private mutating func timed<Result>(
    _ name: String, _ images: Int, _ body: (@escaping (Int, Int) throws -> Void) throws -> Result
  ) throws -> Result {
    let say = say
    let memory = MemorySamples()
    let clock = ContinuousClock()
    let start = clock.now
    memory.look()
    let result = try body { done, total in
      memory.look()
      try say(name, done, total)
    }
    let seconds = max((clock.now - start) / .seconds(1), 1e-9)
    memory.look()
    rows.append(
      BenchmarkRow(
        name: name, unit: images > 0 ? "images/s" : "s",
        samples: [images > 0 ? Double(count) / seconds : seconds]))
    rows.append(BenchmarkRow(name: "\(name).memory", unit: "MB", samples: memory.megabytes))
    return result
  }

  /// Reads the files as a run does.
  private static func read(
    _ source: FolderSource, keeping folder: URL?, _ note: @escaping (Int, Int) throws -> Void
  ) throws {
    try source.readFiles(.init(keepingDigestsIn: folder, smallest: smallest, progress: note))
  }

  /// Writes the files, with one image of each class to judge by.
  private func write(to set: URL) throws {
    let scenes = SceneSource(role: .source, seed: 1, trainCount: 8, validationCount: 1)
    let files = try (0..<8).map { try Benchmark.jpeg(scenes.example(.train, $0, side: Self.side).image) }
    for label in 0..<Self.classes {
      for part in ["train", "val"] {
        try FileManager.default.createDirectory(
          at: set.appendingPathComponent("\(part)/\(label)"), withIntermediateDirectories: true)
      }
      try files[label % 8].write(to: set.appendingPathComponent("val/\(label)/0.jpg"))
    }
    for index in 0..<count {
      let file = files[index % 8]
      let words = Data("image \(index)".utf8)
      // The mark of the beginning, a comment, and the rest.
      let comment = Data([0xFF, 0xFE, 0, UInt8(words.count + 2)]) + words
      try (file.prefix(2) + comment + file.dropFirst(2)).write(
        to: set.appendingPathComponent("train/\(index % Self.classes)/\(index).jpg"))
      if index % 1000 == 0 { try say("writing files", index, count) }
    }
  }
}

/// How much memory of its own the process has, looked at now and then.
private final class MemorySamples {
  private(set) var megabytes: [Double] = []

  /// Looks once. What is mapped from files is not counted: the system takes it away where others need it.
  func look() {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
      let kilobytes = Double(line.split(whereSeparator: { !$0.isNumber }).first ?? "")
    else { return megabytes.append(0) }
    megabytes.append(kilobytes / 1000)
  }
}
