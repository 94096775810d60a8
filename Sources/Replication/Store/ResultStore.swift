import Datasets
import Experiments
import Files
import Foundation
import Networks
import Training

/// Measured results on disk, each in a file named by the digest of all that decides it: asked for twice, measured once.
///
/// A result that cannot be read, or is not as it was written, is measured again; it costs time and nothing else.
public struct ResultStore: Sendable {
  /// What a file's name is the digest of.
  private struct Key<Experiment: StoredExperiment>: Codable {
    var name = Experiment.name
    var version = Experiment.version
    var engineVersion = Recipe.engineVersion
    let inputs: Experiment

    /// The 64 hexadecimal digits that name the result.
    var digest: String { ContentDigest.of(ResultStore.encoded(self)) }
  }

  private struct Record<Experiment: StoredExperiment>: Codable {
    let key: Key<Experiment>
    let value: Experiment.Value
  }

  private let folder: URL

  /// A store in a folder, which is made when it is first written to.
  init(_ folder: URL) { self.folder = folder }

  /// The result of an experiment, measured now if it is not there.
  ///
  /// - Parameters:
  ///   - experiment: all that decides the result.
  ///   - measure: the measurement, a function of the experiment and of what its digests name.
  /// - Throws: what `measure` throws; `FileError` where the result cannot be written.
  public func value<Experiment: StoredExperiment>(
    of experiment: Experiment, measure: () throws -> Experiment.Value
  ) throws -> Experiment.Value {
    let key = Key(inputs: experiment)
    let digest = key.digest
    // Readable first, unique after: occlusion/evidence-1f0c….json.
    let place = folder.appendingPathComponent("\(key.name)-\(digest.prefix(32)).json")
    if let data = FileManager.default.contents(atPath: place.path), let sound = Self.unsealed(data),
      let record = try? CanonicalJSON.decode(Record<Experiment>.self, from: sound),
      record.key.digest == digest
    {
      return record.value
    }
    let value = try measure()
    try AtomicFile.makeFolder(place.deletingLastPathComponent())
    try AtomicFile.write(Self.sealed(Self.encoded(Record(key: key, value: value))), to: place)
    return value
  }

  /// Whether a result's file is as it was written.
  static func isSound(_ file: URL) -> Bool {
    FileManager.default.contents(atPath: file.path).flatMap(unsealed) != nil
  }

  /// A record under its SHA-256, as one JSON object: a changed digit is found on reading.
  private static func sealed(_ record: Data) -> Data {
    Data("{\"checksum\":\"\(ContentDigest.of(record))\",\"record\":".utf8) + record + Data("}".utf8)
  }

  /// The record in a file that `sealed` made; nil where it is not as it was written.
  private static func unsealed(_ data: Data) -> Data? {
    let start = sealed(Data()).count - 1
    guard data.count > start else { return nil }
    let record = Data(data.dropFirst(start).dropLast())
    return sealed(record) == data ? record : nil
  }

  /// What is hashed and stored of a key or a result.
  private static func encoded(_ value: some Encodable) -> Data {
    guard let data = try? CanonicalJSON.encode(value) else { preconditionFailure("a result that is no JSON") }
    return data
  }
}

extension ResultStore {
  /// How sure a network is of each image of a cache.
  private struct StoredConfidence: StoredExperiment {
    typealias Value = Confidence
    static let name = "confidence"
    static let version = 1
    let network: String
    let images: String
  }

  /// How sure a network is of the images of a cache.
  ///
  /// - Throws: `OneDNNError`, `FileError`.
  public func confidence(of model: Model, on images: ImageCache) throws -> Confidence {
    try value(of: StoredConfidence(network: model.origin.digest, images: images.contentDigest)) {
      Confidence(try Classification.evaluate(model, on: images))
    }
  }
}
