import Files
import Foundation
import Networks
import Tensors

/// A model as a state dictionary in a safetensors file, which PyTorch loads.
///
/// A network that is built as one of torchvision's gets that one's names: its batch normalization, which is folded into the
/// convolutions here, is written as one that only adds the biases, and VGG's as no normalization at all. A chain gets the names of two `nn.Sequential`s: `features.N` up to the
/// first flattening or dense layer, `classifier.N` from it on, N counting all nodes but the flattening and the softmax.
public enum TorchvisionExport {
  /// What the tensors of a file are called after.
  public enum Naming: Sendable, Equatable, CustomStringConvertible {
    /// One of torchvision's networks, by its name.
    case architecture(String)
    /// Two sequences of modules.
    case sequences

    /// What it is called in a sentence for people.
    public var description: String {
      switch self {
      case .architecture(let name): "a state dictionary of torchvision's \(name)"
      case .sequences: "a state dictionary of two nn.Sequential, features and classifier"
      }
    }
  }

  /// Writes a model: whole under the file's name, or not at all. The same model gives the same bytes.
  ///
  /// - Returns: what the tensors are called after.
  /// - Throws: `ForeignNetworkError` where the network is neither built as one of torchvision's nor a chain; `FileError`, which names
  ///   the path.
  @discardableResult
  public static func write(_ model: Model, to url: URL) throws -> Naming {
    let (tensors, naming) = try tensors(of: model, path: url.path)
    var metadata = try ForeignNotes.texts(for: model)
    metadata["format"] = "pt"
    // By which its writer knows the file again.
    metadata["generator"] = "zfnet export"
    if case .architecture(let name) = naming { metadata["architecture"] = name }
    try WeightFile(tensors: tensors, metadata: metadata).write(to: url)
    return naming
  }

  /// The tensors, and what they are called after; `path` is what errors name.
  ///
  /// - Throws: `ForeignNetworkError`.
  static func tensors(
    of model: Model, path: String
  ) throws -> (tensors: [(String, Tensor<Float>)], naming: Naming) {
    let (graph, parameters) = model.graph.foldingAllBatchNormalization(model.parameters)
    let structure = GraphStructure(graph)
    // With its normalization folded, a network of convolutions that have biases is the one without.
    for architecture in TorchvisionArchitecture.all where !architecture.name.hasSuffix("_bn") {
      guard let layers = try? architecture.layers(side: graph.inputSide, shapes: nil) else { continue }
      let full = layers.graph
      let folded = full.foldingAllBatchNormalization(Parameters(zerosFor: full)).graph
      if let names = GraphStructure(folded).counterparts(in: structure) {
        return (tensors(of: layers, names, parameters), .architecture(architecture.name))
      }
    }
    guard graph.isChain, graph.nodes.allSatisfy({ $0.operation != .add && $0.operation != .concatenation })
    else {
      throw ForeignNetworkError.unsuitable(
        path: path,
        cause:
          "the network is no chain, and is built as none of \(TorchvisionNetwork.architectures.joined(separator: ", "))",
        hint: "export it as .onnx")
    }
    return (chain(graph, parameters), .sequences)
  }

  /// The tensors of one of torchvision's networks, from the nodes that stand for its convolutions and dense layers.
  private static func tensors(
    of layers: TorchvisionLayers, _ names: [String: String], _ parameters: Parameters<Float>
  ) -> [(String, Tensor<Float>)] {
    var tensors: [(String, Tensor<Float>)] = []
    for node in layers.nodes where node.weightShape != nil {
      let layer = node.operation.isNormalization ? node.inputs[0] : node.name
      guard let own = names[layer] else { preconditionFailure("\(layer) has no counterpart") }
      let pair = parameters[own]
      let channels = pair.biases.count
      let zeros = Tensor<Float>(zeros: [channels])
      if node.operation.isNormalization {
        // (x − 0) / √(1 + ε) · √(1 + ε) + bias
        let scale = Float((1 + TorchvisionLayers.epsilon).squareRoot())
        let parts = [zeros.map { _ in scale }, pair.biases, zeros, zeros.map { _ in 1 }]
        tensors += zip(TorchvisionLayers.normalizationTensors, parts).map { ("\(node.name).\($0)", $1) }
      } else {
        tensors.append(("\(node.name).weight", pair.weights))
        if !layers.withoutBias.contains(node.name) { tensors.append(("\(node.name).bias", pair.biases)) }
      }
    }
    return tensors
  }

  private static func chain(_ graph: Graph, _ parameters: Parameters<Float>) -> [(String, Tensor<Float>)] {
    var tensors: [(String, Tensor<Float>)] = []
    var (sequence, place) = ("features", 0)
    for node in graph.nodes where node.operation != .softmax {
      let isDense = if case .dense = node.operation { true } else { false }
      if sequence == "features", isDense || node.operation == .flatten {
        (sequence, place) = ("classifier", 0)
      }
      if node.operation == .flatten { continue }
      let name = "\(sequence).\(place)"
      place += 1
      guard graph.weightShape(of: node) != nil else { continue }
      let pair = parameters[node.name]
      tensors.append(("\(name).weight", pair.weights))
      if pair.biases.count > 0 { tensors.append(("\(name).bias", pair.biases)) }
      guard node.operation.isNormalization else { continue }
      // Scales and shifts that are left stand for a normalization of mean 0 and variance 1 − ε.
      let zeros = Tensor<Float>(zeros: [pair.biases.count])
      let variance = Float(1 - TorchvisionLayers.epsilon)
      tensors.append(("\(name).running_mean", zeros))
      tensors.append(("\(name).running_var", zeros.map { _ in variance }))
    }
    return tensors
  }
}

extension Node.Operation {
  /// Whether it is a batch normalization.
  fileprivate var isNormalization: Bool {
    if case .batchNormalization = self { true } else { false }
  }
}
