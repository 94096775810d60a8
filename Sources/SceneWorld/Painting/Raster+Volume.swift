import Drawing

extension Raster {
  /// Lights what the raster shows as if it swelled towards its middle: brighter where its rim faces the light,
  /// darker where it faces away.
  ///
  /// - Parameters:
  ///   - light: the direction towards the light, of length 1, y downwards.
  ///   - reach: how far in from the rim the surface bends, in pixels.
  ///   - strength: how much brighter the rim grows, of 1.
  mutating func swell(towards light: Point, reach: Double, strength: Double) {
    var heights = self
    heights.blur(radius: reach)
    let side = side
    // The blurred rim's slope is about 1 / (2 · reach) a pixel; differences of neighbours are twice the slope.
    let x = Float(-light.x * reach * strength)
    let y = Float(-light.y * reach * strength)
    pixels.withUnsafeMutableBufferPointer { pixels in
      heights.pixels.withUnsafeBufferPointer { heights in
        for row in 0..<side {
          let above = max(row - 1, 0) * side
          let below = min(row + 1, side - 1) * side
          for column in 0..<side {
            let at = row * side + column
            let opacity = pixels[at].w
            guard opacity > 0 else { continue }
            let across =
              heights[row * side + min(column + 1, side - 1)].w - heights[row * side + max(column - 1, 0)].w
            let down = heights[below + column].w - heights[above + column].w
            let lit = pixels[at] * max(1 + across * x + down * y, 0)
            pixels[at] = lit.clamped(lowerBound: SIMD4(repeating: 0), upperBound: SIMD4(repeating: opacity))
            pixels[at].w = opacity
          }
        }
      }
    }
  }
}
