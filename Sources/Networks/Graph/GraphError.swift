/// A graph that cannot be: the node, and what is wrong with it.
public struct GraphError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The node at fault.
  public let node: String
  /// What is wrong with the graph, in words.
  public let cause: String

  /// What is wrong with one operation, before its node is named.
  package struct Cause: Error {
    package let text: String
    init(_ text: String) { self.text = text }
  }

  init(_ node: String, _ cause: String) {
    self.node = node
    self.cause = cause
  }

  /// One line: the node and the cause.
  public var description: String { "\(node): \(cause)" }
}
