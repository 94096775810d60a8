import Images
import Tensors
import Visualization

/// What the occlusion maps of one image say (section 4.2): whether it is the object that counts, and whether the watched map
/// answers to what its projection shows.
public struct OcclusionEvidence: Codable, Sendable, Equatable {
  /// The object's part in it. A place counts as *on the object* where the square's middle lies on the object's mask.
  public struct OnObject: Codable, Sendable, Equatable {
    /// The mean fall of P(true class) over the places on the object.
    public let dropInside: Double
    /// The same over all other places.
    public let dropOutside: Double
    /// The share of the places on the object at which another class than before is the most probable.
    public let changesInside: Double
    /// The same over all other places.
    public let changesOutside: Double
    /// Whether the place of the largest fall lies on the object: a hit of the pointing game.
    public let isHit: Bool
    /// The share of the places that lie on the object: the hits that pointing blindly would have.
    public let chance: Double
    /// Whether the middle of the image lies on the object: a hit of who always points there.
    public let isMiddleHit: Bool

    package init(
      dropInside: Double, dropOutside: Double, changesInside: Double, changesOutside: Double, isHit: Bool,
      chance: Double, isMiddleHit: Bool
    ) {
      (self.dropInside, self.dropOutside) = (dropInside, dropOutside)
      (self.changesInside, self.changesOutside) = (changesInside, changesOutside)
      (self.isHit, self.chance, self.isMiddleHit) = (isHit, chance, isMiddleHit)
    }
  }

  /// The fall of P(true class) at each place, row by row; empty where no logits were computed.
  public let drops: [Float]
  /// Nil where there is no mask, no score, or no place on one of the two sides.
  public let object: OnObject?
  /// The rank correlation, over the places, of the fall of the watched map's response with the energy of its projection under
  /// the square; nil without a projection, or where one of them does not vary.
  public let projectionAgreement: Double?

  /// The evidence of one image.
  ///
  /// - Parameters:
  ///   - map: its occlusion maps.
  ///   - mask: the object's pixels, at the side of the network's input.
  ///   - projection: the watched map projected to the pixels, `[3, side, side]`.
  public init(_ map: OcclusionMap, mask: Mask? = nil, projection: Tensor<Float>? = nil) {
    let whole = map.unoccluded
    let drops = map.probability.map { probability in
      probability.scalars.map { (whole.probability ?? 0) - $0 }
    }
    self.drops = drops ?? []
    object = drops.flatMap { drops in mask.flatMap { Self.onObject(map, drops, $0) } }
    projectionAgreement = projection.flatMap { projection in
      RankCorrelation.spearman(
        map.response.scalars.map { Double(whole.response - $0) },
        Self.energy(of: projection, under: map))
    }
  }

  private static func onObject(_ map: OcclusionMap, _ drops: [Float], _ mask: Mask) -> OnObject? {
    let isInside = map.rows.flatMap { rows in map.columns.map { mask[middle($0), middle(rows)] } }
    let changes = (map.labels ?? []).joined().map { $0 != map.unoccluded.label }
    let inside = isInside.indices.filter { isInside[$0] }
    let outside = isInside.indices.filter { !isInside[$0] }
    guard !inside.isEmpty, !outside.isEmpty else { return nil }
    let worst = drops.indices.reduce(0) { drops[$1] > drops[$0] ? $1 : $0 }
    func mean(_ places: [Int], _ value: (Int) -> Double) -> Double {
      places.reduce(0) { $0 + value($1) } / Double(places.count)
    }
    return OnObject(
      dropInside: mean(inside) { Double(drops[$0]) }, dropOutside: mean(outside) { Double(drops[$0]) },
      changesInside: mean(inside) { changes[$0] ? 1 : 0 },
      changesOutside: mean(outside) { changes[$0] ? 1 : 0 },
      isHit: isInside[worst], chance: Double(inside.count) / Double(isInside.count),
      isMiddleHit: mask[mask.width / 2, mask.height / 2])
  }

  private static func middle(_ range: Range<Int>) -> Int { (range.lowerBound + range.upperBound) / 2 }

  /// The sum of the projection's squares under the square, at each of its places.
  static func energy(of projection: Tensor<Float>, under map: OcclusionMap) -> [Double] {
    let (height, width) = (projection.shape[1], projection.shape[2])
    // Sums over all rectangles from the corner: four of them make any rectangle's.
    var sums = [Double](repeating: 0, count: (height + 1) * (width + 1))
    projection.withUnsafeBuffer { values in
      for y in 0..<height {
        var row = 0.0
        for x in 0..<width {
          for channel in 0..<3 {
            let value = Double(values[(channel * height + y) * width + x])
            row += value * value
          }
          sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
        }
      }
    }
    return map.rows.flatMap { rows in
      map.columns.map { columns in
        func corner(_ y: Int, _ x: Int) -> Double { sums[y * (width + 1) + x] }
        return corner(rows.upperBound, columns.upperBound) - corner(rows.lowerBound, columns.upperBound)
          - corner(rows.upperBound, columns.lowerBound) + corner(rows.lowerBound, columns.lowerBound)
      }
    }
  }
}

extension OcclusionEvidence {
  /// Evidence of one image, as it was measured.
  package init(drops: [Float], object: OnObject?, projectionAgreement: Double?) {
    self.drops = drops
    self.object = object
    self.projectionAgreement = projectionAgreement
  }
}
