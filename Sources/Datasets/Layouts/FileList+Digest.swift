import Crypto
import Files
import Foundation
import Synchronization

/// The digest of a list of files, which is computed when it is first asked for: all files are read for it.
final class KnownDigest: Sendable {
  private let value = Mutex<String?>(nil)

  /// The digest; computed unless it is known.
  func get(_ compute: () throws -> String) rethrows -> String {
    try value.withLock { value in
      if let value { return value }
      let computed = try compute()
      value = computed
      return computed
    }
  }

  /// Puts a digest in the place of what was known.
  func set(_ digest: String) { value.withLock { $0 = digest } }
}

extension FileList {
  /// 64 hexadecimal digits; over classes, paths, sizes and bytes.
  var digest: String {
    knownDigest.get {
      // Without progress nothing can end the work, and without an index nothing can fail to be written.
      var changed: [String] = []
      guard let digest = try? computed(nil, nil, { _, _ in }, changed: &changed) else {
        preconditionFailure("the files of \(root) cannot be read")
      }
      return digest
    }
  }

  /// Computes the digest, by way of an index of the digests of large files where one is kept.
  ///
  /// - Returns: the paths of files whose bytes are others than they were, although their stamps are not; they are found only where
  ///   stamps are not trusted.
  /// - Throws: `FileError` where the index cannot be written; what `progress` throws.
  func read(_ reading: FileDigests.Reading) throws -> [String] {
    var changed: [String] = []
    let digests = reading.folder.map { FileDigests(of: root, in: $0, smallest: reading.smallest) }
    let way = digests.map { Way(known: $0.known, trustsStamps: reading.trustsStamps) }
    knownDigest.set(try computed(way, digests, reading.progress, changed: &changed))
    return changed
  }

  /// How many files are read between two words of progress.
  private static var block: Int { 512 }
  /// The number of bytes up to which files count as they are.
  private static var smallest: Int { 8192 }

  /// What is known of files, and whether that is enough.
  private struct Way: Sendable {
    let known: KnownFiles
    let trustsStamps: Bool
  }

  /// What one file adds to the digest.
  private struct Fingerprint: Sendable {
    /// The number of bytes; -1 where the file cannot be read.
    var size = -1
    /// The bytes of a small file, the SHA-256 of a large one.
    var contents = Data()
    /// What is to be kept of a large file.
    var record: FileRecord?
    /// Whether the record was known.
    var wasKnown = false
    /// Whether the bytes are others than they were under the same stamp.
    var changedUnseen = false
  }

  /// The digest over classes, splits, sorted paths, sizes and bytes.
  ///
  /// Small files are taken in as they are, larger ones by the SHA-256 of all their bytes. Times do not count: a copy has the digest
  /// of its original. A file that cannot be read counts with the size -1.
  private func computed(
    _ way: Way?, _ digests: FileDigests?, _ progress: (Int, Int) throws -> Void, changed: inout [String]
  ) throws -> String {
    let root = FilePath(root)
    var hash = SHA256()
    func add(_ bytes: [UInt8]) {
      // Lengths before texts, so that no two lists run together to the same bytes.
      hash.update(data: Data("\(bytes.count):".utf8))
      hash.update(data: bytes)
    }
    for name in classNames { add(Array(name.utf8)) }
    var records: [FileRecord] = []
    var done = 0
    let total = train.count + validation.count
    for split in Split.allCases {
      add(Array(split.rawValue.utf8))
      let entries = entries(split)
      let order = entries.indices.sorted { entries[$0].file < entries[$1].file }
      for start in stride(from: 0, to: order.count, by: Self.block) {
        let places = Array(order[start..<min(start + Self.block, order.count)])
        let parts = ParallelMap.map(count: places.count) { place in
          Self.fingerprint(entries[places[place]].file, below: root, way)
        }
        for (place, part) in zip(places, parts) {
          add(entries[place].file.bytes)
          add(Array("\(entries[place].label) \(part.size)".utf8))
          hash.update(data: part.contents)
          if let record = part.record { records.append(record) }
          if part.changedUnseen { changed.append(entries[place].path) }
        }
        let new = parts.filter { $0.record != nil && !$0.wasKnown }
        try digests?.add(new.compactMap(\.record), bytes: new.reduce(0) { $0 + $1.size })
        done += places.count
        try progress(done, total)
      }
    }
    try digests?.finish(records)
    for path in others.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      add(Array(path.utf8))
      let contents = try? FileReader(root.appending(path)).bytes()
      add(Array((contents ?? Data()).base64EncodedString().utf8))
    }
    return hash.finalize().hexadecimal
  }

  /// The size of a file, and its bytes or the SHA-256 of them: read, unless it is large and its stamp is as it was.
  private static func fingerprint(
    _ path: FilePath, below root: FilePath, _ way: Way?
  ) -> Fingerprint {
    let full = root.appending(path)
    let key = way.map { _ in FileRecord.Key(path) }
    let known = key.flatMap { way?.known.record($0) }
    if let known, way?.trustsStamps == true, let stamp = FileStamp(full), stamp == known.stamp {
      return Fingerprint(size: Int(stamp.size), contents: known.digest, record: known, wasKnown: true)
    }
    guard let file = try? FileReader(full) else { return Fingerprint() }
    if file.size <= smallest {
      return (try? file.bytes()).map { Fingerprint(size: file.size, contents: $0) } ?? Fingerprint()
    }
    let isSettled = file.stamp.isSettled
    var hash = SHA256()
    guard (try? file.forEachBlock { hash.update(bufferPointer: $0) }) != nil else { return Fingerprint() }
    var result = Fingerprint(size: file.size, contents: Data(hash.finalize()))
    // What was just written, or is being written, may change again without another stamp.
    if let key, isSettled, !file.wasChanged {
      result.record = FileRecord(key, file.stamp, digest: result.contents)
    }
    result.changedUnseen = known.map { $0.stamp == file.stamp && $0.digest != result.contents } ?? false
    return result
  }
}
