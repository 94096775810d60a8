import Crypto
import Files
import Foundation
import Networks

extension ONNXNetwork {
  /// The network with what the file does not say.
  ///
  /// - Parameters:
  ///   - settings: how images become the network's input.
  ///   - classNames: one for each of the network's values, or none.
  /// - Throws: `ONNXError` where the names do not fit the network, or the images are smaller than its input.
  public func model(
    preprocessing settings: PreprocessingSettings, classNames: [String] = []
  ) throws(ONNXError) -> Model {
    guard classNames.isEmpty || classNames.count == graph.classes else {
      throw .unsupported(
        path: path, cause: "it has \(graph.classes) classes, and there are \(classNames.count) names",
        hint: "give one name for each class, in the order of its output")
    }
    guard let preprocessing = settings.preprocessing(inputSide: graph.inputSide) else {
      throw .unsupported(
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
