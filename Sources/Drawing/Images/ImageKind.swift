/// What an image shows, which decides how the files of a figure store it. It is said where the figure is made.
public enum ImageKind: String, Sendable, Hashable, Codable {
  /// A photograph, or a drawn scene that stands in for one: JPEG of quality 90.
  case photograph
  /// Values carried back to the pixels, whose faint structure is what a reader looks for: JPEG of quality 95.
  case projection
  /// Filters, masks, maps of numbers: every pixel counts, and none is changed.
  case exact

  /// The quality of its JPEG file, from 1 to 100; nil where it is kept without loss.
  public var quality: Int? {
    switch self {
    case .photograph: 90
    case .projection: 95
    case .exact: nil
    }
  }
}
