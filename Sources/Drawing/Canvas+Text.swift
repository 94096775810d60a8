import CCairo

/// Which point of a text is put at the place where it is drawn.
public struct TextAnchor: Sendable, Hashable {
  /// The vertical part of an anchor.
  public enum Vertical: Sendable, Hashable {
    /// The upper edge of the first line.
    case top
    /// The middle: of the capitals in a single line, of the box in several.
    case middle
    /// The baseline of the first line.
    case baseline
    /// The lower edge of the last line.
    case bottom
  }

  /// 0 is the left edge, 1 the right.
  public let horizontal: Double
  /// The vertical part.
  public let vertical: Vertical

  /// An anchor.
  public init(_ horizontal: Double, _ vertical: Vertical) {
    self.horizontal = horizontal
    self.vertical = vertical
  }

  /// The upper left corner.
  public static let topLeft = TextAnchor(0, .top)
  /// The middle of the upper edge.
  public static let top = TextAnchor(0.5, .top)
  /// The centre.
  public static let center = TextAnchor(0.5, .middle)
  /// The middle of the left edge.
  public static let left = TextAnchor(0, .middle)
  /// The middle of the right edge.
  public static let right = TextAnchor(1, .middle)
  /// The middle of the lower edge.
  public static let bottom = TextAnchor(0.5, .bottom)
  /// The left end of the first baseline.
  public static let baseline = TextAnchor(0, .baseline)
}

extension Canvas {
  /// Draws text with its anchor at a point, turned clockwise by an angle in radians about that point.
  public func draw(
    _ text: Text, at point: Point, anchor: TextAnchor = .topLeft, rotatedBy angle: Double = 0
  ) {
    let layout = TextLayout(text)
    let up: Double =
      switch anchor.vertical {
      case .top: 0
      case .middle:
        // A capital of these faces is about 0.7 of the size high.
        layout.lines.count == 1
          ? layout.baseline - 0.35 * (text.runs.first?.style.size ?? 0) : layout.size.height / 2
      case .baseline: layout.baseline
      case .bottom: layout.size.height
      }
    let left = layout.size.width * anchor.horizontal
    if angle == 0 {
      draw(layout, at: Point(point.x - left, point.y - up))
    } else {
      saved { canvas in
        canvas.translate(point.x, point.y)
        canvas.rotate(angle)
        canvas.draw(layout, at: Point(-left, -up))
      }
    }
  }

  /// Draws text laid out before, or some of its lines, with the upper left corner of the first of them at a point.
  public func draw(_ layout: TextLayout, at point: Point, lines: Range<Int>? = nil) {
    let range = lines ?? 0..<layout.lines.count
    if let recorder {
      recorder.append(.text(layout.text, point, lines))
      return
    }
    layout.show(range, on: context, at: point)
  }
}
