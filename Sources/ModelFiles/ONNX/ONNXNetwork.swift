import Files
import Foundation
import Kernels
import Networks
import ONNXSchema
import SwiftProtobuf
import Tensors

/// The network in an ONNX file: a graph and its parameters, without what a file does not say, which is how images become
/// its input.
///
/// ```swift
/// let network = try ONNXNetwork(contentsOf: url)
/// let model = try network.model(preprocessing: .imagenetTorch, classNames: names)
/// ```
/// Networks of one square RGB image are read, in versions 6 to 22 of the standard operators, with any batch size. Batch
/// normalization, and what else multiplies and adds constants by channel, is folded into the convolution or dense layer
/// before it where nothing else reads that.
public struct ONNXNetwork: Sendable {
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
  let path: String

  /// Reads an ONNX file, and those beside it that hold its numbers.
  ///
  /// - Throws: `ONNXError`, which names the path and, where one is at fault, the node.
  public init(contentsOf url: URL, options: Options = Options()) throws(ONNXError) {
    let path = url.path
    guard FileManager.default.fileExists(atPath: path) else {
      throw .unreadable(path: path, cause: "there is no such file", hint: "check the path")
    }
    guard let data = try? Data(contentsOf: url, options: .mappedIfSafe) else {
      throw .unreadable(
        path: path, cause: "cannot be read", hint: "check that it is a file that you may read")
    }
    try self.init(data: data, url: url, options: options)
  }

  /// Reads a file's bytes; `url` is what errors name, and where files with numbers are looked for.
  ///
  /// - Throws: `ONNXError`, as `init(contentsOf:)`.
  public init(data: Data, url: URL, options: Options = Options()) throws(ONNXError) {
    do throws(ONNXFailure) {
      let file = try ONNXNetwork.parsed(data, name: url.lastPathComponent)
      (graph, parameters) = try ONNXNetwork.folded(ONNXReading(file, url: url, options: options).network())
    } catch {
      throw ONNXError(error, path: url.path)
    }
    title = url.lastPathComponent
    path = url.path
  }

  /// Folds normalizations, of several in a row one after another.
  private static func folded(
    _ network: (graph: Graph, parameters: Parameters<Float>)
  ) -> (graph: Graph, parameters: Parameters<Float>) {
    var result = network
    while let folded = result.graph.foldingBatchNormalization(result.parameters) { result = folded }
    return result
  }

  private static func parsed(_ data: Data, name: String) throws(ONNXFailure) -> ONNXModel {
    if let failure = ForeignFormat.failure(of: data, name: name) { throw failure }
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

/// Files that are no ONNX and are often taken for it.
enum ForeignFormat {
  /// Why a file of another format is refused, and how it becomes ONNX.
  static func failure(of data: Data, name: String) -> ONNXFailure? {
    if data.isEmpty { return .malformed("an empty file") }
    // Archives and pickles of PyTorch.
    if data.starts(with: [0x50, 0x4B, 0x03, 0x04]) || data.first == 0x80 && (data.dropFirst().first ?? 0) <= 5
    {
      let file = name.filter { $0.isLetter || $0.isNumber || "._-".contains($0) }
      let stem = file.split(separator: ".").first.map(String.init) ?? "network"
      return ONNXFailure(
        kind: .unsupported, cause: "a file of Python's pickle, which runs code when it is read",
        hint: """
          if it is a whole module that you trust: python3 -c 'import torch; torch.onnx.export(torch.load("\(file)", \
          weights_only=False).eval(), torch.zeros(1, 3, 224, 224), "\(stem).onnx", opset_version=17, dynamo=False)'
          """)
    }
    if data.starts(with: Data("version https://git-lfs".utf8)) {
      return ONNXFailure(
        kind: .malformed, cause: "Git LFS's note of where the file is, not the file", hint: "run git lfs pull"
      )
    }
    return nil
  }
}
