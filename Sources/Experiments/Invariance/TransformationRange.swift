/// The transformations of one row of Figure 5, from the first to the last.
public struct TransformationRange: Codable, Sendable, Equatable {
  /// Which kind of change.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Vertical translation, −60 … 60 of the paper's 224 pixels.
    case translation
    /// Scaling, 1 … 1.8.
    case scaling
    /// Rotation, 0 … 350 degrees.
    case rotation
  }

  /// Whether images are translated, scaled or rotated.
  public let kind: Kind
  /// The transformations in order.
  public let transformations: [Transformation]

  /// The paper's range of a kind: translations by tenths of its 60 pixels, factors by 0.05, angles by 10 degrees.
  public init(_ kind: Kind) {
    self.kind = kind
    transformations =
      switch kind {
      case .translation: (-10...10).map { .translation(Double($0) * 6 / 224) }
      case .scaling: (0...16).map { .scaling(1 + Double($0) * 0.05) }
      case .rotation: (0..<36).map { .rotation(Double($0) * 10) }
      }
  }

  /// The places of the small changes, other than none: at most 12 of 224 pixels, a factor of at most 1.1, at most 20 degrees.
  public var small: [Int] {
    transformations.indices.filter { index in
      let size = transformations[index].size
      return switch kind {
      case .translation: size != 0 && abs(size) < 12.5 / 224
      case .scaling: size > 1 && size < 1.1001
      case .rotation: size != 0 && min(size, 360 - size) < 20.5
      }
    }
  }

  /// How far each transformation is from none, for the fit of a straight line: the share without its sign, the factor minus 1, the angle
  /// from upright.
  public var magnitudes: [Double] {
    transformations.map { transformation in
      switch kind {
      case .translation: abs(transformation.size)
      case .scaling: transformation.size - 1
      case .rotation: min(transformation.size, 360 - transformation.size)
      }
    }
  }
}
