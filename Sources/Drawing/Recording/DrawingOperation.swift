/// One thing done to a canvas, as a value; the cases are `Canvas`'s methods.
enum DrawingOperation: Sendable, Hashable {
  case save
  case restore
  case translate(Double, Double)
  case scale(Double, Double)
  case rotate(Double)
  case beginPath
  case move(Point)
  case line(Point)
  case curve(Point, Point, Point)
  case closePath
  case rectangle(Rectangle)
  case arc(Point, Double, Double, Double)
  case ellipse(Point, Double, Double)
  case clip
  case fill(Color, keepingPath: Bool)
  case stroke(Color, width: Double, dash: [Double], roundCaps: Bool)
  case fillAll(Color)
  case text(Text, Point, Range<Int>?)
  case image(Int, ImageKind, Rectangle, Interpolation)
  case note(String, Rectangle)
  case values(ValueGrid, Rectangle)
}

/// An operation is an array: its name and its numbers. A figure has thousands of them, so names are short.
extension DrawingOperation: Codable {
  func encode(to encoder: any Encoder) throws {
    var out = encoder.unkeyedContainer()
    func put(_ name: String, _ numbers: Double...) throws {
      try out.encode(name)
      // A thousandth of a point is finer than any printer.
      for number in numbers { try out.encode((number * 1000).rounded() / 1000) }
    }
    switch self {
    case .save: try put("q")
    case .restore: try put("Q")
    case .translate(let x, let y): try put("t", x, y)
    case .scale(let x, let y):
      try put("s")
      try out.encode(x)
      try out.encode(y)
    case .rotate(let angle):
      try put("r")
      try out.encode(angle)
    case .beginPath: try put("n")
    case .move(let p): try put("m", p.x, p.y)
    case .line(let p): try put("l", p.x, p.y)
    case .curve(let a, let b, let c): try put("c", a.x, a.y, b.x, b.y, c.x, c.y)
    case .closePath: try put("h")
    case .rectangle(let r): try put("re", r.x, r.y, r.width, r.height)
    case .arc(let p, let radius, let start, let end): try put("a", p.x, p.y, radius, start, end)
    case .ellipse(let p, let x, let y): try put("e", p.x, p.y, x, y)
    case .clip: try put("W")
    case .fill(let color, let keeping):
      try put(keeping ? "F" : "f")
      try out.encode(color)
    case .stroke(let color, let width, let dash, let round):
      try put(round ? "S" : "k", width)
      try out.encode(color)
      try out.encode(dash)
    case .fillAll(let color):
      try put("p")
      try out.encode(color)
    case .text(let text, let p, let lines):
      try put("x", p.x, p.y)
      try out.encode(text)
      try out.encode(lines.map { [$0.lowerBound, $0.upperBound] } ?? [])
    case .image(let index, let kind, let r, let interpolation):
      try put("i", r.x, r.y, r.width, r.height)
      try out.encode(index)
      try out.encode(interpolation)
      try out.encode(kind)
    case .note(let text, let r):
      try put("v", r.x, r.y, r.width, r.height)
      try out.encode(text)
    case .values(let grid, let r):
      try put("V", r.x, r.y, r.width, r.height)
      try out.encode(grid)
    }
  }

  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    let name = try list.decode(String.self)
    func number() throws -> Double { try list.decode(Double.self) }
    func point() throws -> Point { Point(try number(), try number()) }
    func rectangle() throws -> Rectangle {
      Rectangle(try number(), try number(), try number(), try number())
    }
    switch name {
    case "q": self = .save
    case "Q": self = .restore
    case "t": self = .translate(try number(), try number())
    case "s": self = .scale(try number(), try number())
    case "r": self = .rotate(try number())
    case "n": self = .beginPath
    case "m": self = .move(try point())
    case "l": self = .line(try point())
    case "c": self = .curve(try point(), try point(), try point())
    case "h": self = .closePath
    case "re": self = .rectangle(try rectangle())
    case "a": self = .arc(try point(), try number(), try number(), try number())
    case "e": self = .ellipse(try point(), try number(), try number())
    case "W": self = .clip
    case "f", "F": self = .fill(try list.decode(Color.self), keepingPath: name == "F")
    case "k", "S":
      let width = try number()
      self = .stroke(
        try list.decode(Color.self), width: width, dash: try list.decode([Double].self),
        roundCaps: name == "S")
    case "p": self = .fillAll(try list.decode(Color.self))
    case "x":
      let at = try point()
      let text = try list.decode(Text.self)
      let lines = try list.decode([Int].self)
      guard lines.isEmpty || (lines.count == 2 && lines[0] <= lines[1]) else {
        throw DecodingError.dataCorruptedError(in: list, debugDescription: "lines \(lines) are no range")
      }
      self = .text(text, at, lines.isEmpty ? nil : lines[0]..<lines[1])
    case "i":
      let frame = try rectangle()
      let index = try list.decode(Int.self)
      let interpolation = try list.decode(Interpolation.self)
      self = .image(index, try list.decode(ImageKind.self), frame, interpolation)
    case "v":
      let area = try rectangle()
      self = .note(try list.decode(String.self), area)
    case "V":
      let area = try rectangle()
      self = .values(try list.decode(ValueGrid.self), area)
    default:
      throw DecodingError.dataCorruptedError(
        in: list, debugDescription: "unknown drawing operation “\(name)”")
    }
  }
}
