import Kernels
import Networks
import Tensors

/// One of torchvision's networks, written down module by module: nodes under the modules' names, and which tensors of the state
/// dictionary each has.
struct TorchvisionLayers {
  /// What does not fit, in words.
  struct Failure: Error {
    let text: String
    init(_ text: String) { self.text = text }
  }

  /// More values than any layer has for one image.
  private static let largestLayer = 1 << 28
  /// Channels and units where the structure alone is asked for.
  private static let fewChannels = 8

  /// The nodes so far; the tensors of each are called after it.
  private(set) var nodes: [Node] = []
  /// The convolutions that have no bias.
  private(set) var withoutBias: Set<String> = []
  /// The node that the next one reads.
  var top = Graph.inputName

  private let shapes: [String: [Int]]?
  private let inputShape: Shape
  private var outputs: [String: Shape]

  /// No layers yet, over images of a side; see `TorchvisionArchitecture.layers`.
  init(side: Int, shapes: [String: [Int]]?) {
    self.shapes = shapes
    inputShape = [3, side, side]
    outputs = [Graph.inputName: inputShape]
  }

  /// The graph of the layers, with batch normalization.
  var graph: Graph { Graph(inputShape: inputShape, nodes: nodes) }

  /// The names of all tensors, without the counters of batch normalization.
  var tensorNames: [String] {
    nodes.flatMap { node -> [String] in
      let suffixes: [String]
      switch node.operation {
      case .convolution where withoutBias.contains(node.name): suffixes = ["weight"]
      case .convolution, .dense: suffixes = ["weight", "bias"]
      case .batchNormalization: suffixes = TorchvisionLayers.normalizationTensors
      default: suffixes = []
      }
      return suffixes.map { "\(node.name).\($0)" }
    }
  }

  /// The tensors of a batch normalization: scales, shifts, means, variances.
  static let normalizationTensors = ["weight", "bias", "running_mean", "running_var"]
  /// What torchvision's batch normalizations add to the variance.
  static let epsilon = 1e-5

  // MARK: Layers with weights

  mutating func convolution(
    _ name: String, kernel: Int, stride: Int = 1, pad: Int = 0, hasBias: Bool = true
  ) throws(Failure) {
    let inputs = shape(of: top)[0]
    let outputs = try channels("\(name).weight", tail: [inputs, kernel, kernel])
    if hasBias { try check("\(name).bias", is: [outputs]) } else { withoutBias.insert(name) }
    try add(
      name,
      .convolution(
        ConvolutionGeometry(
          inputs: inputs, outputs: outputs,
          window: WindowGeometry(kernel: kernel, stride: stride, pad: pad, rounding: .down))), of: [top])
  }

  mutating func dense(_ name: String) throws(Failure) {
    let inputs = shape(of: top).count
    let outputs = try channels("\(name).weight", tail: [inputs])
    try check("\(name).bias", is: [outputs])
    try add(name, .dense(inputs: inputs, outputs: outputs), of: [top])
  }

  mutating func normalization(_ name: String) throws(Failure) {
    let channels = shape(of: top)[0]
    for suffix in Self.normalizationTensors { try check("\(name).\(suffix)", is: [channels]) }
    try add(name, .batchNormalization(channels: channels), of: [top])
  }

  // MARK: Layers without

  mutating func relu(_ name: String) throws(Failure) { try add(name, .relu, of: [top]) }

  mutating func dropout(_ name: String) throws(Failure) {
    try add(name, .dropout(probability: 0.5), of: [top])
  }

  mutating func maxPooling(
    _ name: String, kernel: Int, stride: Int, pad: Int = 0, isRoundedUp: Bool = false
  ) throws(Failure) {
    try add(
      name,
      .maxPooling(
        WindowGeometry(
          kernel: kernel, stride: stride, pad: pad, rounding: isRoundedUp ? .upWithinInput : .down)),
      of: [top])
  }

  mutating func mean(_ name: String) throws(Failure) { try add(name, .globalAveragePooling, of: [top]) }

  /// torchvision's adaptive pooling to maps of a side, which the dense layer after it tells: the means of equal parts of the map.
  ///
  /// - Parameter usually: the side where the structure alone is asked for.
  mutating func meansOfParts(_ name: String, before dense: String, usually: Int) throws(Failure) {
    let (channels, height) = (shape(of: top)[0], shape(of: top)[1])
    var side = usually
    if let shapes {
      guard let weights = shapes["\(dense).weight"], weights.count == 2 else {
        throw Failure("\(dense).weight is no matrix")
      }
      side = Int((Double(weights[1]) / Double(channels)).squareRoot().rounded())
      guard side > 0, side <= 1 << 12, side * side * channels == weights[1] else {
        throw Failure("\(dense).weight has \(weights[1]) columns for \(channels) channels")
      }
    } else if !height.isMultiple(of: side) {
      side = height
    }
    guard height.isMultiple(of: side) else {
      throw Failure(
        "of an image of \(inputShape[1]) pixels it makes maps of \(height) positions a side, which do not divide into the \(side) that \(dense) takes: choose another --side, such as 224"
      )
    }
    if height == side { return }
    let window = WindowGeometry(kernel: height / side, stride: height / side, rounding: .down)
    try add(name, .averagePooling(window, countsPadding: false), of: [top])
  }

  mutating func sum(_ name: String, of inputs: [String]) throws(Failure) {
    try add(name, .add, of: inputs)
  }

  mutating func concatenation(_ name: String, of inputs: [String]) throws(Failure) {
    try add(name, .concatenation, of: inputs)
  }

  // MARK: Parts

  private func shape(of name: String) -> Shape { outputs[name] ?? inputShape }

  private mutating func add(
    _ name: String, _ operation: Node.Operation, of inputs: [String]
  ) throws(Failure) {
    let shape: Shape
    do throws(GraphError.Cause) {
      shape = try operation.outputShape(inputs.map { self.shape(of: $0) })
    } catch {
      throw Failure("\(name): \(error.text)")
    }
    guard shape.count <= Self.largestLayer else {
      throw Failure("\(name): its output of \(shape) is larger than any network's")
    }
    outputs[name] = shape
    nodes.append(Node(name, operation, inputs: inputs))
    top = name
  }

  /// The outputs of a layer with weights, whose other extents must be as given.
  private func channels(_ name: String, tail: [Int]) throws(Failure) -> Int {
    guard let shapes else { return Self.fewChannels }
    let shape = shapes[name] ?? []
    guard shape.count == tail.count + 1, Array(shape.dropFirst()) == tail, (1...1 << 24).contains(shape[0])
    else {
      throw Failure("\(name) is \(Self.text(shape)) and not n×\(Self.text(tail))")
    }
    return shape[0]
  }

  private func check(_ name: String, is extents: [Int]) throws(Failure) {
    guard let shapes else { return }
    guard shapes[name] == extents else {
      throw Failure("\(name) is \(Self.text(shapes[name] ?? [])) and not \(Self.text(extents))")
    }
  }

  private static func text(_ extents: [Int]) -> String {
    extents.isEmpty ? "a single number" : extents.map(String.init).joined(separator: "×")
  }
}
