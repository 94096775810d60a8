/// How an image's pixels are shown where they are larger or smaller than the surface's.
public enum Interpolation: String, Sendable, Codable {
  /// Each pixel a sharp square, as tiny filters want.
  case nearest
  /// Blended, as photographs want.
  case smooth
}
