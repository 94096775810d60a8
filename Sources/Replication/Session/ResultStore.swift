import Crypto
import Files
import Foundation
import Training

/// Measured results on disk, each in a file named by the digest of all that decides it: asked for twice, measured once.
///
/// A result that cannot be read is measured again; it costs time and nothing else.
struct ResultStore {
  /// What a result is a function of.
  struct Key: Codable {
    /// The experiment's name, such as `occlusion/inside-outside`.
    let name: String
    /// Raised by hand when the experiment no longer ends in the same numbers.
    let version: Int
    /// Digests of networks and images, and settings.
    let inputs: [String]
    /// The engine that computes.
    var engineVersion = Recipe.engineVersion

    /// The 64 hexadecimal digits that name the result.
    var digest: String {
      SHA256.hash(data: ResultStore.encoded(self)).map { String(format: "%02x", $0) }.joined()
    }
  }

  private struct Record<Value: Codable>: Codable {
    let key: Key
    let value: Value
  }

  private let folder: URL

  /// A store in a folder, which is made when it is first written to.
  init(_ folder: URL) { self.folder = folder }

  /// The result, measured now if it is not there.
  ///
  /// - Throws: what `measure` throws; `FileError` where the result cannot be written.
  func value<Value: Codable>(_ key: Key, measure: () throws -> Value) throws -> Value {
    if let data = FileManager.default.contents(atPath: place(key).path),
      let record = try? Self.decoder.decode(Record<Value>.self, from: data),
      record.key.digest == key.digest
    {
      return record.value
    }
    let value = try measure()
    try AtomicFile.makeFolder(place(key).deletingLastPathComponent())
    try AtomicFile.write(Self.encoded(Record(key: key, value: value)), to: place(key))
    return value
  }

  /// Readable first, unique after: `occlusion/inside-outside-1f0c….json`.
  private func place(_ key: Key) -> URL {
    folder.appendingPathComponent("\(key.name)-\(key.digest.prefix(32)).json")
  }

  /// JSON with sorted keys; doubles keep every bit, and those that are no numbers are written as words.
  fileprivate static func encoded(_ value: some Encodable) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(value) else { preconditionFailure("a result that is no JSON") }
    return data
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return decoder
  }
}

extension Session {
  /// The result of an experiment, measured now if it is not in the store.
  ///
  /// - Parameters:
  ///   - name: such as `occlusion/inside-outside`, unique in the report.
  ///   - version: raised by hand when the same inputs no longer give the same numbers.
  ///   - inputs: all else that decides it: digests of networks and of images, settings, seeds.
  ///   - measure: the experiment.
  /// - Throws: what `measure` throws; `FileError` where the result cannot be written.
  public func result<Value: Codable>(
    _ name: String, version: Int = 1, of inputs: [String], measure: () throws -> Value
  ) throws -> Value {
    try results.value(.init(name: name, version: version, inputs: inputs), measure: measure)
  }
}
