import Reporting

/// The chapter's formulas.
enum Formula {
  private static func indexed(_ letter: MathNode, _ lower: MathNode, layer: MathNode = "ℓ") -> MathNode {
    .scripts(letter, lower: lower, upper: layer)
  }
  private static func hat(_ letter: MathNode) -> MathNode { .accent(letter, "ˆ") }
  private static let below: MathNode = ["ℓ", "−", "1"]
  private static let gap: MathNode = .text(" ,    ")

  private static func positive(_ node: MathNode) -> MathNode {
    ["max", .fenced("(", ["0", ",", node], ")")]
  }

  /// One layer of the convnet.
  static let convnet: MathNode = [
    indexed("a", "k"), "=", .large("∑", lower: "c", upper: nil), indexed("F", ["k", "c"]), "⋆",
    indexed("z", "c", layer: below), "+", indexed("b", "k"), gap,
    indexed("r", "k"), "=", positive(indexed("a", "k")), gap,
    .fenced("(", [indexed("z", "k"), ",", indexed("s", "k")], ")"), "=", "pool",
    .fenced("(", indexed("r", "k"), ")"),
  ]

  /// One layer of the deconvnet.
  static let deconvnet: MathNode = [
    indexed(hat("r"), "k"), "=", "unpool",
    .fenced("(", [indexed(hat("z"), "k"), ",", indexed("s", "k")], ")"),
    gap,
    indexed(hat("a"), "k"), "=", positive(indexed(hat("r"), "k")), gap,
    indexed(hat("z"), "c", layer: below), "=", .large("∑", lower: "k", upper: nil),
    .scripts("F", lower: ["k", "c"], upper: ["ℓ", "⊤"]), "⋆", indexed(hat("a"), "k"),
  ]

  /// What a ReLU does on the way back: in backpropagation the forward sign decides, in the deconvnet the signal's, in guided
  /// backpropagation both.
  static let rules: MathNode = [
    rule(.text("gradient: "), condition("a")), gap, rule(.text("deconvnet: "), condition(hat("r"))), gap,
    rule(.text("guided: "), [condition("a"), "·", condition(hat("r"))]),
  ]

  private static func condition(_ letter: MathNode) -> MathNode { .fenced("[", [letter, ">", "0"], "]") }

  private static func rule(_ name: MathNode, _ factor: MathNode) -> MathNode {
    [name, hat("a"), "=", hat("r"), "·", factor]
  }

  /// The rule by which sizes are rounded up.
  static let sizeRule: MathNode = [
    "out", "=", "1", "+",
    .fenced("⌈", .fraction(["in", "+", "2", .text(" "), "pad", "−", "kernel"], "stride"), "⌉"),
  ]

  /// How receptive fields grow from layer to layer.
  static let fieldRule: MathNode = [
    MathNode(stringLiteral: "f").sup("ℓ"), "=", MathNode(stringLiteral: "f").sup(below), "+",
    .fenced("(", ["kernel", "−", "1"], ")"), "·",
    MathNode(stringLiteral: "j").sup(below), gap,
    MathNode(stringLiteral: "j").sup("ℓ"), "=", "stride", "·", MathNode(stringLiteral: "j").sup(below), gap,
    MathNode(stringLiteral: "f").sup("0"), "=", MathNode(stringLiteral: "j").sup("0"), "=", "1",
  ]
}
