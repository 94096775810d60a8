import Crypto
import Files
import Foundation

/// The digests of a data set's large files, kept from one run to the next, so that files whose stamp is as it was are not read again.
///
/// The index is one file of sorted records of equal length under a checksum: it is mapped, and looking up takes no memory. While it is
/// made, records are added to a journal, block by block, each under a checksum of its own; a run that was killed goes on from there.
/// A damaged index is as good as none.
public final class FileDigests {
  /// How a data set's files are read: see `ImageSource.readFiles(_:)`.
  public struct Reading {
    /// The folder of the index; nil keeps none.
    public var folder: URL?
    /// Whether a file whose stamp is as it was is taken to have the bytes that it had; otherwise all are read.
    public var trustsStamps: Bool
    /// The number of bytes from which on an index is worth keeping; smaller sets are read whole each time.
    public var smallest: Int
    /// Called with how many files are done, of how many.
    ///
    /// - Throws: whatever it likes, which ends the work.
    public var progress: (_ done: Int, _ total: Int) throws -> Void

    /// Ways to read files.
    public init(
      keepingDigestsIn folder: URL?, trustsStamps: Bool = true, smallest: Int = 1_000_000_000,
      progress: @escaping (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
    ) {
      (self.folder, self.trustsStamps, self.smallest, self.progress) = (
        folder, trustsStamps, smallest, progress
      )
    }
  }

  private let index: URL
  private let journal: URL
  private let smallest: Int
  /// What was known before this run.
  let known: KnownFiles
  /// Where the whole blocks of the journal end, until this run adds to it.
  private var journalEnd: Int?
  /// What this run adds.
  private var waiting = Data()
  private var bytesRead = 0

  /// The name of the index of a data set's folder.
  static func name(of root: String) -> String {
    "files-\(ContentDigest.of(URL(fileURLWithPath: root).resolvingSymlinksInPath().path).prefix(24)).index"
  }

  /// Whether a file is named as an index, or as what belongs to one.
  public static func names(_ name: String) -> Bool {
    name.wholeMatch(of: /\.?files-[0-9a-f]{24}\.index(\.journal|\.[0-9-]+\.partial)?/) != nil
  }

  /// Whether an index is as it was written.
  public static func isIntact(_ file: URL) -> Bool { KnownFiles.read(file) != nil }

  /// What is known of a data set's files.
  ///
  /// - Parameters:
  ///   - root: the data set's folder.
  ///   - folder: where the index is, or will be.
  ///   - smallest: how many bytes must have been read before anything is written.
  init(of root: String, in folder: URL, smallest: Int) {
    index = folder.appendingPathComponent(Self.name(of: root))
    journal = folder.appendingPathComponent(".\(Self.name(of: root)).journal")
    self.smallest = smallest
    let known = KnownFiles(index: index, journal: journal)
    self.known = known
    journalEnd = known.journalEnd
  }

  /// Notes what was read, in the journal once it is worth it.
  ///
  /// - Throws: `FileError` where the journal cannot be written.
  func add(_ records: [FileRecord], bytes: Int) throws {
    bytesRead += bytes
    for record in records { record.append(to: &waiting) }
    guard bytesRead >= smallest, !waiting.isEmpty else { return }
    try AtomicFile.makeFolder(journal.deletingLastPathComponent())
    let descriptor = open(journal.path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(path: journal.path, step: .create, code: errno) }
    defer { close(descriptor) }
    // What a killed run left half written would hide what comes behind it.
    if let end = journalEnd { _ = ftruncate(descriptor, off_t(end)) }
    journalEnd = nil
    var block = Data()
    withUnsafeBytes(of: UInt64(waiting.count).littleEndian) { block.append(contentsOf: $0) }
    block += waiting
    block += Data(SHA256.hash(data: block))
    // One call: two runs that write at once do not mix their blocks, and one that is cut off ends the journal.
    let written = block.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written == block.count else {
      throw FileError(path: journal.path, step: .write, code: written < 0 ? errno : ENOSPC)
    }
    waiting = Data()
  }

  /// Writes the index anew where anything was added, and removes the journal.
  ///
  /// What is known of other files stays: a run that takes fewer classes does not lose those of the rest.
  ///
  /// - Parameter records: those of the files of this run.
  /// - Throws: `FileError`.
  func finish(_ records: [FileRecord]) throws {
    guard bytesRead >= smallest || known.isBegun || known.count > 0 && bytesRead > 0 else { return }
    try AtomicFile.makeFolder(index.deletingLastPathComponent())
    let writer = try AtomicFileWriter(to: index)
    var hash = SHA256()
    func append(_ data: Data) throws {
      hash.update(data: data)
      try writer.append(data)
    }
    let all = merged(records)
    var block = KnownFiles.magic
    withUnsafeBytes(of: UInt64(all.count).littleEndian) { block.append(contentsOf: $0) }
    for record in all {
      record.append(to: &block)
      if block.count >= 1 << 20 {
        try append(block)
        block.removeAll(keepingCapacity: true)
      }
    }
    try append(block)
    try writer.append(Data(hash.finalize()))
    try writer.commit()
    try AtomicFile.remove(journal)
  }

  /// The records of this run and those of other files, sorted.
  private func merged(_ records: [FileRecord]) -> [FileRecord] {
    let own = records.sorted { $0.key < $1.key }
    func holds(_ key: FileRecord.Key) -> Bool {
      var (low, high) = (0, own.count)
      while low < high {
        let middle = (low + high) / 2
        if own[middle].key < key { low = middle + 1 } else { high = middle }
      }
      return low < own.count && own[low].key == key
    }
    let others = known.all.filter { !holds($0.key) }
    return others.isEmpty ? own : (own + others).sorted { $0.key < $1.key }
  }
}
