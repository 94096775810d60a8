import Images

/// What happens to an image on its way from one collection to another: the positive control of a near-duplicate search.
public enum ImageAlteration: String, CaseIterable, Codable, Sendable {
  /// Stored again as a JPEG of low quality.
  case reencoded = "re-encoded"
  /// Moved by a twenty-fifth of the side to the right and down; the border's pixels repeat.
  case shifted
  /// A tenth of the side cut off, and the rest enlarged to the old size.
  case rescaled
  /// A fifth brighter, cut off at white.
  case brightened

  /// The altered image, of the same size.
  ///
  /// - Throws: `ImageError`.
  public func apply(to image: Image) throws -> Image {
    switch self {
    case .reencoded: return try Image(decoding: image.jpeg(quality: 30), name: "a copy")
    case .shifted:
      let step = max(1, image.width / 25)
      var result = image
      for y in 0..<image.height {
        for x in 0..<image.width {
          for channel in 0..<3 { result[x, y, channel] = image[max(0, x - step), max(0, y - step), channel] }
        }
      }
      return result
    case .rescaled:
      let (width, height) = (image.width * 9 / 10, image.height * 9 / 10)
      return image.cropped(
        x: (image.width - width) / 2, y: (image.height - height) / 2, width: width, height: height
      ).resized(width: image.width, height: image.height)
    case .brightened:
      return Image(
        width: image.width, height: image.height,
        pixels: image.pixels.map { UInt8(min(255, (Double($0) * 1.2).rounded())) })
    }
  }
}
