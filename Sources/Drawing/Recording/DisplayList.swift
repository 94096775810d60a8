import CCairo
import Foundation
import Images

/// A drawing as a value: what was drawn on a canvas, to be drawn again on any other, at any time, in any process.
///
/// This is how a figure gets into the printed report as vectors with real text, although the process that knew its
/// numbers has long ended.
public struct DisplayList: Sendable, Codable {
  /// The size of what was drawn, in points.
  public let size: Size
  let operations: [DrawingOperation]
  let images: [Image]

  /// Whether images are part of the drawing.
  public var holdsImages: Bool { !images.isEmpty }

  /// Records what `draw` does to a canvas of the given size.
  ///
  /// - Throws: `CairoError`; what `draw` throws.
  public static func recording(
    size: Size, _ draw: (borrowing Canvas) throws -> Void
  ) throws -> DisplayList {
    let recorder = DrawingRecorder()
    let surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1)!
    let canvas = try Canvas(owning: surface, size: size, recorder: recorder)
    try draw(canvas)
    return DisplayList(size: size, operations: recorder.operations, images: recorder.images)
  }

  private init(size: Size, operations: [DrawingOperation], images: [Image]) {
    self.size = size
    self.operations = operations
    self.images = images
  }

  /// Draws everything again, stretched into a rectangle of a canvas.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / max(size.width, 1e-9), frame.height / max(size.height, 1e-9))
      var depth = 0
      canvas.beginPath()
      for operation in operations {
        switch operation {
        case .save:
          depth += 1
          canvas.pushState()
        case .restore:
          // A damaged file must not undo the caller's own state.
          if depth > 0 {
            depth -= 1
            canvas.popState()
          }
        case .translate(let x, let y): canvas.translate(x, y)
        case .scale(let x, let y): canvas.scale(x, y)
        case .rotate(let angle): canvas.rotate(angle)
        case .beginPath: canvas.beginPath()
        case .move(let p): canvas.move(to: p)
        case .line(let p): canvas.line(to: p)
        case .curve(let a, let b, let c): canvas.curve(a, b, to: c)
        case .closePath: canvas.closePath()
        case .rectangle(let r): canvas.rectangle(r)
        case .arc(let p, let radius, let start, let end): canvas.arc(p, radius: radius, from: start, to: end)
        case .ellipse(let p, let x, let y): canvas.ellipse(p, x, y)
        case .clip: canvas.clip()
        case .fill(let color, let keeping): canvas.fill(color, keepingPath: keeping)
        case .stroke(let color, let width, let dash, let round):
          canvas.stroke(color, width: width, dash: dash, roundCaps: round)
        case .fillAll(let color): canvas.fillAll(color)
        case .text(let text, let p, let lines): canvas.draw(TextLayout(text), at: p, lines: lines)
        case .image(let index, let kind, let r, let interpolation):
          if images.indices.contains(index) {
            canvas.draw(images[index], as: kind, in: r, interpolation: interpolation)
          }
        case .note(let text, let r): canvas.note(text, in: r)
        case .values(let grid, let r): canvas.values(grid, in: r)
        }
      }
      for _ in 0..<depth { canvas.popState() }
    }
  }

  private enum CodingKeys: String, CodingKey { case size, images, operations }

  /// Writes size, images (PNG in base64) and operations.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode([size.width, size.height], forKey: .size)
    try out.encode(images.map { Data(try PixelSurface($0).png()).base64EncodedString() }, forKey: .images)
    try out.encode(operations, forKey: .operations)
  }

  /// Reads what `encode` wrote.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let sides = try values.decode([Double].self, forKey: .size)
    guard sides.count == 2, sides.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .size, in: values, debugDescription: "\(sides) is no size")
    }
    size = Size(sides[0], sides[1])
    images = try values.decode([String].self, forKey: .images).map { text in
      guard let data = Data(base64Encoded: text) else {
        throw DecodingError.dataCorruptedError(
          forKey: .images, in: values, debugDescription: "an image is no base64")
      }
      return try PixelSurface.image(fromPNG: [UInt8](data))
    }
    operations = try values.decode([DrawingOperation].self, forKey: .operations)
  }
}

/// Where a recording canvas keeps its operations.
final class DrawingRecorder {
  private(set) var operations: [DrawingOperation] = []
  private(set) var images: [Image] = []

  func append(_ operation: DrawingOperation) { operations.append(operation) }

  /// The index of an image, which is kept once however often it is drawn.
  func index(of image: Image) -> Int {
    if let found = images.firstIndex(of: image) { return found }
    images.append(image)
    return images.count - 1
  }
}
