import Files
import Foundation
import Synchronization
import Testing

@Suite struct AtomicFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// The system's calls, of which the k-th of all fails with the given number.
  private func failing(at failure: Int, code: Int32) -> FileOperations {
    let calls = Counter()
    let system = FileOperations.system
    @Sendable func refuses() -> Bool {
      let isHere = calls.next() == failure
      if isHere { errno = code }
      return isHere
    }
    return FileOperations(
      create: { refuses() ? -1 : system.create($0) },
      // In small pieces, so that a write can fail when others have been made.
      write: { refuses() ? -1 : system.write($0, UnsafeRawBufferPointer(rebasing: $1.prefix(10)), $2) },
      synchronize: { refuses() ? -1 : system.synchronize($0) },
      rename: { refuses() ? -1 : system.rename($0, $1) })
  }

  @Test func removesFilesFoldersAndLinksAlone() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let kept = folder.appendingPathComponent("kept")
    let store = folder.appendingPathComponent("store/networks")
    try AtomicFile.makeFolder(store)
    try AtomicFile.makeFolder(kept)
    try AtomicFile.write("a", to: kept.appendingPathComponent("a"))
    try AtomicFile.write("b", to: store.appendingPathComponent(".hidden"))
    try FileManager.default.createSymbolicLink(
      at: store.appendingPathComponent("link"), withDestinationURL: kept)
    try AtomicFile.remove(folder.appendingPathComponent("store"))
    try AtomicFile.remove(folder.appendingPathComponent("absent"))
    #expect(try names() == ["kept"])
    #expect(FileManager.default.fileExists(atPath: kept.appendingPathComponent("a").path))
  }

  @Test func whatCannotBeRemovedHasTheSystemsReason() throws {
    let error = #expect(throws: FileError.self) {
      try AtomicFile.remove(URL(fileURLWithPath: "/proc/self/stat"))
    }
    #expect(
      error?.step == .remove && (error?.code == EPERM || error?.code == EACCES),
      "\(String(describing: error))")
    let beside = #expect(throws: FileError.self) {
      try AtomicFile.remove(URL(fileURLWithPath: "/proc/self/stat/below"))
    }
    #expect(beside?.code == ENOTDIR)
  }

  @Test func writesAndReplaces() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("page.json")
    try AtomicFile.write("first", to: file)
    try AtomicFile.write("second", to: file)
    #expect(try String(contentsOf: file, encoding: .utf8) == "second")
    #expect(try names() == ["page.json"])
  }

  /// create, 3 writes, fsync, rename, fsync of the folder: whichever fails, the error says where and why, no stray
  /// file remains, and the file is the old one or, after the rename, the new one.
  @Test(arguments: [ENOSPC, EIO, EACCES])
  func everyFailureLeavesAWholeFile(code: Int32) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("checkpoint")
    let new = Data("thirty bytes, written in three".utf8)
    #expect(new.count == 30)
    var steps = [FileError.Step]()
    for failure in 0..<7 {
      try AtomicFile.write("old", to: file)
      let error = #expect(throws: FileError.self) {
        try AtomicFile.write(new, to: file, operations: failing(at: failure, code: code))
      }
      #expect(error?.path == file.path)
      #expect(error?.code == code)
      steps += error.map { [$0.step] } ?? []
      #expect(try names() == ["checkpoint"])
      #expect(try Data(contentsOf: file) == (failure < 6 ? Data("old".utf8) : new))
    }
    #expect(steps == [.create, .write, .write, .write, .synchronize, .rename, .synchronize])
    try AtomicFile.write(new, to: file, operations: failing(at: 7, code: code))
  }

  @Test func aWriterLetGoLeavesNothing() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      let writer = try AtomicFileWriter(to: folder.appendingPathComponent("half"))
      try writer.append(Data("half".utf8))
      #expect(try names().count == 1)
    }
    #expect(try names() == [])
  }

  @Test func overwritesAHeader() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("headed")
    let writer = try AtomicFileWriter(to: file)
    try writer.append(Data("???? body".utf8))
    try writer.overwrite(Data("head".utf8), at: 0)
    try writer.commit()
    #expect(try String(contentsOf: file, encoding: .utf8) == "head body")
  }

  @Test func aMissingFolderIsNamed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("absent/file")
    let error = #expect(throws: FileError.self) { try AtomicFile.write("text", to: file) }
    #expect(
      error?.description
        == "\(file.path): cannot be created (no such file or directory); make the folder first")
  }

  @Test func aFolderBelowAFileIsRefused() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try AtomicFile.write("text", to: folder.appendingPathComponent("file"))
    let error = #expect(throws: FileError.self) {
      try AtomicFile.makeFolder(folder.appendingPathComponent("file/below"))
    }
    #expect(error?.code == ENOTDIR)
    try AtomicFile.makeFolder(folder.appendingPathComponent("a/b/c"))
    try AtomicFile.makeFolder(folder.appendingPathComponent("a/b/c"))
    #expect(try names() == ["a", "file"])
  }

  /// The system itself says that the disk is full.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aFullDiskIsNamed() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("weights")
    var operations = FileOperations.system
    operations.write = { _, bytes, offset in
      let full = open("/dev/full", O_WRONLY)
      defer { close(full) }
      return pwrite(full, bytes.baseAddress, bytes.count, off_t(offset))
    }
    let failing = operations
    let error = #expect(throws: FileError.self) {
      try AtomicFile.write(Data("text".utf8), to: file, operations: failing)
    }
    #expect(error?.code == ENOSPC)
    #expect(error?.description.hasSuffix("free some space or choose another folder") == true)
    #expect(try names() == [])
  }
}

/// Counts calls from any thread.
private final class Counter: Sendable {
  private let count = Atomic<Int>(0)

  func next() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
