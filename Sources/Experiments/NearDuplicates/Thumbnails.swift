import Images

/// Small versions of images, each with mean 0 and length 1, so that the dot product of two is their normalized
/// correlation (section 5.2, footnote: how the paper looked for images that two data sets share).
public struct Thumbnails: Sendable {
  /// The side in pixels that images are averaged down to: small enough to overlook a shift of a few hundredths of the
  /// side, large enough to tell images apart.
  public static let side = 16
  private static let length = side * side * 3

  /// How many images there are.
  public let count: Int
  /// One row an image; zeros where the image is of one color.
  private let values: [Float]

  /// The thumbnails of so many images.
  public init(count: Int, _ image: (Int) throws -> Image) rethrows {
    self.count = count
    values = try (0..<count).flatMap { Self.values(of: try image($0)) }
  }

  /// The place of the image that correlates best with a query, and how much; of equals the first.
  func best(for query: Thumbnails, _ place: Int) -> NearDuplicateSearch.Match {
    query.values.withUnsafeBufferPointer { own in
      values.withUnsafeBufferPointer { theirs in
        var best = (index: 0, correlation: -Float.infinity)
        for index in 0..<count {
          let correlation = DotProduct.of(
            own.baseAddress! + place * Self.length, theirs.baseAddress! + index * Self.length,
            count: Self.length)
          if correlation > best.correlation { best = (index, correlation) }
        }
        return NearDuplicateSearch.Match(index: best.index, correlation: Double(best.correlation))
      }
    }
  }

  private static func values(of image: Image) -> [Float] {
    let levels = image.resizedAndCropped(side: side).pixels.map { Double($0) }
    // Each channel by itself, so that a cast of color that many images share does not make them alike.
    let means = (0..<3).map { channel in
      stride(from: channel, to: length, by: 3).reduce(0) { $0 + levels[$1] } / Double(length / 3)
    }
    let centered = levels.indices.map { levels[$0] - means[$0 % 3] }
    let norm = centered.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return centered.map { norm < 1 ? 0 : Float($0 / norm) }
  }
}
