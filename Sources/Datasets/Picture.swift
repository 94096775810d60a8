import Images

/// One example of a data set: its pixels, its label, and what else is known of it.
public struct Picture: Sendable {
  /// The pixels.
  public var image: Image
  /// The index of its class in the set's `classNames`.
  public var label: Int
  /// What it is called in captions and messages: a file's path, or `scenes/source/train/17`.
  public var name: String
  /// Which pixels are the object, where that is known.
  public var mask: Mask?
  /// The named parts in pixels of `image`, where they are known.
  public var parts: [Part]
  /// What was varied, by name (scale, rotation, …), where that is known.
  public var nuisances: [String: Double]

  /// A picture with its label and what else is known of it.
  public init(
    image: Image, label: Int, name: String, mask: Mask? = nil, parts: [Part] = [],
    nuisances: [String: Double] = [:]
  ) {
    self.image = image
    self.label = label
    self.name = name
    self.mask = mask
    self.parts = parts
    self.nuisances = nuisances
  }
}

/// A named part of an object: "left eye", "wheel", …
public struct Part: Sendable, Equatable, Codable {
  /// The name; "left" and "right" are the animal's own, so a frontal face's right eye is on the viewer's left.
  public var name: String
  /// Its centre in pixels: (0, 0) is the upper left corner of the upper left pixel.
  public var x: Double
  /// Its centre in pixels, downwards.
  public var y: Double
  /// About how far it reaches from its centre, in pixels.
  public var radius: Double
  /// Whether it shows: inside the picture and not hidden.
  public var isVisible: Bool

  /// A part of the given name at a place in pixels.
  public init(name: String, x: Double, y: Double, radius: Double, isVisible: Bool) {
    self.name = name
    self.x = x
    self.y = y
    self.radius = radius
    self.isVisible = isVisible
  }
}
