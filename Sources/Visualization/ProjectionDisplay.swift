import Images
import Tensors

/// How signed values at the pixels become an image; the paper does not say.
public enum ProjectionDisplay: Hashable, Sendable, Codable {
  /// Zero is gray (128); the largest magnitude of the image becomes 1 or 255.
  case symmetric
  /// Zero is gray; the magnitude that the given share of the values other than zero stay below becomes 1 or 255, and
  /// what exceeds it is clipped. A few strong pixels then leave the others visible.
  case clippedSymmetric(Double)
  /// The central share of the values, such as 0.99, is stretched over the whole range and what lies outside is
  /// clipped; zero need not be gray.
  case percentile(Double)

  /// A projection as an image.
  ///
  /// - Parameter projection: `[3, height, width]` or `[1, 3, height, width]`, red, green and blue. Values that are
  ///   not finite are shown gray.
  public func image(_ projection: Tensor<Float>) -> Image {
    image(projection, levels(for: projection.scalars))
  }

  /// Projections on one scale: what is strong in one of them is not made to look as weak as what is strong in another.
  ///
  /// - Parameter projections: each `[3, height, width]` or `[1, 3, height, width]`, red, green and blue.
  /// - Returns: one image a projection, in their order.
  public func images(onOneScale projections: [Tensor<Float>]) -> [Image] {
    let level = levels(for: projections.flatMap(\.scalars))
    return projections.map { image($0, level) }
  }

  private func image(_ projection: Tensor<Float>, _ level: (Float) -> UInt8) -> Image {
    let extents = Array(projection.shape.dimensions.suffix(3))
    precondition(
      extents.count == 3 && extents[0] == 3 && projection.count == extents.reduce(1, *),
      "an image has the shape 3×height×width, not \(projection.shape)")
    let (height, width) = (extents[1], extents[2])
    var image = Image(width: width, height: height)
    projection.withUnsafeBuffer { values in
      for channel in 0..<3 {
        for y in 0..<height {
          for x in 0..<width {
            image[x, y, channel] = level(values[(channel * height + y) * width + x])
          }
        }
      }
    }
    return image
  }

  /// First-layer filters as images.
  ///
  /// - Parameters:
  ///   - filters: weights OIHW over red, green and blue, `[maps, 3, kernel, kernel]`.
  ///   - onOneScale: whether all filters share one scale, so that large ones stand out from small ones; otherwise each is
  ///     scaled on its own.
  /// - Returns: one image of kernel × kernel pixels a map.
  public func images(ofFilters filters: Tensor<Float>, onOneScale: Bool = false) -> [Image] {
    let level = onOneScale ? levels(for: filters.scalars) : nil
    return (0..<filters.shape[0]).map {
      let filter = filters.slice($0..<$0 + 1)
      return image(filter, level ?? levels(for: filter.scalars))
    }
  }

  /// The function from a value to a byte that suits the values of one image or of several.
  private func levels(for all: [Float]) -> (Float) -> UInt8 {
    let values = all.filter(\.isFinite)
    switch self {
    case .symmetric:
      let largest = values.reduce(0) { max($0, abs($1)) }
      return { value in
        guard largest > 0, value.isFinite else { return 128 }
        return UInt8(128 + (value / largest * 127).rounded())
      }
    case .clippedSymmetric(let share):
      precondition(share > 0 && share <= 1, "the share is above 0 and at most 1, not \(share)")
      let sorted = values.filter { $0 != 0 }.map(abs).sorted()
      guard !sorted.isEmpty else { return { _ in 128 } }
      let largest = sorted[Int((Double(sorted.count - 1) * share).rounded())]
      return { value in
        guard value.isFinite else { return 128 }
        return UInt8(128 + (min(max(value / largest, -1), 1) * 127).rounded())
      }
    case .percentile(let share):
      precondition(share > 0 && share <= 1, "the central share is above 0 and at most 1, not \(share)")
      guard !values.isEmpty else { return { _ in 128 } }
      let sorted = values.sorted()
      let tail = Int((Double(sorted.count - 1) * (1 - share) / 2).rounded())
      let (low, high) = (sorted[tail], sorted[sorted.count - 1 - tail])
      return { value in
        guard high > low, value.isFinite else { return 128 }
        return UInt8((min(max((value - low) / (high - low), 0), 1) * 255).rounded())
      }
    }
  }
}
