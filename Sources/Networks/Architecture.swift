import Kernels
import Tensors

/// A network's architecture, as a value: a chain of layers from pixels to logits (the softmax belongs to the loss).
public struct Architecture: Hashable, Sendable {
  /// Its name: `zfnet`, `zfnet-b`, `alexnet`, or one made by hand.
  public let name: String
  /// One image's shape, `[3, side, side]`.
  public let inputShape: Shape
  /// The layers from the pixels upward.
  public let layers: [Layer]
  /// One image's output shape after each layer.
  public let outputShapes: [Shape]

  /// A chain of layers; the shapes must fit and the names must differ.
  public init(name: String, inputShape: Shape, layers: [Layer]) {
    precondition(Set(layers.map(\.name)).count == layers.count, "two layers of \(name) share a name")
    self.name = name
    self.inputShape = inputShape
    self.layers = layers
    var shapes: [Shape] = []
    for layer in layers { shapes.append(layer.outputShape(shapes.last ?? inputShape)) }
    outputShapes = shapes
  }

  /// The number of logits.
  public var classes: Int { outputShapes.last?[0] ?? 0 }

  /// The image's side in pixels.
  public var inputSide: Int { inputShape[1] }

  /// Weights and biases of all layers.
  public var parameterCount: Int { layers.reduce(0) { $0 + $1.parameterCount } }

  /// Multiplications, each with its addition, of one image's way to its logits.
  public var multiplyAdds: Int {
    layers.indices.reduce(0) { $0 + layers[$1].multiplyAdds(inputShape(ofLayerAt: $1)) }
  }

  /// The place of a layer in the chain.
  public func index(of name: String) -> Int {
    guard let index = layers.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(self.name) has no layer \(name); it has \(layers.map(\.name))")
    }
    return index
  }

  /// One image's input shape of the layer at an index.
  public func inputShape(ofLayerAt index: Int) -> Shape { index == 0 ? inputShape : outputShapes[index - 1] }

  /// The convolutions' names in order.
  public var convolutionNames: [String] {
    layers.filter { if case .convolution = $0.kind { true } else { false } }.map(\.name)
  }
}
