/// How many of a collection's images a near-duplicate search flags as copies.
public struct CopyCount: Sendable, Equatable {
  /// The places of the images that are flagged.
  public let flagged: Set<Int>
  /// How many images were looked for.
  public let count: Int

  /// Counts the matches that are near enough.
  ///
  /// - Parameters:
  ///   - matches: the best match of each image.
  ///   - threshold: the correlation from which on two images count as copies of one another.
  public init(_ matches: [NearDuplicateSearch.Match], threshold: Double) {
    flagged = Set(matches.indices.filter { matches[$0].correlation >= threshold })
    count = matches.count
  }

  /// The share of the images that are flagged, 0…1, with its interval over images.
  ///
  /// Where none is, the rule of three bounds the count: up to three may have been missed.
  public func share(seed: UInt64) -> Bootstrap.Estimate {
    let estimate = Bootstrap.mean((0..<count).map { flagged.contains($0) ? 1 : 0 }, seed: seed)
    guard flagged.isEmpty else { return estimate }
    return Bootstrap.Estimate(estimate.value, low: estimate.low, high: 3 / Double(count))
  }

  /// How many planted copies a search found: those whose best match is the image that they were made from and
  /// correlates as a copy does.
  ///
  /// - Parameters:
  ///   - matches: the best match of each copy.
  ///   - originals: the place of the image that each copy was made from.
  public static func found(
    _ matches: [NearDuplicateSearch.Match], of originals: [Int], threshold: Double
  ) -> Int {
    precondition(matches.count == originals.count, "\(matches.count) matches of \(originals.count) copies")
    return zip(matches, originals).count { $0.index == $1 && $0.correlation >= threshold }
  }

  /// Whether a search finds enough of the copies that were planted for it to be trusted: nine in ten.
  public static func isTrusted(found: Int, of planted: Int) -> Bool {
    Double(found) >= 0.9 * Double(planted)
  }
}
