import Drawing

/// A formula set in lines and glyphs: how wide it is, how far it goes above and below its baseline, and its parts.
struct MathBox {
  /// What is drawn: text with the left end of its baseline at a point, or a line through points.
  enum Part {
    case text(TextLayout, Point)
    case line([Point], width: Double)
  }

  private(set) var width = 0.0
  private(set) var ascent = 0.0
  private(set) var descent = 0.0
  private var parts: [Part] = []

  /// Sets a formula at a size in points.
  init(_ node: MathNode, size: Double, inScript: Bool = false) {
    let smaller = max(5, size * 0.7)
    func box(_ node: MathNode) -> MathBox { MathBox(node, size: size, inScript: inScript) }
    func script(_ node: MathNode) -> MathBox { MathBox(node, size: smaller, inScript: true) }
    switch node {
    case .identifier(let name): glyphs(name, size, italic: true)
    case .name(let name), .number(let name), .text(let name): glyphs(name, size)
    case .sign(let sign): put(sign: sign, size, inScript: inScript)
    case .row(let nodes):
      for (index, part) in nodes.enumerated() {
        // A name such as “exp” stands a little apart from what comes before it.
        if index > 0, case .name = part { width += size * 0.14 }
        append(box(part), dx: width, dy: 0)
      }
    case .superscript(let base, let upper): scripts(box(base), nil, script(upper), size)
    case .subscript(let base, let lower): scripts(box(base), script(lower), nil, size)
    case .scripts(let base, let lower, let upper): scripts(box(base), script(lower), script(upper), size)
    case .fraction(let top, let bottom): fraction(box(top), box(bottom), size)
    case .root(let inner): root(box(inner), size)
    case .large(let sign, let lower, let upper):
      large(sign, lower.map(script), upper.map(script), size)
    case .fenced(let open, let inner, let close): fenced(open, box(inner), close, size)
    case .accent(let base, let mark): accent(box(base), mark, size)
    }
  }

  private init() {}

  /// Draws the formula with the left end of its baseline at a point.
  func draw(on canvas: borrowing Canvas, at origin: Point) {
    for part in parts {
      switch part {
      case .text(let layout, let at):
        canvas.draw(layout, at: Point(origin.x + at.x, origin.y + at.y - layout.baseline))
      case .line(let points, let width):
        guard let first = points.first else { continue }
        canvas.beginPath()
        canvas.move(to: Point(origin.x + first.x, origin.y + first.y))
        for point in points.dropFirst() { canvas.line(to: Point(origin.x + point.x, origin.y + point.y)) }
        canvas.stroke(PDFStyle.ink, width: width)
      }
    }
  }

  private mutating func append(_ other: MathBox, dx: Double, dy: Double) {
    for part in other.parts {
      switch part {
      case .text(let layout, let at): parts.append(.text(layout, Point(at.x + dx, at.y + dy)))
      case .line(let points, let width):
        parts.append(.line(points.map { Point($0.x + dx, $0.y + dy) }, width: width))
      }
    }
    width = max(width, dx + other.width)
    ascent = max(ascent, other.ascent - dy)
    descent = max(descent, other.descent + dy)
  }

  private mutating func glyphs(_ string: String, _ size: Double, italic: Bool = false) {
    guard !string.isEmpty else { return }
    let layout = TextLayout(Text(string, TextStyle(.math, size, italic: italic, color: PDFStyle.ink)))
    parts.append(.text(layout, Point(width, 0)))
    width += layout.size.width
    // The ink of these faces, not their line height, so that fractions and roots sit close.
    ascent = max(ascent, size * 0.72)
    descent = max(descent, size * 0.22)
  }

  private mutating func put(sign: String, _ size: Double, inScript: Bool) {
    let isPunctuation = sign == "," || sign == ";" || sign == "." || sign == "!"
    let isBracket = ["(", ")", "[", "]", "{", "}", "|", "‖", "∇", "∂"].contains(sign)
    let room = inScript || isBracket ? 0 : size * 0.26
    width += isPunctuation ? 0 : room
    glyphs(sign == "-" ? "−" : sign == "*" ? "∗" : sign, size)
    width += room
  }

  private mutating func scripts(_ base: MathBox, _ lower: MathBox?, _ upper: MathBox?, _ size: Double) {
    append(base, dx: 0, dy: 0)
    let start = base.width + size * 0.05
    if let upper { append(upper, dx: start, dy: -max(base.ascent - size * 0.34, size * 0.36)) }
    if let lower { append(lower, dx: start, dy: max(base.descent - size * 0.02, size * 0.2)) }
    width += size * 0.05
  }

  private mutating func fraction(_ top: MathBox, _ bottom: MathBox, _ size: Double) {
    let inner = max(top.width, bottom.width) + size * 0.3
    let axis = -size * 0.27
    let gap = size * 0.22
    let side = size * 0.1
    append(top, dx: side + (inner - top.width) / 2, dy: axis - gap - top.descent)
    append(bottom, dx: side + (inner - bottom.width) / 2, dy: axis + gap + bottom.ascent)
    parts.append(.line([Point(side, axis), Point(side + inner, axis)], width: size * 0.05))
    width = inner + 2 * side
  }

  private mutating func root(_ inner: MathBox, _ size: Double) {
    let top = -(inner.ascent + size * 0.16)
    let bottom = inner.descent
    let start = size * 0.62
    append(inner, dx: start, dy: 0)
    parts.append(
      .line(
        [
          Point(size * 0.06, -size * 0.26), Point(size * 0.18, -size * 0.32), Point(size * 0.36, bottom),
          Point(size * 0.56, top), Point(start + inner.width + size * 0.06, top),
        ], width: size * 0.05))
    width = start + inner.width + size * 0.12
    ascent = max(ascent, -top + size * 0.06)
  }

  private mutating func large(_ sign: String, _ lower: MathBox?, _ upper: MathBox?, _ size: Double) {
    var symbol = MathBox()
    symbol.glyphs(sign, size * 1.45)
    let inner = max(symbol.width, lower?.width ?? 0, upper?.width ?? 0)
    let drop = size * 0.16
    append(symbol, dx: (inner - symbol.width) / 2, dy: drop)
    if let upper { append(upper, dx: (inner - upper.width) / 2, dy: drop - size * 1.12 - upper.descent) }
    if let lower { append(lower, dx: (inner - lower.width) / 2, dy: drop + size * 0.36 + lower.ascent) }
    width = inner + size * 0.16
  }

  private mutating func fenced(_ open: String, _ inner: MathBox, _ close: String, _ size: Double) {
    let height = inner.ascent + inner.descent
    let scale = max(1, height / (size * 1.05))
    let middle = (inner.descent - inner.ascent) / 2
    func bracket(_ text: String) -> MathBox {
      var box = MathBox()
      box.glyphs(text, size * scale)
      return box
    }
    // A bracket's own middle is about a quarter of its size above its baseline.
    let shift = scale > 1 ? middle + size * scale * 0.26 : 0
    append(bracket(open), dx: 0, dy: shift)
    append(inner, dx: width + size * 0.02, dy: 0)
    append(bracket(close), dx: width + size * 0.02, dy: shift)
  }

  private mutating func accent(_ base: MathBox, _ mark: String, _ size: Double) {
    var sign = MathBox()
    sign.glyphs(mark, size)
    append(base, dx: 0, dy: 0)
    let full = width
    append(sign, dx: (base.width - sign.width) / 2 + size * 0.08, dy: -size * 0.08)
    width = max(full, base.width)
    ascent += size * 0.1
  }
}
