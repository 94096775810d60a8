import CZlib
import Files

/// Reads ZIP archives by the directory at their end: stored and deflated files, of any size.
final class ZipReader: ArchiveReader {
  private let file: FileReader
  private let path: String
  private let directory: [UInt8]
  private let count: Int

  /// Opens an archive.
  ///
  /// - Parameter path: the archive, for messages.
  /// - Throws: `DownloadError.malformed` where it has no directory; `FileError`.
  init(_ file: FileReader, path: String) throws {
    self.file = file
    self.path = path
    func damaged() -> DownloadError {
      .malformed(
        path: path, cause: "its directory is missing or damaged: it may have been cut off",
        hint: "fetch the archive again")
    }
    // The last record has 22 bytes and a comment of at most 65,535.
    let start = max(0, file.size - 22 - 65_535)
    let tail = LittleEndianBytes(try FileBytes(file, from: start).read(file.size - start))
    let place = stride(from: tail.count - 22, through: 0, by: -1).first {
      tail.number($0, 4) == 0x0605_4B50 && $0 + 22 + (tail.number($0 + 20, 2) ?? 0) == tail.count
    }
    guard let place, var count = tail.number(place + 10, 2), var size = tail.number(place + 12, 4),
      var offset = tail.number(place + 16, 4)
    else { throw damaged() }
    if count == 0xFFFF || size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF {
      // The numbers do not fit: they stand in another record, to which one before this points.
      guard tail.number(place - 20, 4) == 0x0706_4B50, let large = tail.number(place - 12, 8),
        large <= file.size - 56
      else { throw damaged() }
      let record = LittleEndianBytes(try FileBytes(file, from: large).read(56))
      guard record.number(0, 4) == 0x0606_4B50, let newCount = record.number(32, 8),
        let newSize = record.number(40, 8), let newOffset = record.number(48, 8)
      else { throw damaged() }
      (count, size, offset) = (newCount, newSize, newOffset)
    }
    guard offset <= file.size, size <= file.size - offset, size <= 1 << 30 else { throw damaged() }
    directory = try FileBytes(file, from: offset, to: offset + size).read(size)
    self.count = count
  }

  func forEachEntry(_ body: (ArchiveEntry, any ByteStream) throws -> Void) throws {
    let bytes = LittleEndianBytes(directory)
    var place = 0
    for _ in 0..<count {
      guard bytes.number(place, 4) == 0x0201_4B50, let flags = bytes.number(place + 8, 2),
        let method = bytes.number(place + 10, 2), let sum = bytes.number(place + 16, 4),
        var packed = bytes.number(place + 20, 4), var size = bytes.number(place + 24, 4),
        let nameLength = bytes.number(place + 28, 2), let extraLength = bytes.number(place + 30, 2),
        let commentLength = bytes.number(place + 32, 2), let mode = bytes.number(place + 40, 2),
        var offset = bytes.number(place + 42, 4),
        let name = bytes.slice(place + 46, nameLength),
        let extra = bytes.slice(place + 46 + nameLength, extraLength)
      else { throw damaged("its directory is damaged") }
      let isOfUnix = bytes.number(place + 5, 1) == 3
      place += 46 + nameLength + extraLength + commentLength
      try widen(LittleEndianBytes(extra), &size, &packed, &offset)

      let own = FilePath(bytes: name)
      guard flags & 1 == 0 else { throw damaged("\(own.text.printable) in it is encrypted") }
      var kind = ArchiveEntry.Kind.file
      if name.last == 0x2F { kind = .folder }
      if isOfUnix, ![0, 0o100000, 0o040000].contains(mode & 0o170000) { kind = .other("a link or a device") }
      let entry = ArchiveEntry(path: own, kind: kind, size: kind == .file ? size : 0)
      let content = try content(of: own, method, offset: offset, packed: packed)
      try body(entry, SummedBytes(content, sum: UInt32(sum), of: own, in: path))
    }
  }

  /// The bytes of an entry, behind the header that stands before them.
  private func content(
    of name: FilePath, _ method: Int, offset: Int, packed: Int
  ) throws -> any ByteStream {
    guard offset <= file.size - 30 else { throw damaged("its directory points behind its end") }
    let header = LittleEndianBytes(try FileBytes(file, from: offset).read(30))
    guard header.number(0, 4) == 0x0403_4B50, let nameLength = header.number(26, 2),
      let extraLength = header.number(28, 2)
    else { throw damaged("the header of \(name.text.printable) in it is damaged") }
    let start = offset + 30 + nameLength + extraLength
    guard start <= file.size, packed <= file.size - start else {
      throw damaged("its directory points behind its end")
    }
    let stored = FileBytes(file, from: start, to: start + packed)
    switch method {
    case 0: return stored
    case 8: return InflatedBytes(stored, .none, path: path)
    default:
      throw damaged("\(name.text.printable) in it is compressed by a method (\(method)) that is not read")
    }
  }

  /// Takes the numbers that do not fit into 32 bits from the extra field.
  private func widen(_ extra: LittleEndianBytes, _ size: inout Int, _ packed: inout Int, _ offset: inout Int)
    throws
  {
    var place = 0
    while let kind = extra.number(place, 2), let length = extra.number(place + 2, 2) {
      if kind == 1 {
        var next = place + 4
        func wide(_ value: inout Int) throws {
          guard value == 0xFFFF_FFFF else { return }
          guard next + 8 <= place + 4 + length, let number = extra.number(next, 8) else {
            throw damaged("a size in its directory is damaged")
          }
          (value, next) = (number, next + 8)
        }
        try wide(&size)
        try wide(&packed)
        try wide(&offset)
      }
      place += 4 + length
    }
  }

  private func damaged(_ cause: String) -> DownloadError {
    .malformed(path: path, cause: cause, hint: "fetch the archive again")
  }

  /// Bytes whose checksum is compared at their end.
  private final class SummedBytes: ByteStream {
    private let source: any ByteStream
    private let wanted: UInt32
    private let name: FilePath
    private let archive: String
    private var sum: UInt = 0

    init(_ source: any ByteStream, sum: UInt32, of name: FilePath, in archive: String) {
      self.source = source
      wanted = sum
      self.name = name
      self.archive = archive
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
      let got = try source.read(into: buffer)
      if got > 0 {
        sum = crc32(sum, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(got))
        return got
      }
      guard buffer.isEmpty || sum == UInt(wanted) else {
        throw DownloadError.malformed(
          path: archive, cause: "\(name.text.printable) in it is damaged: its checksum is another",
          hint: "fetch the archive again")
      }
      return 0
    }
  }
}

/// Numbers in bytes, the lowest byte first, which are never read from beyond their end.
struct LittleEndianBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// How many bytes there are.
  var count: Int { bytes.count }

  /// The number of some bytes, at most eight, at an offset; nil where they are not there, or it does not fit.
  func number(_ offset: Int, _ length: Int) -> Int? {
    guard let slice = slice(offset, length) else { return nil }
    return Int(exactly: slice.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  /// Some bytes at an offset; nil where they are not there.
  func slice(_ offset: Int, _ length: Int) -> [UInt8]? {
    guard offset >= 0, length >= 0, offset <= bytes.count, length <= bytes.count - offset else { return nil }
    return Array(bytes[offset..<(offset + length)])
  }
}
