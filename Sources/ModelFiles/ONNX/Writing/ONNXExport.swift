import Files
import Foundation
import Networks
import ONNXSchema
import SwiftProtobuf

/// A model as an ONNX file that other programs run: `ONNXNetwork` reads it back.
///
/// The file takes images `[N, 3, side, side]` called `image`, prepared as the model's preprocessing says, for any number N, and
/// gives `[N, classes]`. Nodes have the names of the graph's, initializers those of the parameters in files
/// (`conv1.weight`, …). The metadata hold `preprocessing` (as `PreprocessingSettings`, unless a mean image is subtracted) and
/// `classNames`, as JSON texts.
public enum ONNXExport {
  /// The version of the standard operators that is written.
  public static let operatorVersion = 17
  private static let formatVersion: Int64 = 8
  /// protobuf cannot read files of 2 GiB.
  private static let largestFile = 2_000_000_000

  /// Writes a model: whole under the file's name, or not at all. The same model gives the same bytes.
  ///
  /// - Throws: `ForeignNetworkError` where the format has no place for the network; `FileError`, which names the path.
  public static func write(_ model: Model, to url: URL) throws {
    try AtomicFile.write(encoded(model, path: url.path), to: url)
  }

  /// The bytes of the file; `path` is what errors name.
  ///
  /// - Throws: `ForeignNetworkError`.
  public static func encoded(_ model: Model, path: String) throws -> Data {
    guard model.graph.parameterCount * 4 < largestFile else {
      throw ForeignNetworkError.unsuitable(
        path: path, cause: "\(model.graph.parameterCount) parameters are more than one ONNX file can hold",
        hint: "use the .safetensors file")
    }
    let graph: ONNXGraph
    do throws(ONNXWriting.Failure) {
      graph = try ONNXWriting.graph(of: model)
    } catch {
      throw ForeignNetworkError.unsuitable(
        path: path, cause: error.text, hint: "use the .safetensors file")
    }
    var file = ONNXModel()
    file.irVersion = formatVersion
    file.producerName = "zfnet"
    var set = ONNXOperatorSet()
    set.version = Int64(operatorVersion)
    file.operatorSets = [set]
    file.graph = graph
    file.metadata = try ForeignNotes.texts(for: model).sorted { $0.key < $1.key }.map { key, value in
      var entry = ONNXEntry()
      (entry.key, entry.value) = (key, value)
      return entry
    }
    return try file.serializedData()
  }
}
