import Foundation
import ModelFiles
import ONNXSchema
import SwiftProtobuf

/// An ONNX file that a test writes node by node, and reads back from its bytes.
///
/// ```swift
/// var file = ONNXFile(opset: 13)
/// file.add("Relu", ["image"], "y")
/// let network = try file.network(output: "y")
/// ```
struct ONNXFile {
  var model = ONNXModel()

  /// A file that takes images `[batch, channels, height, width]` called `image`; extents below 0 are open.
  init(opset: Int = 13, image extents: [Int] = [1, 3, 8, 8]) {
    model.irVersion = 8
    var set = ONNXOperatorSet()
    set.version = Int64(opset)
    model.operatorSets = [set]
    model.graph.inputs = [Self.value("image", extents)]
  }

  static func value(_ name: String, _ extents: [Int], type: Int32 = 1) -> ONNXValue {
    var value = ONNXValue()
    value.name = name
    value.type.tensor.dataType = type
    value.type.tensor.extents.extents = extents.map {
      var extent = ONNXExtent()
      extent.value = $0 < 0 ? .symbol("open") : .number(Int64($0))
      return extent
    }
    return value
  }

  /// Adds a node; an output is its only one.
  mutating func add(
    _ kind: String, _ inputs: [String], _ output: String, name: String = "", _ attributes: ONNXAttribute...
  ) {
    var node = ONNXNode()
    node.operator = kind
    node.inputs = inputs
    node.outputs = [output]
    node.name = name
    node.attributes = attributes
    model.graph.nodes.append(node)
  }

  /// Adds weights as a list of numbers; by default 1, 2, 3, … tenths.
  mutating func weights(_ name: String, _ extents: [Int], _ numbers: [Float]? = nil) {
    var tensor = ONNXTensor()
    tensor.name = name
    tensor.dataType = 1
    tensor.extents = extents.map { Int64($0) }
    tensor.floats = numbers ?? Self.tenths(extents)
    model.graph.initializers.append(tensor)
  }

  static func tenths(_ extents: [Int]) -> [Float] {
    (0..<extents.reduce(1, *)).map { Float($0 + 1) / 10 }
  }

  /// Adds a list of integers, as shapes and axes are.
  mutating func integers(_ name: String, _ numbers: [Int]) {
    var tensor = ONNXTensor()
    tensor.name = name
    tensor.dataType = 7
    tensor.extents = [Int64(numbers.count)]
    tensor.longIntegers = numbers.map { Int64($0) }
    model.graph.initializers.append(tensor)
  }

  /// The file's bytes, with an output.
  func bytes(output: String) throws -> Data {
    var model = model
    model.graph.outputs = [Self.value(output, [])]
    return try model.serializedData()
  }

  /// The network that is read from the file's bytes.
  func network(output: String, options: ONNXNetwork.Options = .init()) throws -> ONNXNetwork {
    try ONNXNetwork(
      data: bytes(output: output), url: URL(fileURLWithPath: "/nowhere/net.onnx"), options: options)
  }
}

extension ONNXAttribute {
  private init(_ name: String, _ kind: Kind) {
    self.init()
    self.name = name
    self.kind = kind
  }

  static func text(_ name: String, _ value: String) -> ONNXAttribute {
    var attribute = ONNXAttribute(name, .string)
    attribute.string = Data(value.utf8)
    return attribute
  }

  static func tensor(_ name: String, _ value: ONNXTensor) -> ONNXAttribute {
    var attribute = ONNXAttribute(name, .tensor)
    attribute.tensor = value
    return attribute
  }
}
