import Visualization

/// An occluding square in shares of the image's side, so that networks of different inputs can be compared.
///
/// The paper states neither size nor step. A seventh of the side is 32 of its 224 pixels.
public struct OcclusionSetting: Codable, Hashable, Sendable {
  /// The square's side as a share of the image's.
  public var square: Double
  /// The step between two places as a share of the image's side.
  public var stride: Double
  /// What the square shows.
  public var fill: OcclusionFill
  /// Which places the square takes.
  public var coverage: Occlusion.Coverage

  /// A square and its places; by default a gray seventh of the side, moved by half of that.
  public init(
    square: Double = 1.0 / 7, stride: Double = 1.0 / 14, fill: OcclusionFill = .gray,
    coverage: Occlusion.Coverage = .toEdge
  ) {
    self.square = square
    self.stride = stride
    self.fill = fill
    self.coverage = coverage
  }

  /// The square in pixels of an image of a side.
  public func occlusion(side: Int) -> Occlusion {
    func pixels(_ share: Double) -> Int { max(1, Int((share * Double(side)).rounded())) }
    return Occlusion(side: pixels(square), stride: pixels(stride), coverage: coverage, fill: fill)
  }
}
