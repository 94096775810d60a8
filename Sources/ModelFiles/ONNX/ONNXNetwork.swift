import Files
import Foundation
import Kernels
import Networks
import ONNXSchema
import SwiftProtobuf
import Tensors

/// The network in an ONNX file: a graph and its parameters, without what most files do not say, which is how images become
/// its input.
///
/// ```swift
/// let network = try ONNXNetwork(contentsOf: url)
/// let model = try network.model(preprocessing: .imagenetTorch, classNames: names)
/// ```
/// A file that `zfnet export` wrote says that too, in its metadata: see `notes`. Networks of one square RGB image are read, in versions 6 to 22 of the standard operators, with any batch size. Batch
/// normalization, and what else multiplies and adds constants by channel, is folded into the convolution or dense layer
/// before it where nothing else reads that.
public struct ONNXNetwork: ForeignNetwork {
  /// What of a file is read, where it leaves a choice.
  public struct Options: Sendable {
    /// The image's side in pixels, for a network that takes any; nil takes what the file says.
    public var side: Int?
    /// The name of the output, for a network that has several; nil takes the only one.
    public var output: String?

    /// By default what the file says, which must leave no choice.
    public init(side: Int? = nil, output: String? = nil) {
      self.side = side
      self.output = output
    }
  }

  /// The versions of the standard operators that are read.
  public static let versions = 6...22

  /// What the network computes.
  public let graph: Graph
  /// Its weights and biases.
  public let parameters: Parameters<Float>
  /// The file's name, without the folders that lead to it.
  public let title: String
  /// The file's path, as it was given, for messages.
  public let path: String
  /// How images become its input and what its classes are called, as far as the file's metadata say so.
  public let notes: ForeignNotes

  /// Reads an ONNX file, and those beside it that hold its numbers.
  ///
  /// - Throws: `ForeignFileError`, which names the path and, where one is at fault, the node.
  public init(contentsOf url: URL, options: Options = Options()) throws(ForeignFileError) {
    let data: Data
    do throws(NamedFile.Refusal) {
      data = try NamedFile.data(url.path, endings: [".onnx", ".safetensors", ".prototxt"])
    } catch {
      throw .unreadable(path: url.path, cause: error.cause, hint: error.hint)
    }
    try self.init(data: data, url: url, options: options)
  }

  /// Reads a file's bytes; `url` is what errors name, and where files with numbers are looked for.
  ///
  /// - Throws: `ForeignFileError`, as `init(contentsOf:)`.
  public init(data: Data, url: URL, options: Options = Options()) throws(ForeignFileError) {
    do throws(ForeignFailure) {
      let file = try ONNXNetwork.parsed(data, name: url.lastPathComponent)
      let network = try ONNXReading(file, url: url, options: options).network()
      (graph, parameters) = network.graph.foldingAllBatchNormalization(network.parameters)
      notes = ForeignNotes(
        Dictionary(file.metadata.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first }))
    } catch {
      throw ForeignFileError(error, path: url.path)
    }
    title = url.lastPathComponent
    path = url.path
  }

  private static func parsed(_ data: Data, name: String) throws(ForeignFailure) -> ONNXModel {
    if data.isEmpty { throw .malformed("an empty file") }
    if let refusal = ForeignFormat.refusal(of: data, name: name) {
      throw ForeignFailure(kind: .unsupported, cause: refusal.cause, hint: refusal.hint)
    }
    var options = BinaryDecodingOptions()
    options.discardUnknownFields = true
    guard let file = try? ONNXModel(serializedBytes: data, options: options) else {
      throw .malformed("not a whole ONNX file of \(data.count) bytes")
    }
    guard file.hasGraph, !file.graph.nodes.isEmpty else {
      throw .malformed("not a whole ONNX file: there are no nodes in it")
    }
    return file
  }
}
