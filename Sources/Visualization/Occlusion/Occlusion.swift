/// A square that is slid over an image to see what a network looks at (section 4.2, Figure 7).
///
/// The paper states neither the square's side nor its step. The defaults are a seventh of the paper's 224 pixels, moved
/// by a quarter of that, and its gray.
public struct Occlusion: Hashable, Sendable, Codable {
  /// Which places the square takes along each axis of the image.
  public enum Coverage: String, Sendable, Codable, CaseIterable {
    /// From the first pixel on, step by step, as long as the square lies wholly inside the image. Pixels at the far
    /// edge may stay uncovered.
    case inside
    /// From the first pixel on until the far edge is covered; the last square is cut at the edge. (A step larger than
    /// the square may leave the edge in a gap.)
    case toEdge
    /// Centered on the middle of every step from the first pixel on: squares are cut at both edges, and the map is an image
    /// of `side / stride` values, each drawn where the square's center lies.
    case centered
  }

  /// The square's side in pixels.
  public var side: Int
  /// The step in pixels between two places.
  public var stride: Int
  /// Which places the square takes.
  public var coverage: Coverage
  /// What the square shows.
  public var fill: OcclusionFill

  /// A square and its places.
  public init(
    side: Int = 32, stride: Int = 8, coverage: Coverage = .toEdge, fill: OcclusionFill = .gray
  ) {
    precondition(side > 0 && stride > 0, "a square of \(side) moved by \(stride)")
    self.side = side
    self.stride = stride
    self.coverage = coverage
    self.fill = fill
  }

  /// The pixels that the square covers at each of its places along an axis of `length` pixels.
  public func ranges(along length: Int) -> [Range<Int>] {
    let starts: [Int]
    switch coverage {
    case .inside:
      precondition(side <= length, "a square of \(side) does not fit into \(length) pixels")
      starts = (0...((length - side) / stride)).map { $0 * stride }
    case .toEdge:
      let last = (max(length - side, 0) + stride - 1) / stride
      starts = (0...min(last, (length - 1) / stride)).map { $0 * stride }
    case .centered:
      // The last step may be cut at the edge, and has its middle before it.
      starts = (0...((length - 1) / stride)).map { step in
        (step * stride + min((step + 1) * stride, length)) / 2 - side / 2
      }
    }
    return starts.map { max($0, 0)..<min($0 + side, length) }
  }
}
