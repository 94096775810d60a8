import Datasets
import Files
import Foundation
import Images
import Synchronization
import Testing

@Suite struct ImageCacheTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func open(
    _ source: DrawnSource, strict: Bool = false, progress: (Int, Int) throws -> Void = { _, _ in }
  ) throws -> ImageCache {
    try ImageCache.open(
      source, split: .train, side: 9, directory: folder.url.appendingPathComponent("cache"), strict: strict,
      progress: progress)
  }

  private func cacheFile() throws -> URL {
    let name = try #require(try folder.files("cache").first { $0.hasSuffix(".images") })
    return folder.url.appendingPathComponent("cache/\(name)")
  }

  @Test func holdsWhatTheSourceGives() throws {
    let source = DrawnSource()
    let cache = try open(source)
    #expect(cache.count == 300 && cache.side == 9 && cache.classNames == ["even", "odd"])
    #expect(cache.sourceName == "drawn" && cache.sourceDigest == source.digest && cache.split == .train)
    #expect(cache.skipped.isEmpty && cache.isIntact())
    for index in [0, 1, 4, 255, 256, 299] {
      let example = try source.example(.train, index, side: 9)
      #expect(cache.image(index) == example.image)
      #expect(cache.label(index) == example.label)
      #expect(cache.name(index) == example.name)
      #expect(cache.objects(index) == example.objects)
      #expect(cache.withPixels(index) { $0.elementsEqual(example.image.pixels) })
    }
  }

  @Test func theMeanIsTheMean() throws {
    let cache = try open(DrawnSource())
    #expect(cache.mean.count == 9 * 9 * 3)
    let gray = (0..<300).reduce(0) { $0 + $1 % 256 }
    let blue = (0..<300).reduce(0) { $0 + ($1 * 7) % 256 }
    #expect(cache.mean[0] == Float(Double(gray) / 300))
    #expect(cache.mean[5] == Float(Double(blue) / 300))
  }

  @Test func reopeningDecodesNothing() throws {
    let source = DrawnSource(broken: [5])
    let first = try open(source)
    let bytes = try Data(contentsOf: cacheFile())
    #expect(source.decoded.total == 300)
    let second = try open(source)
    #expect(source.decoded.total == 300)
    #expect(second.mean == first.mean && second.contentDigest == first.contentDigest)
    #expect((0..<299).allSatisfy { first.image($0) == second.image($0) })
    try FileManager.default.removeItem(at: cacheFile())
    _ = try open(source)
    #expect(try Data(contentsOf: cacheFile()) == bytes)
  }

  @Test func brokenImagesAreSkippedNamedAndRemembered() throws {
    let source = DrawnSource(broken: [0, 130, 299])
    for _ in 0..<2 {
      let cache = try open(source)
      #expect(cache.count == 297)
      #expect(cache.skipped.map(\.file) == ["drawn/0.jpg", "drawn/130.jpg", "drawn/299.jpg"])
      #expect(cache.skipped.allSatisfy { $0.reason == "cut off" })
      #expect(cache.name(0) == "drawn/1" && cache.name(129) == "drawn/131" && cache.label(129) == 1)
      #expect(try cache.objects(2) == source.example(.train, 3, side: 9).objects)
    }
  }

  @Test func strictRefusesBrokenImages() throws {
    let source = DrawnSource(broken: [130])
    let refused = #expect(throws: DatasetError.self) { try open(source, strict: true) }
    #expect(refused?.path == "drawn/130.jpg" && refused?.isBrokenImage == true)
    #expect(try folder.files("cache").allSatisfy { $0.hasSuffix(".lock") })
    _ = try open(source)
    let again = #expect(throws: DatasetError.self) { try open(source, strict: true) }
    #expect(again?.path == "drawn/130.jpg" && again?.isBrokenImage == true)
    #expect(try open(DrawnSource(digest: String(repeating: "b", count: 64)), strict: true).count == 300)
  }

  @Test func nothingDecodedIsAnError() throws {
    let error = #expect(throws: DatasetError.self) { try open(DrawnSource(size: 2, broken: [0, 1])) }
    #expect(error?.isMalformed == true)
    #expect(throws: DatasetError.self) { try open(DrawnSource(size: 0)) }
  }

  @Test func progressIsToldAndMayStop() throws {
    var seen = [Int]()
    _ = try open(DrawnSource()) { done, total in
      #expect(total == 300)
      seen.append(done)
    }
    #expect(seen == [0, 256, 300])
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try open(DrawnSource(digest: String(repeating: "c", count: 64))) { done, _ in
        if done > 0 { throw Stop() }
      }
    }
    #expect(try folder.files("cache").filter { $0.hasSuffix(".partial") } == [])
  }

  @Test func aDamagedCacheIsMadeAgain() throws {
    let source = DrawnSource(size: 20)
    _ = try open(source)
    let file = try cacheFile()
    let whole = try Data(contentsOf: file)
    let bodyEnd = 4096 + 20 * 243 + 243 * 4 + 7 * 11
    var damaged = [Data(), whole.prefix(50), whole.prefix(4096), whole.prefix(whole.count - 1), whole + [0]]
    for place in [0, 9, 20, 30, 60, 100, 4096, 5000, bodyEnd - 1, bodyEnd + 3, whole.count - 1] {
      var flipped = whole
      flipped[place] ^= 1
      damaged.append(flipped)
    }
    for data in damaged {
      try data.write(to: file)
      let calls = source.decoded.total
      #expect(try open(source).count == 20)
      #expect(source.decoded.total == calls + 20)
      #expect(try Data(contentsOf: file) == whole)
    }
  }

  @Test func aPixelThatChangesWhileItIsUsedIsFound() throws {
    let cache = try open(DrawnSource(size: 20))
    #expect(cache.isIntact())
    // The same file, which is mapped, and not another of its name.
    let file = try FileHandle(forWritingTo: cacheFile())
    try file.seek(toOffset: 5000)
    let old = cache.image((5000 - 4096) / 243).pixels[(5000 - 4096) % 243]
    try file.write(contentsOf: Data([old ^ 1]))
    try file.close()
    #expect(!cache.isIntact())
    #expect(try open(DrawnSource(size: 20)).isIntact())
  }

  @Test func sourcesSidesAndSplitsHaveTheirOwnCaches() throws {
    let directory = folder.url.appendingPathComponent("cache")
    let source = DrawnSource(size: 5)
    for (split, side) in [(Split.train, 9), (.train, 10), (.validation, 9)] {
      let cache = try ImageCache.open(source, split: split, side: side, directory: directory)
      #expect(cache.side == side && cache.split == split && cache.count == (split == .train ? 5 : 3))
    }
    _ = try open(DrawnSource(digest: String(repeating: "d", count: 64), size: 6))
    #expect(try folder.files("cache").filter { $0.hasSuffix(".images") }.count == 4)
  }

  /// Each opens the file of the lock by itself, as another process would.
  @Test func whoAsksAtOnceDecodesOnce() throws {
    let source = DrawnSource()
    let directory = folder.url.appendingPathComponent("cache")
    let digests = Mutex([String]())
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let cache = try? ImageCache.open(source, split: .train, side: 9, directory: directory)
      digests.withLock { $0.append(cache?.contentDigest ?? "failed") }
    }
    let all = digests.withLock { $0 }
    #expect(all.count == 4 && Set(all).count == 1 && all[0].count == 64)
    #expect(source.decoded.total == 300)
  }

  @Test func aFolderThatCannotBeMadeIsNamed() throws {
    try folder.write(Data(), "cache")
    let error = #expect(throws: FileError.self) { try open(DrawnSource()) }
    #expect(error?.path == folder.url.appendingPathComponent("cache").path)
    #expect(error?.code == ENOTDIR)
  }

  @Test func photographsAreResizedAndCropped() throws {
    for name in ["train/ant/1.png", "train/bee/1.png", "val/ant/1.png", "val/bee/1.png"] {
      try folder.image("set/\(name)", gray: 90, width: 30, height: 20)
    }
    try folder.write(Data("cut".utf8), "set/train/bee/2.jpg")
    let source = try FolderSource(root: folder.url.appendingPathComponent("set"))
    let cache = try ImageCache.open(
      source, split: .train, side: 16, directory: folder.url.appendingPathComponent("cache"))
    #expect(cache.count == 2 && cache.skipped.count == 1)
    #expect(cache.image(1) == Image(width: 16, height: 16, gray: 90))
    #expect(cache.objects(0).isEmpty)
  }
}

/// Large caches, which are not read whole each time.
@Suite struct TrustedCacheTests {
  private let folder: TemporaryFolder
  private let file: URL
  private let note: URL

  init() throws {
    folder = try TemporaryFolder()
    let cache = try ImageCache.open(DrawnSource(size: 6), split: .train, side: 8, directory: folder.url)
    file = folder.url.appendingPathComponent(
      try #require(try folder.files("").first { $0.hasSuffix(".images") && !$0.hasPrefix(".") }))
    note = folder.url.appendingPathComponent("note")
    #expect(cache.count == 6)
  }

  private func isTrusted(smallest: Int = 1) throws -> Bool {
    try #require(ImageCache(file)).isTrusted(note, smallest: smallest)
  }

  private var isNoted: Bool { FileManager.default.fileExists(atPath: note.path) }

  /// Changes a pixel in place.
  private func damage() throws {
    let handle = try FileHandle(forUpdating: file)
    try handle.seek(toOffset: 4096 + 10)
    let byte = try #require(try handle.read(upToCount: 1))
    try handle.seek(toOffset: 4096 + 10)
    try handle.write(contentsOf: Data([byte[0] ^ 1]))
    try handle.close()
  }

  @Test func aCheckedCacheIsTrustedUntilItChanges() throws {
    // What was written a moment ago is read, and not noted.
    #expect(try isTrusted() && !isNoted)
    usleep(2_300_000)
    #expect(try isTrusted(smallest: 1 << 30) && !isNoted)
    #expect(try isTrusted() && isNoted)
    #expect(try isTrusted())
    try damage()
    #expect(try !isTrusted())
    #expect(try !isTrusted(smallest: 1 << 30))
    try damage()
    #expect(try isTrusted())
  }

  @Test func aNoteOfAnotherFileSaysNothing() throws {
    usleep(2_300_000)
    #expect(try isTrusted() && isNoted)
    // A copy with a damaged byte under the old name: another file with the same size.
    try damage()
    let copy = try Data(contentsOf: file)
    try copy.write(to: file, options: .atomic)
    #expect(try !isTrusted())
    try Data("{}".utf8).write(to: note)
    #expect(try !isTrusted())
  }
}
