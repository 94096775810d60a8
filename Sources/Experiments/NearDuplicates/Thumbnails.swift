import Dispatch
import Images
import Synchronization

/// Small versions of pictures, each with mean 0 and length 1, so that the dot product of two is their normalised
/// correlation (section 5.2, footnote: how the paper looked for pictures that two data sets share).
public struct Thumbnails: Sendable {
  /// The side in pixels that pictures are averaged down to: small enough to overlook a shift of a few hundredths of the
  /// side, large enough to tell pictures apart.
  public static let side = 16
  private static let length = side * side * 3

  /// How many pictures there are.
  public let count: Int
  /// One row a picture; zeros where the picture is of one colour.
  private let values: [Float]

  /// The thumbnails of so many pictures.
  public init(count: Int, _ image: (Int) throws -> Image) rethrows {
    self.count = count
    values = try (0..<count).flatMap { Self.values(of: try image($0)) }
  }

  /// The picture of each query that is most like it, and how much.
  public struct Match: Codable, Sendable, Equatable {
    /// The place of the picture.
    public let index: Int
    /// The normalised correlation, −1…1.
    public let correlation: Double
  }

  /// For each of these pictures the one among others that correlates best, the first of equals; on all cores.
  public func bestMatches(in others: Thumbnails) -> [Match] {
    precondition(others.count > 0, "no pictures to compare with")
    let results = Mutex([Match?](repeating: nil, count: count))
    values.withUnsafeBufferPointer { own in
      others.values.withUnsafeBufferPointer { theirs in
        // Addresses, not class references: each thread reads, none writes.
        nonisolated(unsafe) let (own, theirs) = (own.baseAddress!, theirs.baseAddress!)
        DispatchQueue.concurrentPerform(iterations: count) { query in
          var best = (index: 0, correlation: -Float.infinity)
          for index in 0..<others.count {
            let correlation = DotProduct.of(
              own + query * Self.length, theirs + index * Self.length, count: Self.length)
            if correlation > best.correlation { best = (index, correlation) }
          }
          let match = Match(index: best.index, correlation: Double(best.correlation))
          results.withLock { $0[query] = match }
        }
      }
    }
    return results.withLock { $0.map { $0! } }
  }

  private static func values(of image: Image) -> [Float] {
    let levels = image.squared(side: side).pixels.map { Double($0) }
    // Each channel by itself, so that a cast of colour that many pictures share does not make them alike.
    let means = (0..<3).map { channel in
      stride(from: channel, to: length, by: 3).reduce(0) { $0 + levels[$1] } / Double(length / 3)
    }
    let centered = levels.indices.map { levels[$0] - means[$0 % 3] }
    let norm = centered.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return centered.map { norm < 1 ? 0 : Float($0 / norm) }
  }
}
