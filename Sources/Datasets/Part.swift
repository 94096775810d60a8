/// A named part of an object: "left eye", "wheel", …
public struct Part: Sendable, Equatable, Codable {
  /// The name; "left" and "right" are the animal's own, so a frontal face's right eye is on the viewer's left.
  public var name: String
  /// The x coordinate of its center in pixels; (0, 0) is the upper left corner of the upper left pixel.
  public var x: Double
  /// The y coordinate of its center in pixels, downward.
  public var y: Double
  /// Its approximate radius in pixels.
  public var radius: Double
  /// Whether it is visible: inside the image and not hidden.
  public var isVisible: Bool

  /// A part of the given name at a place in pixels.
  public init(name: String, x: Double, y: Double, radius: Double, isVisible: Bool) {
    self.name = name
    self.x = x
    self.y = y
    self.radius = radius
    self.isVisible = isVisible
  }

  /// A part's name in the mirror image: left and right, which are the animal's own, change places.
  public static func mirrored(_ name: String) -> String {
    if name.hasPrefix("left ") { return "right " + name.dropFirst(5) }
    if name.hasPrefix("right ") { return "left " + name.dropFirst(6) }
    return name
  }
}
