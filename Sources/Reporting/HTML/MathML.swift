/// Formulas as MathML.
enum MathML {
  /// A displayed formula; its plain text is there for those who cannot see it.
  static func display(_ formula: MathNode) -> String {
    "<math display=\"block\" aria-label=\"\(HTMLText.escaped(formula.plainText))\">\(element(formula))</math>"
  }

  private static func element(_ node: MathNode) -> String {
    func text(_ string: String) -> String { HTMLText.escaped(string) }
    func group(_ nodes: MathNode...) -> String { nodes.map(element).joined() }
    switch node {
    case .identifier(let name): return "<mi>\(text(name))</mi>"
    case .name(let name): return "<mi mathvariant=\"normal\">\(text(name))</mi>"
    case .number(let number): return "<mn>\(text(number))</mn>"
    case .sign(let sign): return "<mo>\(text(sign))</mo>"
    // Browsers drop plain spaces at the ends of a text in a formula.
    case .text(let words): return "<mtext>\(text(words.replacing(" ", with: "\u{A0}")))</mtext>"
    case .row(let parts): return "<mrow>\(parts.map(element).joined())</mrow>"
    case .superscript(let base, let upper): return "<msup>\(group(base, upper))</msup>"
    case .subscript(let base, let lower): return "<msub>\(group(base, lower))</msub>"
    case .scripts(let base, let lower, let upper):
      return "<msubsup>\(group(base, lower, upper))</msubsup>"
    case .fraction(let top, let bottom): return "<mfrac>\(group(top, bottom))</mfrac>"
    case .root(let inner): return "<msqrt>\(element(inner))</msqrt>"
    case .large(let sign, let lower?, let upper?):
      return "<munderover><mo>\(text(sign))</mo>\(group(lower, upper))</munderover>"
    case .large(let sign, let lower?, nil):
      return "<munder><mo>\(text(sign))</mo>\(element(lower))</munder>"
    case .large(let sign, nil, let upper?):
      return "<mover><mo>\(text(sign))</mo>\(element(upper))</mover>"
    case .large(let sign, nil, nil): return "<mo>\(text(sign))</mo>"
    case .fenced(let open, let inner, let close):
      let inside = element(inner)
      return
        "<mrow><mo fence=\"true\">\(text(open))</mo>\(inside)<mo fence=\"true\">\(text(close))</mo></mrow>"
    case .accent(let base, let mark):
      return "<mover accent=\"true\">\(element(base))<mo>\(text(mark))</mo></mover>"
    }
  }
}
