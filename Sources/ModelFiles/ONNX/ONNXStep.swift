import Foundation
import ONNXSchema

/// A node of a file while it is read: its attributes, and failures that name it.
struct ONNXStep {
  let node: ONNXNode
  /// What messages call it.
  let title: String

  init(_ node: ONNXNode, place: Int) {
    self.node = node
    let name = node.name.isEmpty ? "\(place) without a name" : "“\(node.name)”"
    title = "node \(name) (\(node.operator))"
  }

  func malformed(_ cause: String) -> ForeignFailure { .malformed("\(title): \(cause)") }

  func unsupported(_ cause: String) -> ForeignFailure { .unsupported("\(title): \(cause)") }

  func failure(_ failure: ForeignGraphBuilder.Failure) -> ForeignFailure {
    failure.kind == .malformed ? malformed(failure.cause) : unsupported(failure.cause)
  }

  /// Whether an input is given; optional ones are missing or have an empty name.
  func has(_ input: Int) -> Bool { input < node.inputs.count && !node.inputs[input].isEmpty }

  // MARK: Attributes

  func integer(_ name: String) throws(ForeignFailure) -> Int? {
    guard let attribute = try attribute(name, .integer, has: \.hasInteger) else { return nil }
    return Int(attribute.integer)
  }

  func integers(_ name: String) throws(ForeignFailure) -> [Int]? {
    guard let attribute = try attribute(name, .integers, has: { !$0.integers.isEmpty }) else { return nil }
    return attribute.integers.map { Int($0) }
  }

  func float(_ name: String) throws(ForeignFailure) -> Float? {
    guard let attribute = try attribute(name, .float, has: \.hasFloat) else { return nil }
    return attribute.float
  }

  func floats(_ name: String) throws(ForeignFailure) -> [Float]? {
    guard let attribute = try attribute(name, .floats, has: { !$0.floats.isEmpty }) else { return nil }
    return attribute.floats
  }

  func text(_ name: String) throws(ForeignFailure) -> String? {
    guard let attribute = try attribute(name, .string, has: \.hasString) else { return nil }
    return String(decoding: attribute.string, as: UTF8.self)
  }

  func tensor(_ name: String) throws(ForeignFailure) -> ONNXTensor? {
    guard let attribute = try attribute(name, .tensor, has: \.hasTensor) else { return nil }
    return attribute.tensor
  }

  /// The attribute of a name, which must hold what its operator wants there; the oldest files do not state kinds.
  private func attribute(
    _ name: String, _ kind: ONNXAttribute.Kind, has: (ONNXAttribute) -> Bool
  ) throws(ForeignFailure) -> ONNXAttribute? {
    guard let found = node.attributes.first(where: { $0.name == name }) else { return nil }
    guard found.kind == kind || found.kind == .undefined && has(found) else {
      throw malformed("its attribute \(name) is not of the kind \(kind)")
    }
    return found
  }
}
