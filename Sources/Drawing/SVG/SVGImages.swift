import Images

/// The images of one or more SVG drawings that stand in one document: each is stored once, where it is drawn first, and
/// referred to wherever it is drawn again.
public struct SVGImages {
  /// The finest resolution that is stored, in pixels a point of a drawing's own size.
  public let pixelsPerPoint: Double
  /// By name, where the image stands that is stored.
  private var stored: [String: Rectangle] = [:]

  /// Images of a document that has none yet.
  ///
  /// - Parameter pixelsPerPoint: the finest resolution that is stored; 8/3 is two pixels for each of a screen's.
  public init(pixelsPerPoint: Double) { self.pixelsPerPoint = pixelsPerPoint }

  /// The element that shows an image; nothing where it cannot be encoded.
  ///
  /// - Parameters:
  ///   - frame: where it stands, in points.
  ///   - transform: an attribute that puts `frame` in its place, or nothing.
  mutating func element(
    _ image: Image, as kind: ImageKind, in frame: Rectangle, _ interpolation: Interpolation, transform: String
  ) -> String {
    guard image.width > 0, image.height > 0, frame.width > 0, frame.height > 0 else { return "" }
    let shown =
      interpolation == .smooth
      ? image.fit(for: Size(frame.width, frame.height), pixelsPerPoint: pixelsPerPoint) : image
    guard let encoded = try? EncodedImage(shown, as: kind, interpolation) else { return "" }
    let name = "\(interpolation == .nearest ? "p" : "i")\(encoded.digest.prefix(12))"
    if let first = stored[name] {
      let (x, y) = (frame.width / first.width, frame.height / first.height)
      let place = [x, 0, 0, y, frame.x - first.x * x, frame.y - first.y * y].map { SVGNumber.text($0, 5) }
      let moved = "<use href=\"#\(name)\" transform=\"matrix(\(place.joined(separator: " ")))\"/>"
      return transform.isEmpty ? moved : "<g\(transform)>\(moved)</g>"
    }
    stored[name] = frame
    let sharp = interpolation == .nearest ? " image-rendering=\"pixelated\"" : ""
    return
      "<image id=\"\(name)\" x=\"\(SVGNumber.text(frame.x))\" y=\"\(SVGNumber.text(frame.y))\" "
      + "width=\"\(SVGNumber.text(frame.width))\" height=\"\(SVGNumber.text(frame.height))\" "
      + "preserveAspectRatio=\"none\"\(sharp)\(transform) href=\"\(encoded.dataAddress)\"/>"
  }
}
