import Foundation
import Networks
import Tensors

/// One of torchvision's networks in a state dictionary that was saved as safetensors: AlexNet, VGG with and without batch
/// normalization, ResNet, SqueezeNet.
///
/// ```swift
/// let network = try TorchvisionNetwork(contentsOf: url)
/// let model = try network.model(preprocessing: .imagenetTorch, classNames: names)
/// ```
/// Which one it is follows from the names of the tensors; widths and the number of classes follow from their shapes. The
/// nodes are called after torchvision's modules, and batch normalization is folded into the convolutions before it.
public struct TorchvisionNetwork: ForeignNetwork {
  /// The architectures that are read, by torchvision's names.
  public static var architectures: [String] { TorchvisionArchitecture.all.map(\.name) }

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
  /// torchvision's name of the architecture, such as `resnet18`.
  public let architecture: String

  /// The largest image: as large as `zfnet describe` takes.
  private static let largestSide = 4096
  /// Batch normalization counts its batches in 64-bit integers, which no network needs.
  private static let counters = ".num_batches_tracked"

  /// Reads a state dictionary.
  ///
  /// - Parameter side: the image's side in pixels, which a state dictionary does not say; nil for 224, at which these networks were
  ///   published.
  /// - Throws: `WeightFileError`, which names the path, for a file that is not whole and sound, or holds no network that is known.
  public init(contentsOf url: URL, side: Int? = nil) throws(WeightFileError) {
    try self.init(WeightFile(contentsOf: url, without: Self.counters), url: url, side: side)
  }

  /// Reads the bytes of a state dictionary; `url` is what errors name.
  ///
  /// - Throws: `WeightFileError`, as `init(contentsOf:)`.
  public init(data: Data, url: URL, side: Int? = nil) throws(WeightFileError) {
    try self.init(WeightFile(data: data, path: url.path, without: Self.counters), url: url, side: side)
  }

  private init(_ file: WeightFile, url: URL, side: Int?) throws(WeightFileError) {
    let side = side ?? 224
    guard (1...Self.largestSide).contains(side) else {
      throw .unsupported(
        path: url.path, cause: "images of \(side) pixels a side",
        hint: "sides of up to \(Self.largestSide) are read")
    }
    let architecture = try Self.architecture(of: file, path: url.path)
    let shapes = Dictionary(
      file.tensors.map { ($0.0, $0.1.shape.dimensions) }, uniquingKeysWith: { first, _ in first })
    let layers: TorchvisionLayers
    do {
      layers = try architecture.layers(side: side, shapes: shapes)
    } catch {
      let cause = (error as? TorchvisionLayers.Failure)?.text ?? "\(error)"
      throw .unsupported(
        path: url.path, cause: "it has the tensors of \(architecture.name), but \(cause)",
        hint: "export a network that was changed as ONNX")
    }
    let graph = layers.graph
    (self.graph, parameters) = graph.foldingAllBatchNormalization(
      try Self.parameters(of: layers, graph, in: file, path: url.path))
    self.architecture = architecture.name
    title = url.lastPathComponent
    path = url.path
    notes = ForeignNotes(file.metadata)
  }

  /// The architecture whose tensors a file has: these, and no others.
  private static func architecture(
    of file: WeightFile, path: String
  ) throws(WeightFileError) -> TorchvisionArchitecture {
    let names = Set(file.tensors.map(\.0))
    var nearest: (architecture: TorchvisionArchitecture, lacking: [String], strange: [String])?
    for architecture in TorchvisionArchitecture.all {
      let wanted = architecture.tensorNames
      if wanted == names { return architecture }
      let (lacking, strange) = (wanted.subtracting(names).sorted(), names.subtracting(wanted).sorted())
      if lacking.count + strange.count < (nearest.map { $0.lacking.count + $0.strange.count } ?? .max) {
        nearest = (architecture, lacking, strange)
      }
    }
    var cause = "no network of torchvision's that is known has its \(names.count) tensors"
    if let nearest, nearest.lacking.count + nearest.strange.count < names.count {
      let parts = [("lacks", nearest.lacking), ("also has", nearest.strange)].filter { !$0.1.isEmpty }
      let words = parts.map { word, names in
        "\(word) \(names.prefix(3).joined(separator: ", "))\(names.count > 3 ? " and \(names.count - 3) more" : "")"
      }
      cause = "nearest is \(nearest.architecture.name), of which it \(words.joined(separator: " and "))"
    }
    throw .unsupported(
      path: path, cause: cause,
      hint:
        "state dictionaries of these are read: \(Self.architectures.joined(separator: ", ")); export any other network as ONNX"
    )
  }

  private static func parameters(
    of layers: TorchvisionLayers, _ graph: Graph, in file: WeightFile, path: String
  ) throws(WeightFileError) -> Parameters<Float> {
    let tensors = Dictionary(file.tensors, uniquingKeysWith: { first, _ in first })
    var parameters = Parameters<Float>(zerosFor: graph)
    for node in graph.nodes where graph.weightShape(of: node) != nil {
      let name = node.name
      if case .batchNormalization = node.operation {
        parameters[name] = try normalization(name, tensors, path)
      } else {
        parameters[name].weights = try tensor("\(name).weight", tensors, path)
        if !layers.withoutBias.contains(name) {
          parameters[name].biases = try tensor("\(name).bias", tensors, path)
        }
      }
    }
    return parameters
  }

  private static func normalization(
    _ name: String, _ tensors: [String: Tensor<Float>], _ path: String
  ) throws(WeightFileError) -> Parameters<Float>.Pair {
    var parts: [Tensor<Float>] = []
    for suffix in TorchvisionLayers.normalizationTensors {
      parts.append(try tensor("\(name).\(suffix)", tensors, path))
    }
    guard parts[3].withUnsafeBuffer({ $0.allSatisfy { $0 >= 0 } }) else {
      throw damaged(path, "the variances of \(name) are not all above zero")
    }
    return .init(
      gamma: parts[0], beta: parts[1], mean: parts[2], variance: parts[3], epsilon: TorchvisionLayers.epsilon)
  }

  private static func tensor(
    _ name: String, _ tensors: [String: Tensor<Float>], _ path: String
  ) throws(WeightFileError) -> Tensor<Float> {
    guard let tensor = tensors[name] else { throw damaged(path, "the tensor \(name) is missing") }
    guard tensor.withUnsafeBuffer({ $0.allSatisfy(\.isFinite) }) else {
      throw damaged(path, "the tensor \(name) holds a number that is not finite")
    }
    return tensor
  }

  private static func damaged(_ path: String, _ cause: String) -> WeightFileError {
    .damaged(path: path, cause: cause, hint: "copy the file again, or take another checkpoint")
  }
}
