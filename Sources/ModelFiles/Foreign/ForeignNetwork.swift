import Crypto
import Files
import Foundation
import Networks

/// A network in a file of another program's: a graph and its parameters, and what else the file says.
///
/// Most files do not say how images become the network's input, nor what its classes are called: `model` takes both.
public protocol ForeignNetwork: Sendable {
  /// What the network computes.
  var graph: Graph { get }
  /// Its weights and biases.
  var parameters: Parameters<Float> { get }
  /// What it is called, for people.
  var title: String { get }
  /// The file's path, as it was given, for messages.
  var path: String { get }
  /// How images become the network's input and what its classes are called, as far as the file says so.
  var notes: ForeignNotes { get }
}

/// What a file of another format may say of a network besides what it computes; `zfnet export` writes it.
public struct ForeignNotes: Sendable, Equatable {
  /// How images become the network's input; nil where the file does not say.
  public let preprocessing: PreprocessingSettings?
  /// The names of the classes, in the order of the outputs; none where the file does not say.
  public let classNames: [String]

  private static let preprocessingKey = "preprocessing"
  private static let classNamesKey = "classNames"

  /// What the texts of a file say; texts that cannot be read say nothing.
  init(_ texts: [String: String]) {
    func read<Value: Decodable>(_ key: String) -> Value? {
      texts[key].flatMap { try? JSONDecoder().decode(Value.self, from: Data($0.utf8)) }
    }
    preprocessing = read(Self.preprocessingKey)
    classNames = read(Self.classNamesKey) ?? []
  }

  /// The texts for a model. A mean image cannot be said in them, so that its preprocessing is left out.
  static func texts(for model: Model) throws -> [String: String] {
    var texts: [String: String] = [:]
    if let settings = PreprocessingSettings(of: model.preprocessing) {
      texts[preprocessingKey] = String(decoding: try CanonicalJSON.encode(settings), as: UTF8.self)
    }
    if !model.classNames.isEmpty {
      texts[classNamesKey] = String(decoding: try CanonicalJSON.encode(model.classNames), as: UTF8.self)
    }
    return texts
  }
}

extension PreprocessingSettings {
  /// The settings that give a preprocessing; nil where it subtracts a mean image, which they cannot say.
  public init?(of preprocessing: Preprocessing) {
    guard case .channels(let mean) = preprocessing.mean else { return nil }
    self.init(
      storedSide: preprocessing.storedSide, channelOrder: preprocessing.channelOrder, mean: mean,
      scales: preprocessing.scales)
  }
}

extension ForeignNetwork {
  /// The network with what the file does not say.
  ///
  /// - Parameters:
  ///   - settings: how images become the network's input.
  ///   - classNames: one for each of the network's values, or none.
  /// - Throws: `ForeignNetworkError` where the names do not fit the network, or the images are smaller than its input.
  public func model(
    preprocessing settings: PreprocessingSettings, classNames: [String] = []
  ) throws(ForeignNetworkError) -> Model {
    guard classNames.isEmpty || classNames.count == graph.classes else {
      throw .unsuitable(
        path: path, cause: "it has \(graph.classes) classes, and there are \(classNames.count) names",
        hint: "give one name for each class, in the order of its output")
    }
    guard let preprocessing = settings.preprocessing(inputSide: graph.inputSide) else {
      throw .unsuitable(
        path: path,
        cause: "it takes images of \(graph.inputSide) pixels, cut out of \(settings.storedSide ?? 0)",
        hint: "give a stored side that is as large at least")
    }
    return Model(
      graph: graph, parameters: parameters, preprocessing: preprocessing, classNames: classNames,
      origin: .init(title: title, digest: digest(settings)))
  }

  /// The SHA-256 of graph, parameters and preprocessing: all that decides what the network computes.
  private func digest(_ settings: PreprocessingSettings) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var hash = SHA256()
    for part in [try? encoder.encode(graph), try? encoder.encode(settings)] {
      guard let part else { preconditionFailure("\(title): a constant that JSON does not know") }
      hash.update(data: part)
    }
    for (_, tensor) in parameters.namedTensors {
      tensor.withUnsafeBuffer { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
    }
    return hash.finalize().hexadecimal
  }
}
