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

  /// How much straighter the upper layer's distances are than the lower layer's: the difference of the shares of their variance
  /// that a straight line with an offset explains; nil where either does not vary.
  public func straightening(over range: TransformationRange) -> Double? {
    let x = range.magnitudes
    guard let upper = StraightLine.explainedWithOffset(upper.map(Double.init), at: x),
      let lower = StraightLine.explainedWithOffset(lower.map(Double.init), at: x)
    else { return nil }
    return upper - lower
  }

  /// Whether any of the changes after the first, which is none, alters the most probable class.
  public var changesLabel: Bool { prediction.dropFirst().contains { $0 != prediction[0] } }

  /// The share of the changes after the first, which is none, that alter the most probable class.
  public var labelChangeShare: Double {
    prediction.dropFirst().map { $0 != prediction[0] ? 1.0 : 0 }.mean
  }

  /// How far each of the changes after the first moves P(true class), 0…1, up or down.
  public var probabilityMoves: [Double] {
    probability.dropFirst().map { abs(Double($0 - probability[0])) }
  }
}

extension InvarianceStudy {
  /// By image, how much more turning costs than moving and scaling: the mean fall of P(true class) over all turns minus the
  /// mean of those over all shifts and over all scales.
  ///
  /// - Parameters:
  ///   - rotations: the curves under `TransformationRange(.rotation)`, one an image.
  ///   - translations: those of the same images under translations.
  ///   - scalings: those under scaling.
  public static func rotationExcess(
    _ rotations: [Curve], over translations: [Curve], and scalings: [Curve]
  ) -> [Double] {
    precondition(
      rotations.count == translations.count && rotations.count == scalings.count,
      "\(rotations.count), \(translations.count) and \(scalings.count) images")
    return rotations.indices.map { image in
      rotations[image].fall(over: TransformationRange(.rotation))
        - (translations[image].fall(over: TransformationRange(.translation))
          + scalings[image].fall(over: TransformationRange(.scaling))) / 2
    }
  }
}
