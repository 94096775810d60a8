import Foundation
import Networks
import ONNXSchema
import Tensors

/// The translation of a model's nodes, one after another, into those of an ONNX file.
struct ONNXWriting {
  /// What the format has no place for, in words.
  struct Failure: Error { let text: String }

  /// A value in the file: its name, and whether it is a vector for each image or maps.
  struct Value {
    let name: String
    let isVector: Bool
  }

  private static let imageName = "image"

  let model: Model
  /// The file's graph so far.
  private(set) var result = ONNXGraph()
  private var values: [String: Value] = [:]
  private var names: Set<String> = []

  private init(_ model: Model) { self.model = model }

  /// The graph of a file for a model.
  ///
  /// - Throws: `Failure`.
  static func graph(of model: Model) throws(Failure) -> ONNXGraph {
    var writing = ONNXWriting(model)
    try writing.write()
    return writing.result
  }

  /// Writes all nodes and says what goes in and comes out.
  private mutating func write() throws(Failure) {
    let graph = model.graph
    let image = unique(Self.imageName)
    values[Graph.inputName] = Value(name: image, isVector: false)
    for node in graph.nodes { values[node.name] = try write(node) }
    let last = graph.nodes[graph.nodes.count - 1].name
    let shape = graph.shape(of: last)
    let isVector = shape.count == shape[0]
    let output = isVector ? vector(last) : maps(last)
    result.name = "network"
    result.inputs = [Self.described(image, graph.inputShape.dimensions)]
    result.outputs = [Self.described(output, isVector ? [shape.count] : shape.dimensions)]
  }

  // MARK: Values

  /// A name that no other value, node or initializer has.
  private mutating func unique(_ name: String) -> String {
    var candidate = name
    var number = 2
    while !names.insert(candidate).inserted {
      candidate = "\(name)_\(number)"
      number += 1
    }
    return candidate
  }

  /// What a node of the graph, or the image, is in the file.
  func value(_ name: String) -> Value {
    guard let value = values[name] else { preconditionFailure("\(name) is not written yet") }
    return value
  }

  /// A node's value as maps `[N, C, H, W]`.
  mutating func maps(_ name: String) -> String {
    let value = value(name)
    guard value.isVector else { return value.name }
    let shape = integers("\(name).maps.shape", [0] + model.graph.shape(of: name).dimensions)
    return add(.reshape, [value.name, shape], name: "\(name).maps")
  }

  /// A node's value as a vector `[N, values]`.
  mutating func vector(_ name: String) -> String {
    let value = value(name)
    guard !value.isVector else { return value.name }
    return add(.flatten, [value.name], name: "\(name).flat", [.integer("axis", 1)])
  }

  // MARK: Nodes and initializers

  /// Adds a node and returns its output, which has its name.
  mutating func add(
    _ kind: ONNXOperator, _ inputs: [String], name: String, _ attributes: [ONNXAttribute] = []
  ) -> String {
    var node = ONNXNode()
    node.name = unique(name)
    node.operator = kind.rawValue
    node.inputs = inputs
    node.outputs = [node.name]
    node.attributes = attributes
    result.nodes.append(node)
    return node.name
  }

  /// Adds a tensor of numbers and returns its name.
  mutating func tensor(_ name: String, _ values: Tensor<Float>, extents: [Int]? = nil) -> String {
    let bytes = values.withUnsafeBuffer { Data(buffer: $0) }
    return initializer(name, .float, extents ?? values.shape.dimensions, bytes)
  }

  /// Adds a single number and returns its name.
  mutating func number(_ name: String, _ value: Float) -> String {
    initializer(name, .float, [], withUnsafeBytes(of: value.bitPattern.littleEndian) { Data($0) })
  }

  private mutating func integers(_ name: String, _ values: [Int]) -> String {
    let bytes = values.map { Int64($0).littleEndian }.withUnsafeBufferPointer { Data(buffer: $0) }
    return initializer(name, .int64, [values.count], bytes)
  }

  private mutating func initializer(
    _ name: String, _ type: ONNXNumberType, _ extents: [Int], _ bytes: Data
  ) -> String {
    var tensor = ONNXTensor()
    tensor.name = unique(name)
    tensor.dataType = type.rawValue
    tensor.extents = extents.map { Int64($0) }
    tensor.raw = bytes
    result.initializers.append(tensor)
    return tensor.name
  }

  /// A value's name and extents, after those of a batch of any size.
  private static func described(_ name: String, _ extents: [Int]) -> ONNXValue {
    var value = ONNXValue()
    value.name = name
    value.type.tensor.dataType = ONNXNumberType.float.rawValue
    var batch = ONNXExtent()
    batch.value = .symbol("N")
    value.type.tensor.extents.extents =
      [batch]
      + extents.map {
        var extent = ONNXExtent()
        extent.value = .number(Int64($0))
        return extent
      }
    return value
  }
}

extension ONNXAttribute {
  private init(_ name: String, _ kind: Kind) {
    self.init()
    self.name = name
    self.kind = kind
  }

  /// A whole number under a name.
  package static func integer(_ name: String, _ value: Int) -> ONNXAttribute {
    var attribute = ONNXAttribute(name, .integer)
    attribute.integer = Int64(value)
    return attribute
  }

  /// Whole numbers under a name.
  package static func integers(_ name: String, _ values: [Int]) -> ONNXAttribute {
    var attribute = ONNXAttribute(name, .integers)
    attribute.integers = values.map { Int64($0) }
    return attribute
  }

  /// A number under a name.
  package static func float(_ name: String, _ value: Float) -> ONNXAttribute {
    var attribute = ONNXAttribute(name, .float)
    attribute.float = value
    return attribute
  }
}
