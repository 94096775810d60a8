import Datasets
import Files
import Foundation
import Testing

/// The index of large files' digests: what is not read again, and what is found all the same.
@Suite struct FileDigestsTests {
  private let folder: TemporaryFolder
  private let index: URL
  /// A file's name, and more bytes than small files have, whose first is given.
  private let large = "train/ant/0.png"

  init() throws {
    folder = try TemporaryFolder()
    index = folder.url.appendingPathComponent("index")
    for name in ["ant", "bee"] {
      for split in ["train", "val"] {
        for number in 0..<3 { try write("\(split)/\(name)/\(number).png", UInt8(number)) }
      }
    }
  }

  /// Writes bytes into the file that is there, with times in the past: they are settled.
  private func write(_ path: String, _ first: UInt8, size: Int = 10_000) throws {
    let file = folder.url.appendingPathComponent("set/\(path)")
    try AtomicFile.makeFolder(file.deletingLastPathComponent())
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    try handle.write(contentsOf: Data([first]) + Data(repeating: 7, count: size - 1))
    try handle.close()
  }

  private func source() throws -> FolderSource {
    try FolderSource(root: folder.url.appendingPathComponent("set"))
  }

  /// Reads a new source's files; its digest, and the files that changed without another stamp.
  private func read(
    trusts: Bool = true, smallest: Int = 0, progress: @escaping (Int, Int) throws -> Void = { _, _ in }
  ) throws -> (digest: String, changed: [String]) {
    let source = try source()
    let changed = try source.readFiles(
      .init(keepingDigestsIn: index, trustsStamps: trusts, smallest: smallest, progress: progress))
    return (source.digest, changed)
  }

  private func names() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: index.path)) ?? []).sorted()
  }

  /// Changes one byte of a file's record in the index, under a right checksum, so that what the index says differs from the file.
  private func falsify(_ place: Int) throws {
    let name = try #require(names().first)
    let file = index.appendingPathComponent(name)
    var data = try Data(contentsOf: file).dropLast(32)
    data[16 + 80 * place + 79] ^= 1
    try (data + Data(hexadecimal: ContentDigest.of(data))).write(to: file)
  }

  /// Waits until what was written is old enough to be trusted.
  private func settle() { usleep(2_300_000) }

  @Test func theDigestIsTheSameWithAndWithoutAnIndex() throws {
    settle()
    let plain = try source().digest
    #expect(try read().digest == plain)
    let name = try #require(names().first)
    #expect(names() == [name] && FileDigests.names(name))
    #expect(FileDigests.isIntact(index.appendingPathComponent(name)))
    #expect(try read().digest == plain)
    // That it is the index that is asked is seen where it is wrong.
    try falsify(0)
    #expect(try read().digest != plain)
    #expect(try read(trusts: false).changed.count == 1)
    // Reading all of it has set the index right.
    #expect(try read().digest == plain)
    #expect(try read(trusts: false).changed == [])
  }

  /// The same size and the same time of change as a program can set it: the system's own time tells.
  @Test func aChangedFileIsReadAgain() throws {
    settle()
    let first = try read().digest
    let file = folder.url.appendingPathComponent("set/\(large)")
    let date = try #require(
      try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate] as? Date)
    try write(large, 99)
    try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: file.path)
    let second = try read().digest
    #expect(second != first)
    #expect(try source().digest == second)
    // Back again: also where it was read so shortly after the change that nothing was noted.
    try write(large, 0)
    #expect(try read().digest == first)
    settle()
    #expect(try read().digest == first)
  }

  @Test func aReplacedRemovedOrAddedFileIsSeen() throws {
    settle()
    let first = try read().digest
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("set/\(large)"))
    try write(large, 0)
    #expect(try read().digest == first)
    try write("train/ant/3.png", 3)
    let more = try read().digest
    #expect(more != first)
    #expect(try source().digest == more)
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("set/train/ant/3.png"))
    #expect(try read().digest == first)
  }

  @Test func whatWasJustWrittenIsNotNoted() throws {
    for number in 0..<3 { try write("train/ant/\(number).png", UInt8(number)) }
    let plain = try source().digest
    #expect(try read().digest == plain)
    try write(large, 50)
    let changed = try read().digest
    #expect(changed != plain)
    #expect(try source().digest == changed)
  }

  @Test func smallSetsAndSmallFilesKeepNoIndex() throws {
    settle()
    _ = try read(smallest: 1_000_000)
    #expect(names() == [])
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
    where path.hasSuffix(".png") {
      try write(String(path.dropFirst("set/".count)), 1, size: 100)
    }
    settle()
    _ = try read(smallest: 1)
    #expect(names() == [])
  }

  /// A run that ends in the middle leaves a journal, from which the next goes on; what is half written there is passed over.
  @Test func aStoppedReadingGoesOn() throws {
    settle()
    let plain = try source().digest
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try read { done, total in
        #expect(done > 0 && total == 12)
        throw Stop()
      }
    }
    let journal = try #require(names().first)
    #expect(journal.hasSuffix(".index.journal") && FileDigests.names(journal))
    let file = index.appendingPathComponent(journal)
    let whole = try Data(contentsOf: file)
    // Six records under a length and a checksum: validation images come in a block of their own.
    #expect(whole.count == 8 + 6 * 80 + 32)
    try (whole + whole.prefix(100)).write(to: file)
    #expect(try read().digest == plain)
    #expect(names().count == 1 && names()[0].hasSuffix(".index"))
    #expect(try read(trusts: false).changed == [])
  }

  @Test func aDamagedIndexIsAsGoodAsNone() throws {
    settle()
    let plain = try read().digest
    let name = try #require(names().first)
    let file = index.appendingPathComponent(name)
    let whole = try Data(contentsOf: file)
    #expect(whole.count == 16 + 12 * 80 + 32)
    for place in [0, 8, 40, whole.count / 2, whole.count - 1] {
      var damaged = whole
      damaged[place] ^= 1
      try damaged.write(to: file)
      #expect(!FileDigests.isIntact(file))
      #expect(try read().digest == plain)
    }
    try whole.prefix(100).write(to: file)
    #expect(try read().digest == plain && FileDigests.isIntact(file))
  }

  /// A run that takes fewer classes leaves what is known of the others.
  @Test func fewerFilesLoseNothing() throws {
    settle()
    _ = try read()
    let name = try #require(names().first)
    let size = try Data(contentsOf: index.appendingPathComponent(name)).count
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("set/train/bee/2.png"))
    try write(large, 42)
    settle()
    _ = try read()
    #expect(try Data(contentsOf: index.appendingPathComponent(name)).count == size)
  }
}

extension Data {
  /// The bytes of hexadecimal digits.
  init(hexadecimal text: String) {
    let digits = Array(text)
    self.init(
      stride(from: 0, to: digits.count, by: 2).map { UInt8(String(digits[$0...($0 + 1)]), radix: 16) ?? 0 })
  }
}
