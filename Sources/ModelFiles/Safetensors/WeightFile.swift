import Crypto
import Files
import Foundation
import Tensors

/// Named `Float` tensors and metadata in a safetensors file: a 64-bit length, a JSON header, and the numbers.
///
/// ```swift
/// try WeightFile(tensors: [("conv1.weight", weights)], metadata: ["architecture": "zfnet"]).write(to: url)
/// let weights = try WeightFile(contentsOf: url)["conv1.weight"]
/// ```
/// The same contents always give the same bytes. A file written here carries the SHA-256 of all that it says, so that
/// one changed bit is found on reading; files from elsewhere are read without. Numbers are little-endian, 32-bit.
public struct WeightFile: Sendable {
  /// The tensors, in the order in which their numbers lie in the file; their names differ.
  public let tensors: [(String, Tensor<Float>)]
  /// Texts by name: architecture, preprocessing, and what else a user needs.
  public let metadata: [String: String]
  /// Whether the file that was read carried a checksum, which fits; true of a file that was not read.
  public let isSealed: Bool

  /// The longest header that is read; far more than any network needs, far less than would exhaust memory.
  private static let longestHeader = 100_000_000
  /// Two keys, so that a changed bit in one of them is a contradiction and not an absent checksum.
  private static let kindKey = "checksum"
  private static let digestKey = "sha256"

  /// A file of the given contents.
  ///
  /// - Parameters:
  ///   - tensors: names, which must differ, and tensors.
  ///   - metadata: texts by name; `checksum` and `sha256` are the file's own.
  public init(tensors: [(String, Tensor<Float>)], metadata: [String: String]) {
    precondition(
      Set(tensors.map(\.0) + ["__metadata__"]).count == tensors.count + 1,
      "names of tensors come twice or are reserved: \(tensors.map(\.0))")
    precondition(
      metadata[Self.kindKey] == nil && metadata[Self.digestKey] == nil,
      "checksums are the file's own metadata")
    self.tensors = tensors
    self.metadata = metadata
    isSealed = true
  }

  /// The tensor of a name, if the file has it.
  public subscript(name: String) -> Tensor<Float>? { tensors.first { $0.0 == name }?.1 }

  /// Reads and checks a safetensors file.
  ///
  /// - Parameter leftOut: the ending of names whose tensors are left out, of whatever type they are; nil reads all.
  /// - Throws: `WeightFileError`, which names the path, for every file that is not whole and sound.
  public init(contentsOf url: URL, without leftOut: String? = nil) throws(WeightFileError) {
    try self.init(data: Self.data(url), path: url.path, without: leftOut)
  }

  /// The bytes of a file.
  ///
  /// - Throws: `WeightFileError.unreadable`.
  static func data(_ url: URL) throws(WeightFileError) -> Data {
    do throws(NamedFile.Refusal) {
      return try NamedFile.data(url.path, endings: [".safetensors"])
    } catch {
      throw .unreadable(path: url.path, cause: error.cause, hint: error.hint)
    }
  }

  /// Reads a file's bytes; `path` is what errors name, and `leftOut` the ending of names that are left out.
  ///
  /// - Throws: `WeightFileError`.
  public init(data: Data, path: String, without leftOut: String? = nil) throws(WeightFileError) {
    let (header, headerBytes, block) = try Self.parts(of: data, path: path)
    let entries = header.entries.filter { entry in leftOut.map { !entry.name.hasSuffix($0) } ?? true }
    if let entry = entries.first(where: { $0.type != "F32" }) {
      throw .unsupported(
        path: path, cause: "\(entry.name) holds numbers of type \(entry.type)",
        hint: "convert the file to 32-bit floats (F32)")
    }
    metadata = try Self.verified(header, headerBytes, block, path)
    isSealed = header.metadata[Self.digestKey] != nil
    tensors = entries.map { entry in
      let bytes = block.dropFirst(entry.bytes.lowerBound).prefix(entry.bytes.count)
      return (entry.name, Tensor(entry.shape) { _ = bytes.copyBytes(to: $0) })
    }
  }

  /// What a file's bytes consist of: the header, read and as it stands there, and the numbers, which nobody has looked at.
  ///
  /// - Throws: `WeightFileError`.
  static func parts(
    of data: Data, path: String
  ) throws(WeightFileError) -> (header: WeightFileHeader, headerBytes: Data, block: Data) {
    func refusal(_ cause: String) -> WeightFileError {
      // Only of what is no safetensors file: the length of a header may begin like another format.
      let foreign = ForeignFormat.refusal(of: data, name: URL(fileURLWithPath: path).lastPathComponent)
      guard let foreign else { return .malformed(path, cause) }
      return .unsupported(path: path, cause: foreign.cause, hint: foreign.hint)
    }
    guard data.count >= 8 else { throw refusal("\(data.count) bytes") }
    let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(data.count - 8), length <= UInt64(Self.longestHeader) else {
      throw refusal("a header of \(length) bytes in a file of \(data.count)")
    }
    let headerBytes = data.dropFirst(8).prefix(Int(length))
    let block = data.dropFirst(8 + Int(length))
    do {
      return (try WeightFileHeader([UInt8](headerBytes), dataCount: block.count), headerBytes, block)
    } catch {
      throw refusal(error.cause)
    }
  }

  /// The bytes of the file: the header's length, the header, and the data.
  public func encoded() -> Data {
    var data = Data()
    forEachPart { data.append(contentsOf: $0) }
    return data
  }

  /// Writes the file: whole under its name, or not at all.
  ///
  /// - Throws: `FileError`, which names the path.
  public func write(to url: URL) throws(FileError) {
    let writer = try AtomicFileWriter(to: url)
    try forEachPart { bytes throws(FileError) in try writer.append(bytes) }
    try writer.commit()
  }

  /// The file's bytes piece by piece, so that a large network is not copied as a whole.
  private func forEachPart<Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    var entries: [WeightFileHeader.Entry] = []
    var position = 0
    for (name, tensor) in tensors {
      let bytes = position..<position + tensor.count * 4
      entries.append(.init(name: name, type: "F32", shape: tensor.shape, bytes: bytes))
      position = bytes.upperBound
    }
    var header = WeightFileHeader(entries: entries, metadata: metadata)
    header.metadata[Self.kindKey] = Self.digestKey
    var hash = SHA256()
    hash.update(data: header.encoded())
    for (_, tensor) in tensors { tensor.withUnsafeBuffer { hash.update(bufferPointer: .init($0)) } }
    header.metadata[Self.digestKey] = Self.hexadecimal(hash.finalize())
    let encoded = header.encoded()
    let length = (0..<8).map { UInt8(truncatingIfNeeded: encoded.count >> ($0 * 8)) }
    let start = Data(length) + encoded
    try start.withUnsafeBytes { bytes in Result { () throws(Failure) in try body(bytes) } }.get()
    for (_, tensor) in tensors {
      let outcome = tensor.withUnsafeBuffer { numbers in
        Result { () throws(Failure) in try body(UnsafeRawBufferPointer(numbers)) }
      }
      try outcome.get()
    }
  }

  /// The metadata without the checksum, after it was verified where there is one: the digest of the header without
  /// `sha256`, as it is written here, and of the data.
  private static func verified(
    _ header: WeightFileHeader, _ headerBytes: Data, _ block: Data, _ path: String
  ) throws(WeightFileError) -> [String: String] {
    let kind = header.metadata[kindKey]
    let digest = header.metadata[digestKey]
    if kind == nil && digest == nil { return header.metadata }
    var unsigned = header
    unsigned.metadata[digestKey] = nil
    var hash = SHA256()
    hash.update(data: unsigned.encoded())
    hash.update(data: block)
    guard kind == digestKey, digest == hexadecimal(hash.finalize()), header.encoded() == headerBytes else {
      throw .damaged(
        path: path, cause: "its checksum does not fit its contents",
        hint: "copy the file again, or, if it is in a store, delete it so that it is made anew")
    }
    unsigned.metadata[kindKey] = nil
    return unsigned.metadata
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    digest.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
  }
}
