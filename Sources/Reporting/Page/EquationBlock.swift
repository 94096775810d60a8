/// A formula on a line of its own.
public struct EquationBlock: Sendable, Hashable, Codable {
  /// The formula as a tree.
  public var formula: MathNode
  /// Its permanent name, where it is referred to; the anchor is `eq-` and this.
  public var label: String?
}
