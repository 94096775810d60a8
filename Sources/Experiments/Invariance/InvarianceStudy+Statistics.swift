extension InvarianceStudy.Curve {
  /// The mean fall of P(true class) over a range of changes, from its value without any.
  public func fall(over range: TransformationRange) -> Double {
    let magnitudes = range.magnitudes
    let whole = magnitudes.firstIndex(of: 0) ?? 0
    return magnitudes.indices.filter { $0 != whole }.map {
      Double(probability[whole] - probability[$0])
    }.mean
  }

  /// How much further the upper layer moves than the lower one under a range's small changes: the mean difference of the
  /// distances, each in units of that between different images. Below 0 where the upper layer is the steadier one.
  ///
  /// - Parameter apart: the mean distance between different images at the lower and at the upper layer.
  public func smallDifference(over range: TransformationRange, apart: (lower: Double, upper: Double))
    -> Double
  {
    range.small.map { Double(upper[$0]) / apart.upper - Double(lower[$0]) / apart.lower }.mean
  }

  /// The share of the upper layer's distances that proportion to the change explains; nil where they do not vary.
  public func straightness(over range: TransformationRange) -> Double? {
    StraightLine.explained(upper.map(Double.init), at: range.magnitudes)
  }

  /// Whether any of the changes after the first, which is none, alters the most probable class.
  public var changesLabel: Bool { prediction.dropFirst().contains { $0 != prediction[0] } }
}
