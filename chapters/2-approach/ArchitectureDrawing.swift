import Figures
import Kernels
import Networks
import Tensors

extension ArchitectureDiagram.Network {
  /// The boxes of a network, from the list of its layers: rectification belongs to the layer below it,
  /// contrast normalization is a note on it, and the last dense layer is the softmax.
  init(_ title: String, _ graph: Graph) {
    var boxes: [ArchitectureDiagram.Layer] = [
      .init("input", .input, maps: graph.inputShape[0], side: graph.inputSide)
    ]
    for (layer, shape) in zip(graph.nodes, graph.outputShapes) {
      switch layer.operation {
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
        let isLast = layer == graph.nodes.last
        boxes.append(.init(isLast ? "softmax" : layer.name, isLast ? .softmax : .dense, maps: shape[0]))
      case .responseNormalization:
        let note = boxes[boxes.count - 1].note
        boxes[boxes.count - 1].note = [note, "+ norm"].compactMap(\.self).joined(separator: ", ")
      default:
        continue
      }
    }
    self.init(title, boxes)
  }
}

extension Node {
  /// A convolution's or a pooling's window in few words: “7×7 / 2”, with padding and groups where there are
  /// any.
  var windowText: String {
    guard let window = operation.window else { return "dense" }
    var text = "\(window.kernel)×\(window.kernel) / \(window.stride)"
    if window.pad > 0 { text += ", pad \(window.pad)" }
    if case .convolution(let geometry) = operation, geometry.groups > 1 {
      text += ", \(geometry.groups) groups"
    }
    return text
  }
}

extension Graph {
  /// The layers that have a size of their own: convolutions, poolings and dense layers, with what each gives.
  var sizedLayers: [(layer: Node, shape: Shape, parameters: Int)] {
    zip(nodes, outputShapes).filter { layer, _ in layer.operation.window != nil || layer.weightShape != nil }
      .map { ($0, $1, parameterCount(of: $0)) }
  }

  /// The convolutions' and poolings' names, from the pixels upward.
  var windowedNames: [String] { nodes.filter { $0.operation.window != nil }.map(\.name) }

  /// The window of a convolution or a pooling.
  func window(_ name: String) -> WindowGeometry {
    guard let window = self[name].operation.window else { preconditionFailure("\(name) has no window") }
    return window
  }

  /// The number of maps that a layer gives.
  func maps(_ name: String) -> Int { shape(of: name)[0] }

  /// Weights and biases of one layer.
  func parameters(of name: String) -> Int { parameterCount(of: self[name]) }

  /// The parameters of the convolutions alone.
  var convolutionalParameters: Int {
    nodes.filter { $0.operation.window != nil }.reduce(0) { $0 + parameterCount(of: $1) }
  }
}

extension Node {
  /// The size of what the layer gives, in few words: “110² × 96” for maps, a plain number for units.
  func sizeText(_ shape: Shape) -> String {
    operation.window != nil ? "\(shape[1])² × \(shape[0])" : NumberText.whole(shape[0])
  }
}
