import Files
import Foundation
import Processes

/// Brings a published data set into a folder: fetched or given, checked, unpacked, and there whole or not at all.
public struct Retrieval {
  /// A piece of the work.
  public enum Step: String, Sendable {
    /// The archive comes from its address.
    case fetching
    /// Its digest is computed.
    case checking
    /// Its files are written.
    case unpacking
  }

  /// What there is at the end.
  public struct Outcome: Sendable, Equatable {
    /// The set's own folder, which has its files.
    public let folder: String
    /// Whether it was there before.
    public let wasThere: Bool
    /// The archive's size and digests, as they were seen.
    public let digests: ArchiveDigests
    /// Whether they are those that were published.
    public let isAsPublished: Bool
  }

  /// What is written beside a set's files.
  private struct Record: Codable {
    let name: String
    let origin: String
    let archive: ArchiveDigests
    let isAsPublished: Bool
  }

  private let set: PublishedSet
  private let parent: String
  private let address: String
  private let given: String?
  private let takesAny: Bool
  private let pause: Double
  private static let recordName = ".zfnet-set.json"

  /// A set on its way into a folder.
  ///
  /// - Parameters:
  ///   - parent: the folder in which the set's own folder is to be, under the set's name; made where it is missing.
  ///   - address: another address of the same archive, such as a mirror's.
  ///   - given: the archive's file where it was downloaded by hand.
  ///   - takesAny: whether an archive with another size or digest than the published ones is taken all the same.
  ///   - pause: the seconds before a lost connection is tried again.
  public init(
    of set: PublishedSet, into parent: String, address: String? = nil, given: String? = nil,
    takesAny: Bool = false, pause: Double = 1
  ) {
    self.set = set
    self.parent = parent
    self.address = address ?? set.address
    self.given = given
    self.takesAny = takesAny
    self.pause = pause
  }

  private var destination: String { "\(parent)/\(set.name)" }

  private var instead: String {
    "download \(set.archive) by hand (\(set.page)), and give it by --from-file"
  }

  /// Does all of it.
  ///
  /// - Parameters:
  ///   - waiting: called before each further try of a download with why the last one failed and how many seconds are waited.
  ///   - progress: called with what is being done, how many bytes of it, and of how many where that is known; what it throws
  ///     ends the work, and the next run goes on with what has come.
  /// - Throws: `DownloadError`, `FileError`, `Interruption`.
  public func run(
    waiting: (_ reason: String, _ seconds: Double) -> Void = { _, _ in },
    progress: (Step, _ done: Int, _ total: Int?) throws -> Void
  ) throws -> Outcome {
    if let found = try existing() { return found }
    try AtomicFile.makeFolder(URL(fileURLWithPath: parent))
    let lockFile = URL(fileURLWithPath: "\(parent)/.\(set.name).lock")
    guard let lock = try FileLock.take(lockFile) else {
      throw DownloadError.unavailable(
        path: destination, cause: "another process is fetching it", hint: "wait for it")
    }
    return try withExtendedLifetime(lock) {
      // Nobody asks for the lock of a set again once it is there.
      defer { lock.removeFile() }
      if let found = try existing() { return found }
      let archive = try given.map(Self.readable) ?? fetched(waiting, progress)
      let digests = try ArchiveDigests(of: archive) {
        try progress(.checking, $0, Download.size(of: archive))
      }
      let fault = Self.difference(of: digests, from: set)
      if let fault, !takesAny {
        let refusal = try refusal(of: archive, fault)
        // An archive that came wrong is of no use to the next try.
        if given == nil { try AtomicFile.remove(URL(fileURLWithPath: archive)) }
        throw refusal
      }
      let outcome = Outcome(
        folder: destination, wasThere: false, digests: digests,
        isAsPublished: fault == nil && set.digest != nil)
      do {
        try unpack(archive, outcome, progress)
      } catch let error as DownloadError {
        // The same archive would fail the same way; after a full disk it is still of use.
        if given == nil { try AtomicFile.remove(URL(fileURLWithPath: archive)) }
        throw error
      }
      if given == nil { try AtomicFile.remove(URL(fileURLWithPath: archive)) }
      return outcome
    }
  }

  /// The set where it is there already.
  private func existing() throws -> Outcome? {
    var status = stat()
    guard lstat(destination, &status) == 0 else { return nil }
    let file = FilePath("\(destination)/\(Self.recordName)")
    guard let data = try? FileReader(file).bytes(),
      let record = try? JSONDecoder().decode(Record.self, from: data), record.name == set.name
    else {
      throw DownloadError.malformed(
        path: destination, cause: "it is there, and was not made by this command",
        hint: "rename it, or choose another folder with --into")
    }
    return Outcome(
      folder: destination, wasThere: true, digests: record.archive, isAsPublished: record.isAsPublished)
  }

  /// An archive that a person names, which must be there.
  private static func readable(_ path: String) throws -> String {
    do {
      _ = try FileReader(FilePath(path))
      return path
    } catch {
      throw DownloadError.missing(path: path, cause: error.cause, hint: error.hint)
    }
  }

  /// The archive, as it came.
  private func fetched(
    _ waiting: (String, Double) -> Void, _ progress: (Step, Int, Int?) throws -> Void
  ) throws -> String {
    let file = "\(parent)/.\(set.name).archive"
    // Files take more room on the disk than in an archive, small ones most.
    if let bytes = set.bytes { try requireRoom(3 * bytes - min(bytes, Download.size(of: file))) }
    let bytes = takesAny ? nil : set.bytes
    let download = Download(address: address, file: file, bytes: bytes, instead: instead, pause: pause)
    try download.run(waiting: waiting) { size in try? progress(.fetching, size, set.bytes) }
    return file
  }

  /// Refuses a folder whose file system has not enough free space.
  private func requireRoom(_ bytes: Int) throws {
    var status = statvfs()
    guard statvfs(parent, &status) == 0 else { return }
    let free = Int(clamping: UInt64(status.f_bavail) &* UInt64(status.f_frsize))
    guard free < bytes else { return }
    let megabytes = { (bytes: Int) in "\((bytes + 999_999) / 1_000_000) MB" }
    throw FileError(
      path: "\(parent) (\(megabytes(free)) free, \(megabytes(bytes)) needed)", step: .write, code: ENOSPC
    ).naming("--into")
  }

  /// How an archive differs from what was published; nil where it does not.
  private static func difference(of seen: ArchiveDigests, from set: PublishedSet) -> String? {
    if let bytes = set.bytes, bytes != seen.bytes {
      return "it has \(seen.bytes) bytes, and \(bytes) were published"
    }
    switch set.digest {
    case .md5(let wanted) where wanted != seen.md5:
      return "its MD5 is \(seen.md5), and \(wanted) was published"
    case .sha256(let wanted) where wanted != seen.sha256:
      return "its SHA-256 is \(seen.sha256), and \(wanted) was published"
    default: return nil
    }
  }

  /// What is said of an archive that differs: that it is none, where it is none.
  private func refusal(of archive: String, _ fault: String) throws -> DownloadError {
    let path = given ?? address
    do {
      _ = try ArchiveReader(archive, named: path)
    } catch let error as DownloadError {
      if case .noArchive = error { return error }
    }
    return .malformed(
      path: path, cause: fault,
      hint: given == nil
        ? "try again, or \(instead); --any-digest takes it all the same, if you trust the address"
        : "download it again; --any-digest takes it all the same, if you trust it")
  }

  /// Unpacks beside the destination, and renames the whole into place.
  private func unpack(
    _ archive: String, _ outcome: Outcome, _ progress: (Step, Int, Int?) throws -> Void
  ) throws {
    let work = URL(fileURLWithPath: "\(parent)/.\(set.name).unpacking")
    try AtomicFile.remove(work)
    try AtomicFile.makeFolder(work)
    do {
      // Published archives hold images, which do not shrink: what grows tenfold is none of them.
      let limits = Archive.Limits(bytes: 10 * outcome.digests.bytes + 64_000_000)
      try requireRoom(outcome.digests.bytes)
      func say(_ contents: Archive.Contents) throws { try progress(.unpacking, contents.bytes, nil) }
      _ = try Archive.unpack(archive, into: work.path, limits: limits, progress: say)
      if let inner = set.inner {
        let path = "\(work.path)/\(inner)"
        guard FileManager.default.fileExists(atPath: path) else {
          throw DownloadError.malformed(
            path: given ?? address, cause: "there is no \(inner) in it", hint: "it is not \(set.archive)")
        }
        _ = try Archive.unpack(path, into: work.path, limits: limits, progress: say)
        try AtomicFile.remove(URL(fileURLWithPath: path))
      }
      var status = stat()
      guard stat("\(work.path)/\(set.folder)", &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
        throw DownloadError.malformed(
          path: given ?? address, cause: "there is no folder \(set.folder) in it",
          hint: "it is not \(set.archive)")
      }
      let record = Record(
        name: set.name, origin: given.map { URL(fileURLWithPath: $0).lastPathComponent } ?? address,
        archive: outcome.digests, isAsPublished: outcome.isAsPublished)
      try AtomicFile.write(
        try CanonicalJSON.encode(record, pretty: true), to: work.appendingPathComponent(Self.recordName))
      try Self.settle(work.path, as: destination)
    } catch {
      try? AtomicFile.remove(work)
      throw error
    }
  }

  /// Brings a folder's files to the disk, and then gives it its name.
  private static func settle(_ folder: String, as destination: String) throws {
    // All files at once: to sync a hundred thousand one by one takes as many turns of the disk.
    sync()
    guard rename(folder, destination) == 0 else {
      throw FileError(path: destination, step: .rename, code: errno)
    }
    let parent = open(
      URL(fileURLWithPath: destination).deletingLastPathComponent().path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard parent >= 0 else { return }
    defer { close(parent) }
    _ = fsync(parent)
  }
}
