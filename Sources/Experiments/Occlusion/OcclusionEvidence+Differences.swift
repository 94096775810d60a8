extension OcclusionEvidence.OnObject {
  /// How much more covering the object costs than covering what is beside it: the mean fall of P(true class), 0…1, inside
  /// minus outside.
  public var dropDifference: Double { dropInside - dropOutside }
  /// How much more often covering the object changes the most probable class: the share of the places inside minus that
  /// outside.
  public var changeDifference: Double { changesInside - changesOutside }
  /// Whether the pointing game hits where always pointing at the middle does not (1), the other way round (−1), or
  /// neither (0).
  public var hitAdvantage: Double { (isHit ? 1 : 0) - (isMiddleHit ? 1 : 0) }
}

extension OcclusionAgreement {
  /// By how much the agreement of responses with projections is larger in one network than in another, image by image,
  /// where both have one.
  ///
  /// - Parameters:
  ///   - own: the agreement by image; nil where the watched map has none.
  ///   - other: that of the other network on the same images.
  public static func differences(_ own: [Double?], minus other: [Double?]) -> [Double] {
    precondition(own.count == other.count, "\(own.count) and \(other.count) images")
    return zip(own, other).compactMap { own, other in own.flatMap { own in other.map { own - $0 } } }
  }
}
