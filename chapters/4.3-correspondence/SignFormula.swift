import Reporting

/// The paper's measure of correspondence.
enum SignFormula {
  private static func epsilon(_ index: MathNode) -> MathNode { MathNode.identifier("ε").sub(index) }
  private static func sign(_ index: MathNode) -> MathNode {
    [.name("sign"), .fenced("(", epsilon(index), ")")]
  }

  /// Δ = Σ H(sign ε_i, sign ε_j) over i ≠ j, with ε_i = x_i − x̃_i.
  static let measure: MathNode = [
    "Δ", "=", .large("∑", lower: ["i", "≠", "j"], upper: nil), .identifier("H"),
    .fenced("(", [sign("i"), ",", sign("j")], ")"), .text(" ,    "), epsilon("i"), "=",
    MathNode.identifier("x").sub("i"), "−", MathNode.accent("x", "˜").sub("i"),
  ]
}
