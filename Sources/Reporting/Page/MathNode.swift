/// A formula as a tree: MathML in the HTML report, set by Pango and Cairo in the PDF.
///
/// String literals become identifiers, numbers, names or signs by what they hold, and array literals rows:
/// `["y", "=", .fraction("a", "b")]`.
public indirect enum MathNode: Sendable, Hashable, Codable {
  /// A variable, set in italics.
  case identifier(String)
  /// A name, set upright, such as “max”.
  case name(String)
  /// A number, set upright.
  case number(String)
  /// A sign, such as “=” or “∈”, with its space.
  case sign(String)
  /// Words within a formula, set upright.
  case text(String)
  /// Parts side by side.
  case row([MathNode])
  /// A base with something raised.
  case superscript(MathNode, MathNode)
  /// A base with something lowered.
  case `subscript`(MathNode, MathNode)
  /// A base with something lowered and something raised.
  case scripts(MathNode, lower: MathNode, upper: MathNode)
  /// A numerator over a denominator.
  case fraction(MathNode, MathNode)
  /// The square root of something.
  case root(MathNode)
  /// A large sign such as “∑” with its limits.
  case large(String, lower: MathNode?, upper: MathNode?)
  /// Something between brackets as high as it is.
  case fenced(String, MathNode, String)
  /// A base with a sign above it, such as “ˆ” or “˜”.
  case accent(MathNode, String)
}

extension MathNode: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// A leaf by what the text holds: one letter an identifier, several a name, digits a number, else a sign.
  public init(stringLiteral value: String) {
    if value.allSatisfy({ $0.isNumber || $0 == "." || $0 == "," || $0 == "\u{202F}" }), !value.isEmpty {
      self = .number(value)
    } else if value.allSatisfy(\.isLetter) {
      self = value.count == 1 ? .identifier(value) : .name(value)
    } else {
      self = .sign(value)
    }
  }

  /// Parts side by side.
  public init(arrayLiteral elements: MathNode...) { self = .row(elements) }

  /// This with an index below.
  public func sub(_ lower: MathNode) -> MathNode { .subscript(self, lower) }

  /// This with an exponent above.
  public func sup(_ upper: MathNode) -> MathNode { .superscript(self, upper) }

  /// The formula in a line of plain text, for screen readers and for searching.
  public var plainText: String {
    switch self {
    case .identifier(let text), .name(let text), .number(let text), .text(let text): text
    case .sign(let text): text == "," ? ", " : " \(text) "
    case .row(let parts): parts.map(\.plainText).joined()
    case .superscript(let base, let upper): "\(base.plainText)^\(upper.plainText)"
    case .subscript(let base, let lower): "\(base.plainText)_\(lower.plainText)"
    case .scripts(let base, let lower, let upper):
      "\(base.plainText)_\(lower.plainText)^\(upper.plainText)"
    case .fraction(let top, let bottom): "(\(top.plainText))/(\(bottom.plainText))"
    case .root(let inner): "√(\(inner.plainText))"
    case .large(let sign, let lower, let upper):
      sign + (lower.map { "_{\($0.plainText)}" } ?? "") + (upper.map { "^{\($0.plainText)}" } ?? "") + " "
    case .fenced(let open, let inner, let close): open + inner.plainText + close
    case .accent(let base, let mark): base.plainText + mark
    }
  }
}
