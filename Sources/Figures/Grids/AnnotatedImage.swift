import Drawing
import Images

/// A photograph or drawn scene with annotations drawn over it: regions, boxes and points, with optional names.
public struct AnnotatedImage: Figure {
  /// Pixels that belong together.
  public struct Region: Sendable {
    /// The pixels, in a mask of the image's size.
    public var mask: Mask
    /// The color in which its pixels are tinted.
    public var color: Color

    /// A region of pixels in a color.
    public init(_ mask: Mask, color: Color) {
      self.mask = mask
      self.color = color
    }
  }

  /// A rectangle around something.
  public struct Frame: Sendable {
    /// The rectangle in the image's pixels.
    public var box: BoundingBox
    /// Its name, in its upper left corner.
    public var name: String?
    /// The color of the frame and its name.
    public var color: Color

    /// A rectangle with an optional name in its corner.
    public init(_ box: BoundingBox, name: String? = nil, color: Color) {
      self.box = box
      self.name = name
      self.color = color
    }
  }

  /// A place in the image.
  public struct Mark: Sendable {
    /// The place in the image's pixels.
    public var x: Double
    /// The place in the image's pixels, downward.
    public var y: Double
    /// Its name, beside it.
    public var name: String?
    /// Whether it is drawn as a disc; else, where what it stands for is hidden, as an empty ring.
    public var isFilled: Bool
    /// The color of the disc or ring.
    public var color: Color

    /// A place in the image with an optional name beside it.
    public init(x: Double, y: Double, name: String? = nil, isFilled: Bool = true, color: Color) {
      self.x = x
      self.y = y
      self.name = name
      self.isFilled = isFilled
      self.color = color
    }
  }

  /// The image that all else is drawn over.
  public var image: Image
  /// A title above it.
  public var title: String?
  /// Tinted over the image; what belongs to none is paled.
  public var regions: [Region]
  /// Drawn over the regions.
  public var frames: [Frame]
  /// Drawn over the frames.
  public var marks: [Mark]
  /// The width in points.
  public var width: Double

  /// An image with its annotations.
  public init(
    _ image: Image, title: String? = nil, regions: [Region] = [], frames: [Frame] = [], marks: [Mark] = [],
    width: Double
  ) {
    for region in regions {
      precondition(
        region.mask.width == image.width && region.mask.height == image.height,
        "a mask of \(region.mask.width)×\(region.mask.height) over an image of \(image.width)×\(image.height)"
      )
    }
    self.image = image
    self.title = title
    self.regions = regions
    self.frames = frames
    self.marks = marks
    self.width = width
  }

  private static let titleHeight = 13.0
  private var textSize: Double { min(max(width * 0.035, 4.5), 9) }
  private var scale: Double { width / Double(image.width) }

  /// The width asked for and the image's own proportion.
  public var size: Size {
    Size(width, Double(image.height) * scale + (title == nil ? 0 : Self.titleHeight))
  }

  /// Draws the image and what lies over it.
  public func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    let natural = size
    canvas.saved { canvas in
      canvas.translate(frame.x, frame.y)
      canvas.scale(frame.width / natural.width, frame.height / natural.height)
      if let title {
        canvas.draw(Text(title, .label), at: Point(natural.width / 2, 0), anchor: .top)
        canvas.translate(0, Self.titleHeight)
      }
      let place = Rectangle(0, 0, width, Double(image.height) * scale)
      canvas.draw(tinted, as: .photograph, in: place)
      canvas.beginPath()
      canvas.rectangle(place)
      canvas.clip()
      for frame in frames where !frame.box.isEmpty { draw(frame, on: canvas) }
      for mark in marks { draw(mark, on: canvas) }
      drawNames(on: canvas)
    }
  }

  /// The image with its regions tinted, their edges in full color, and the rest paled.
  private var tinted: Image {
    if regions.isEmpty { return image }
    var result = image
    for y in 0..<image.height {
      for x in 0..<image.width {
        let region = regions.last { $0.mask[x, y] }
        var tint = (color: Color.white, share: 0.55)
        if let region {
          let isEdge =
            x == 0 || y == 0 || x == image.width - 1 || y == image.height - 1 || !region.mask[x - 1, y]
            || !region.mask[x + 1, y] || !region.mask[x, y - 1] || !region.mask[x, y + 1]
          tint = (region.color, isEdge ? 0.95 : 0.32)
        }
        for (channel, level) in [tint.color.red, tint.color.green, tint.color.blue].enumerated() {
          let mixed = Double(image[x, y, channel]) * (1 - tint.share) + level * 255 * tint.share
          result[x, y, channel] = UInt8(min(max(mixed.rounded(), 0), 255))
        }
      }
    }
    return result
  }

  private func draw(_ frame: Frame, on canvas: borrowing Canvas) {
    let line = max(0.8, width * 0.006)
    let box = Rectangle(
      frame.box.x * scale, frame.box.y * scale, frame.box.width * scale, frame.box.height * scale
    ).inset(by: line / 2)
    canvas.beginPath()
    canvas.rectangle(box)
    canvas.stroke(frame.color, width: line)
    guard let name = frame.name else { return }
    let text = Text(name, TextStyle(.sans, textSize, weight: .semibold, color: .white))
    let measured = text.measured()
    let tag = Rectangle(box.x, box.y, measured.width + textSize * 0.7, measured.height + textSize * 0.2)
    canvas.beginPath()
    canvas.rectangle(tag)
    canvas.fill(frame.color)
    canvas.draw(text, at: tag.center, anchor: .center)
  }

  private func draw(_ mark: Mark, on canvas: borrowing Canvas) {
    let reach = max(1.3, width * 0.011)
    canvas.beginPath()
    canvas.arc(Point(mark.x * scale, mark.y * scale), radius: reach)
    canvas.fill(.white)
    canvas.beginPath()
    canvas.arc(Point(mark.x * scale, mark.y * scale), radius: reach * 0.75)
    if mark.isFilled {
      canvas.fill(mark.color)
    } else {
      canvas.stroke(mark.color, width: reach * 0.4)
    }
  }

  /// Writes the marks' names, each beside its mark where it covers no other name and no mark.
  private func drawNames(on canvas: borrowing Canvas) {
    let style = TextStyle(.sans, textSize, color: Palette.ink)
    let reach = max(1.3, width * 0.011)
    let gap = reach + textSize * 0.35
    let whole = Rectangle(0, 0, width, Double(image.height) * scale)
    var taken = marks.map { Rectangle($0.x * scale - reach, $0.y * scale - reach, 2 * reach, 2 * reach) }
    for mark in marks {
      guard let name = mark.name else { continue }
      let text = Text(name, style)
      let measured = text.measured()
      let size = Size(measured.width + textSize * 0.4, measured.height)
      let (x, y) = (mark.x * scale, mark.y * scale)
      let places = [1.0, -1.0, 1.8, -1.8].flatMap { step -> [Rectangle] in
        let shift = abs(step) == 1 ? 0 : step * size.height * 0.6
        return [
          Rectangle(x + gap, y - size.height / 2 + shift, size.width, size.height),
          Rectangle(x - gap - size.width, y - size.height / 2 + shift, size.width, size.height),
          Rectangle(x - size.width / 2, step > 0 ? y + gap : y - gap - size.height, size.width, size.height),
        ]
      }
      let place = places.first { place in
        whole.contains(place) && !taken.contains { $0.overlaps(place) }
      }
      // Where there is no room, no name: the table of parts has it.
      guard let place else { continue }
      taken.append(place)
      canvas.beginPath()
      canvas.rectangle(place)
      canvas.fill(Color.white.opacity(0.78))
      canvas.draw(text, at: place.center, anchor: .center)
    }
  }
}

extension Rectangle {
  fileprivate func contains(_ other: Rectangle) -> Bool {
    other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
  }

  fileprivate func overlaps(_ other: Rectangle) -> Bool {
    other.x < maxX && x < other.maxX && other.y < maxY && y < other.maxY
  }
}
