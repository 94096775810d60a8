import Images

/// An annotated object in an image: its class and, where they are known, its pixels, box and parts.
///
/// A mask carries its box with it; PASCAL VOC's annotations give a box alone; landmark sets give parts alone.
public struct ImageObject: Sendable, Equatable {
  /// The index of its class in the set's `classNames`.
  public var label: Int
  /// The smallest box around its visible pixels; empty where none is visible, nil where the box is not known.
  public private(set) var box: BoundingBox?
  /// Its visible pixels, without those that another object hides; nil where they are not known.
  public private(set) var mask: Mask?
  /// The named parts in pixels, where they are known.
  public var parts: [Part]
  /// Whether it is so hard to see that it counts neither for nor against a classifier (PASCAL VOC's flag).
  public var isDifficult: Bool

  /// An object whose pixels are known; the box is theirs.
  public init(label: Int, mask: Mask, parts: [Part] = [], isDifficult: Bool = false) {
    self.init(label: label, box: mask.bounds, mask: mask, parts: parts, isDifficult: isDifficult)
  }

  /// An object without a mask, with a box and parts where they are known.
  public init(label: Int, box: BoundingBox? = nil, parts: [Part] = [], isDifficult: Bool = false) {
    self.init(label: label, box: box, mask: nil, parts: parts, isDifficult: isDifficult)
  }

  private init(label: Int, box: BoundingBox?, mask: Mask?, parts: [Part], isDifficult: Bool) {
    self.label = label
    self.box = box
    self.mask = mask
    self.parts = parts
    self.isDifficult = isDifficult
  }

  /// Whether any of it is visible in the image; true where neither mask nor box is known.
  public var shows: Bool { box.map { !$0.isEmpty } ?? true }

  /// What `LabeledImage.cropped` does to the pixels, for the truth about one object.
  func cropped(x: Int, y: Int, width: Int, height: Int) -> ImageObject {
    let window = BoundingBox(x: Double(x), y: Double(y), width: Double(width), height: Double(height))
    return moved(
      mask: mask?.cropped(x: x, y: y, width: width, height: height),
      box: { box in
        var seen = box.intersection(window)
        guard !seen.isEmpty else { return .empty }
        seen.x -= window.x
        seen.y -= window.y
        return seen
      },
      part: { part in
        part.x -= window.x
        part.y -= window.y
        let isInside = part.x >= 0 && part.y >= 0 && part.x < window.width && part.y < window.height
        part.isVisible = part.isVisible && isInside
      })
  }

  /// What `LabeledImage.flipped` does, in an image of a width.
  func flipped(in imageWidth: Int) -> ImageObject {
    moved(
      mask: mask?.flipped(),
      box: { box in
        guard !box.isEmpty else { return .empty }
        var box = box
        box.x = Double(imageWidth) - box.x - box.width
        return box
      },
      part: { part in
        part.x = Double(imageWidth) - part.x
        part.name = Part.mirrored(part.name)
      })
  }

  /// The object in the upright image, where box and parts name pixels of a stored image of `width`×`height` pixels.
  ///
  /// What is named left or right stays so: mirrored or not, it is the animal's own.
  func upright(_ orientation: Orientation, width: Int, height: Int) -> ImageObject {
    guard orientation != .upright else { return self }
    let (width, height) = (Double(width), Double(height))
    return moved(
      mask: mask?.oriented(orientation),
      box: { $0.isEmpty ? .empty : orientation.upright($0, width: width, height: height) },
      part: { part in
        (part.x, part.y) = orientation.upright(x: part.x, y: part.y, width: width, height: height)
      })
  }

  /// What `LabeledImage.resizedAndCropped` does, in an image of a size.
  func resizedAndCropped(from: (width: Int, height: Int), _ size: ResizeAndCrop, side: Int) -> ImageObject {
    var plain = self
    plain.mask = nil
    let moved = plain.resized(from: from, to: (size.width, size.height))
      .cropped(x: size.x, y: size.y, width: side, height: side)
    guard let mask else { return moved }
    return ImageObject(
      label: label, mask: mask.resizedAndCropped(side: side), parts: moved.parts, isDifficult: isDifficult)
  }

  /// What `LabeledImage.resized` does, from a size to another.
  func resized(from: (width: Int, height: Int), to: (width: Int, height: Int)) -> ImageObject {
    let across = Double(to.width) / Double(from.width)
    let down = Double(to.height) / Double(from.height)
    return moved(
      mask: mask?.resized(width: to.width, height: to.height),
      box: {
        BoundingBox(x: $0.x * across, y: $0.y * down, width: $0.width * across, height: $0.height * down)
      },
      part: { part in
        part.x *= across
        part.y *= down
        part.radius *= (across * down).squareRoot()
      })
  }

  /// The object with another mask and its box, or, where no mask is known, with its box moved.
  private func moved(
    mask: Mask?, box change: (BoundingBox) -> BoundingBox, part: (inout Part) -> Void
  ) -> ImageObject {
    var result = self
    result.mask = mask
    result.box = mask?.bounds ?? box.map(change)
    for index in parts.indices { part(&result.parts[index]) }
    return result
  }
}
