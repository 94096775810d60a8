/// A displayed formula.
public struct EquationBlock: Sendable, Hashable, Codable {
  /// The formula.
  public var formula: MathNode
  /// Its permanent name, where it is referred to; the anchor is `eq-` and this.
  public var label: String?
}
