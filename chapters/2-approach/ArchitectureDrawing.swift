import Figures
import Kernels
import Networks
import Tensors

extension ArchitectureDiagram.Network {
  /// The boxes of a network, from the list of its layers: rectification belongs to the layer below it,
  /// contrast normalization is a note on it, and the last dense layer is the softmax.
  init(_ title: String, _ architecture: Architecture) {
    var boxes: [ArchitectureDiagram.Layer] = [
      .init("input", .input, maps: architecture.inputShape[0], side: architecture.inputSide)
    ]
    for (layer, shape) in zip(architecture.layers, architecture.outputShapes) {
      switch layer.kind {
      case .convolution(let geometry):
        boxes.append(
          .init(
            layer.name, .convolution, maps: shape[0], side: shape[1], kernel: geometry.window.kernel,
            stride: geometry.window.stride, note: geometry.groups > 1 ? "\(geometry.groups) groups" : nil))
      case .maxPooling(let window):
        boxes.append(
          .init(
            layer.name, .pooling, maps: shape[0], side: shape[1], kernel: window.kernel,
            stride: window.stride))
      case .dense:
        let isLast = layer == architecture.layers.last
        boxes.append(.init(isLast ? "softmax" : layer.name, isLast ? .softmax : .dense, maps: shape[0]))
      case .normalization:
        boxes[boxes.count - 1].note = "+ norm"
      case .relu, .dropout:
        continue
      }
    }
    self.init(title, boxes)
  }
}

extension Layer {
  /// A convolution's or a pooling's window in few words: “7×7 / 2”, with padding and groups where there are
  /// any.
  var windowText: String {
    guard let window else { return "dense" }
    var text = "\(window.kernel)×\(window.kernel) / \(window.stride)"
    if window.pad > 0 { text += ", pad \(window.pad)" }
    if case .convolution(let geometry) = kind, geometry.groups > 1 { text += ", \(geometry.groups) groups" }
    return text
  }
}

extension Architecture {
  /// The layers that have a size of their own: convolutions, poolings and dense layers, with what each gives.
  var sizedLayers: [(layer: Layer, shape: Shape)] {
    zip(layers, outputShapes).filter { layer, _ in layer.window != nil || layer.weightShape != nil }
      .map { ($0, $1) }
  }

  /// The convolutions' and poolings' names, from the pixels upward.
  var windowedNames: [String] { layers.filter { $0.window != nil }.map(\.name) }

  /// The window of a convolution or a pooling.
  func window(_ name: String) -> WindowGeometry {
    guard let window = layers[index(of: name)].window else { preconditionFailure("\(name) has no window") }
    return window
  }

  /// The number of maps that a layer gives.
  func maps(_ name: String) -> Int { outputShapes[index(of: name)][0] }

  /// Weights and biases of one layer.
  func parameters(of name: String) -> Int { layers[index(of: name)].parameterCount }

  /// The parameters of the convolutions alone.
  var convolutionalParameters: Int {
    layers.filter { $0.window != nil }.reduce(0) { $0 + $1.parameterCount }
  }
}

extension Layer {
  /// The size of what the layer gives, in few words: “110² × 96” for maps, a plain number for units.
  func sizeText(_ shape: Shape) -> String {
    window != nil ? "\(shape[1])² × \(shape[0])" : NumberText.whole(shape[0])
  }
}
