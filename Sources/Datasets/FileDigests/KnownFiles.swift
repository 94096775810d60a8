import Crypto
import Files
import Foundation

/// What an index and a journal say of files; several threads may ask at once.
struct KnownFiles: Sendable {
  /// How an index begins.
  static let magic = Data("ZFFILES1".utf8)
  /// Where its records begin.
  private static let start = 16

  /// How many records the index has.
  let count: Int
  /// Where the whole blocks of the journal end.
  let journalEnd: Int
  /// The index, mapped; empty where there is none.
  private let found: Data
  /// What runs that were killed had put into the journal.
  private let begun: [FileRecord.Key: FileRecord]

  /// What there is; nothing where a file is missing or damaged.
  init(index: URL, journal: URL) {
    found = Self.read(index) ?? Data()
    count = found.isEmpty ? 0 : (found.count - Self.start - 32) / FileRecord.length
    (begun, journalEnd) = Self.readJournal(journal)
  }

  /// Whether a run that was killed had begun to read the files.
  var isBegun: Bool { !begun.isEmpty }

  /// All records, those of the journal in the place of the index's.
  var all: [FileRecord] {
    let indexed = found.withUnsafeBytes { bytes in
      (0..<count).map { FileRecord(bytes, at: Self.start + $0 * FileRecord.length) }
    }
    return Array(begun.values) + indexed.filter { begun[$0.key] == nil }
  }

  /// What was known of a file of this path, whatever its stamp was. May be asked from several threads.
  func record(_ key: FileRecord.Key) -> FileRecord? {
    if let record = begun[key] { return record }
    return found.withUnsafeBytes { bytes in
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        let record = FileRecord(bytes, at: Self.start + middle * FileRecord.length)
        if record.key == key { return record }
        if record.key < key { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// The bytes of an index; nil where it is not there or not as it was written.
  static func read(_ file: URL) -> Data? {
    guard let reader = try? FileReader(FilePath(file.path)), reader.size >= start + 32,
      (reader.size - start - 32) % FileRecord.length == 0, let data = try? reader.mapped()
    else { return nil }
    let end = data.count - 32
    let count = data.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    guard data.starts(with: magic), count == UInt64((end - start) / FileRecord.length),
      Data(SHA256.hash(data: data[..<end])) == data[end...]
    else { return nil }
    return data
  }

  /// The records of a journal, up to the first block that is not whole, and where that begins.
  private static func readJournal(_ file: URL) -> ([FileRecord.Key: FileRecord], Int) {
    guard let data = try? FileReader(FilePath(file.path)).mapped() else { return ([:], 0) }
    var records: [FileRecord.Key: FileRecord] = [:]
    var place = 0
    while place + 8 <= data.count {
      let length = data.withUnsafeBytes {
        Int(clamping: UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      }
      guard length > 0, length % FileRecord.length == 0, length <= data.count - place - 40,
        Data(SHA256.hash(data: data[place..<(place + 8 + length)]))
          == data[(place + 8 + length)..<(place + 40 + length)]
      else { break }
      data.withUnsafeBytes { bytes in
        for offset in stride(from: place + 8, to: place + 8 + length, by: FileRecord.length) {
          let record = FileRecord(bytes, at: offset)
          records[record.key] = record
        }
      }
      place += 40 + length
    }
    return (records, place)
  }
}
