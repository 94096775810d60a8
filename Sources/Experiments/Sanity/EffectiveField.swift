import Networks

/// How much of its receptive field a unit really uses (Luo et al. 2016).
public enum EffectiveField {
  /// The side of the smallest square around the field's middle that holds a share of a projection's squared values, in
  /// pixels; nil where the projection is zero everywhere.
  ///
  /// - Parameters:
  ///   - patch: the projection on its receptive field.
  ///   - middle: the field's middle in the image, in pixels; the first pixel's middle is at 0.5.
  ///   - share: of the energy, 0…1.
  public static func side(
    of patch: PixelPatch, around middle: (x: Double, y: Double), holding share: Double
  ) -> Double? {
    let (width, height) = (patch.x.count, patch.y.count)
    // Energy by the side, in half pixels, of the square that just reaches a pixel's middle.
    var rings = [Double](repeating: 0, count: 4 * (patch.x.upperBound + patch.y.upperBound) + 8)
    patch.pixels.withUnsafeBuffer { values in
      for row in 0..<height {
        for column in 0..<width {
          let across = abs(Double(patch.x.lowerBound + column) + 0.5 - middle.x)
          let down = abs(Double(patch.y.lowerBound + row) + 0.5 - middle.y)
          // A pixel counts where its middle lies in the square; its outer edge is half a pixel further.
          let ring = Int((2 * (2 * max(across, down) + 1)).rounded())
          for channel in 0..<patch.pixels.shape[0] {
            let value = Double(values[(channel * height + row) * width + column])
            rings[min(ring, rings.count - 1)] += value * value
          }
        }
      }
    }
    let total = rings.reduce(0, +)
    guard total > 0 else { return nil }
    var sum = 0.0
    for (ring, energy) in rings.enumerated() {
      sum += energy
      if sum >= share * total { return Double(ring) / 2 }
    }
    return Double(rings.count - 1) / 2
  }
}

extension ReceptiveField {
  /// The middle of the field of the unit at an index along one axis, in pixels.
  public func middle(ofUnit index: Int) -> Double { Double(start + index * jump) + Double(size) / 2 }
}
