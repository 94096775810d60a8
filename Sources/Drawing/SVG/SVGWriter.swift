import Foundation
import Images

/// Writes a drawing as SVG: its text as text, each image once, what was noted of its parts under the pointer.
struct SVGWriter {
  /// The elements so far.
  private(set) var body = ""
  /// What the names of clips begin with, so that those of several drawings in one document differ.
  private let prefix: String
  private let list: DisplayList
  private var images: SVGImages
  private var matrix = Affine()
  private var saved: [(matrix: Affine, groups: Int)] = []
  /// Groups that are open for clips since the last `save`.
  private var groups = 0
  private var path = SVGPath()
  /// The color of a fill whose path is kept for a stroke: both make one element.
  private var kept: Color?
  private var clips = 0

  private init(_ list: DisplayList, prefix: String, images: SVGImages) {
    self.list = list
    self.prefix = prefix
    self.images = images
  }

  /// The elements of a drawing, without the `svg` around them.
  ///
  /// - Parameters:
  ///   - prefix: what the names of its clips begin with.
  ///   - images: those that the document has already; the drawing's are added.
  static func elements(of list: DisplayList, prefix: String, images: inout SVGImages) -> String {
    var writer = SVGWriter(list, prefix: prefix, images: images)
    for operation in list.operations { writer.write(operation) }
    writer.paintKept()
    let open = writer.groups + writer.saved.reduce(0) { $0 + $1.groups }
    writer.body += String(repeating: "</g>", count: open)
    images = writer.images
    return writer.body
  }

  private mutating func write(_ operation: DrawingOperation) {
    if kept != nil, !operation.isStroke { paintKept() }
    switch operation {
    case .save:
      saved.append((matrix, groups))
      groups = 0
    case .restore:
      guard let last = saved.popLast() else { return }
      body += String(repeating: "</g>", count: groups)
      (matrix, groups) = last
    case .translate(let x, let y): matrix.translate(x, y)
    case .scale(let x, let y): matrix.scale(x, y)
    case .rotate(let angle): matrix.rotate(cosine: cos(angle), sine: sin(angle))
    case .beginPath: path.removeAll()
    case .move(let p): path.move(to: matrix(p))
    case .line(let p): path.line(to: matrix(p))
    case .curve(let first, let second, let end): path.curve(matrix(first), matrix(second), to: matrix(end))
    case .closePath: path.close()
    case .rectangle(let r): path.rectangle(r, matrix)
    case .arc(let p, let radius, let start, let end):
      path.arc(p, radius, radius, from: start, to: end, matrix)
    case .ellipse(let p, let x, let y):
      path.arc(p, x, y, from: 0, to: 2 * .pi, matrix)
      path.close()
    case .clip: clip()
    case .fill(let color, let keeping):
      kept = color
      if !keeping {
        paintKept()
        path.removeAll()
      }
    case .stroke(let color, let width, let dash, let round):
      paint(Self.fill(kept) + stroke(color, width, dash, round))
      kept = nil
      path.removeAll()
    case .fillAll(let color):
      let (width, height) = (SVGNumber.text(list.size.width), SVGNumber.text(list.size.height))
      body += "<path d=\"M0 0H\(width)V\(height)H0Z\"\(Self.fill(color))/>"
    case .text(let text, let point, let lines): write(text, at: point, lines)
    case .image(let index, let kind, let frame, let interpolation):
      guard list.images.indices.contains(index) else { return }
      body += images.element(
        list.images[index], as: kind, in: matrix.isUpright ? matrix(frame) : frame, interpolation,
        transform: matrix.isUpright ? "" : transform)
    case .note(let text, let area):
      body += "<rect\(place(area)) pointer-events=\"all\"><title>\(MarkupText.escaped(text))</title></rect>"
    case .values(let grid, let area):
      body += "<rect class=\"cells\"\(place(area))\(Self.attributes(of: grid))/>"
    }
  }

  // MARK: Paths

  private mutating func paintKept() {
    guard let color = kept else { return }
    paint(Self.fill(color))
    kept = nil
  }

  private mutating func paint(_ attributes: String) {
    if !path.isEmpty { body += "<path d=\"\(path.data)\"\(attributes)/>" }
  }

  private mutating func clip() {
    let name = "\(prefix)-clip-\(clips)"
    body += "<clipPath id=\"\(name)\"><path d=\"\(path.data)\"/></clipPath><g clip-path=\"url(#\(name))\">"
    clips += 1
    groups += 1
    path.removeAll()
  }

  private static func fill(_ color: Color?) -> String { color.map { paint("fill", $0) } ?? "" }

  /// The attributes of a paint: its color, and its opacity where it is not opaque.
  private static func paint(_ name: String, _ color: Color) -> String {
    let opacity = color.alpha < 1 ? " \(name)-opacity=\"\(SVGNumber.text(color.alpha, 3))\"" : ""
    return " \(name)=\"#\(color.hexadecimal.prefix(6))\"\(opacity)"
  }

  private func stroke(_ color: Color, _ width: Double, _ dash: [Double], _ round: Bool) -> String {
    let scale = matrix.magnification
    var text = Self.paint("stroke", color) + " stroke-width=\"\(SVGNumber.text(width * scale))\""
    if !dash.isEmpty {
      let lengths = dash.map { SVGNumber.text($0 * scale) }.joined(separator: " ")
      text += " stroke-dasharray=\"\(lengths)\""
    }
    return round ? text + " stroke-linecap=\"round\" stroke-linejoin=\"round\"" : text
  }

  /// The attributes that put an area where it stands.
  private func place(_ area: Rectangle) -> String {
    let frame = matrix.isUpright ? matrix(area) : area
    return
      " x=\"\(SVGNumber.text(frame.x))\" y=\"\(SVGNumber.text(frame.y))\" width=\"\(SVGNumber.text(frame.width))\" "
      + "height=\"\(SVGNumber.text(frame.height))\"\(matrix.isUpright ? "" : transform)"
  }

  private var transform: String {
    let numbers = [matrix.a, matrix.b, matrix.c, matrix.d].map { SVGNumber.text($0, 5) }
    let place = [matrix.e, matrix.f].map { SVGNumber.text($0) }
    return " transform=\"matrix(\((numbers + place).joined(separator: " ")))\""
  }

  // MARK: Text

  /// Each stretch of each line stands where Pango puts it, and is as wide as Pango makes it, whatever face a reader has.
  private mutating func write(_ text: Text, at point: Point, _ lines: Range<Int>?) {
    let layout = TextLayout(text)
    let shown = (lines ?? 0..<layout.lines.count).clamped(to: 0..<layout.lines.count)
    guard let first = shown.first else { return }
    let isSimple = matrix.isUpright && abs(matrix.a - matrix.d) < 1e-6 * matrix.a
    let scale = isSimple ? matrix.a : 1
    for piece in layout.pieces where shown.contains(piece.line) {
      let height = layout.lines[piece.line].baseline - layout.lines[first].top - piece.style.rise
      let own = Point(point.x + piece.x, point.y + height)
      let place = isSimple ? matrix(own) : own
      body +=
        "<text x=\"\(SVGNumber.text(place.x))\" y=\"\(SVGNumber.text(place.y))\"\(isSimple ? "" : transform)"
        + "\(Self.attributes(of: piece.style, scale))"
      if piece.string.count > 1 {
        body += " textLength=\"\(SVGNumber.text(piece.width * scale))\" lengthAdjust=\"spacingAndGlyphs\""
      }
      body += ">\(MarkupText.escaped(piece.string))</text>"
    }
  }

  private static func attributes(of style: TextStyle, _ scale: Double) -> String {
    var text = " font-size=\"\(SVGNumber.text(style.size * scale))\"" + fill(style.color)
    if style.family != .sans { text += " font-family=\"\(style.family.names)\"" }
    switch style.weight {
    case .regular: break
    case .medium: text += " font-weight=\"500\""
    case .semibold: text += " font-weight=\"600\""
    case .bold: text += " font-weight=\"700\""
    }
    if style.italic { text += " font-style=\"italic\"" }
    if style.letterSpacing != 0 {
      text += " letter-spacing=\"\(SVGNumber.text(style.letterSpacing * scale))\""
    }
    if style.tabularDigits { text += " font-variant=\"tabular-nums\"" }
    return text
  }

  // MARK: Values

  /// The texts of a matrix: few different ones as a list and a digit of base 36 a cell, many in full.
  private static func attributes(of grid: ValueGrid) -> String {
    var text =
      " pointer-events=\"all\" data-columns=\"\(grid.columns)\" data-rows=\"\(grid.rows)\" data-name=\"\(MarkupText.escaped(grid.name))\""
    if grid.square > 0 { text += " data-square=\"\(SVGNumber.text(grid.square, 4))\"" }
    guard !grid.values.isEmpty else { return text }
    func list(_ values: [String]) -> String {
      values.map { MarkupText.escaped($0.replacing("|", with: "¦")) }.joined(separator: "|")
    }
    var numbers: [String: Int] = [:]
    var different: [String] = []
    for value in grid.values where numbers[value] == nil {
      numbers[value] = different.count
      different.append(value)
    }
    guard different.count <= 36 else { return text + " data-values=\"\(list(grid.values))\"" }
    let digits = grid.values.map { String(numbers[$0] ?? 0, radix: 36) }.joined()
    return text + " data-texts=\"\(list(different))\" data-values=\"\(digits)\""
  }
}

extension DrawingOperation {
  fileprivate var isStroke: Bool { if case .stroke = self { true } else { false } }
}
