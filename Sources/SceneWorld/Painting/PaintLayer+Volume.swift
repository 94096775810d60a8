import Drawing

extension PaintLayer {
  /// Lights what the layer shows as if it swelled toward its middle: brighter where its rim faces the light,
  /// darker where it faces away.
  ///
  /// - Parameters:
  ///   - soft: the same layer, blurred: its opacity is the height.
  ///   - light: the direction toward the light, of length 1, y downward.
  ///   - strength: how much brighter a slope of 1 / 2 grows, of 1. Blur of a radius r leaves a rim of slope 1 / 2r.
  mutating func swell(as soft: PaintLayer, toward light: Point, strength: Double) {
    let side = side
    let x = Float(-light.x * strength)
    let y = Float(-light.y * strength)
    pixels.withUnsafeMutableBufferPointer { pixels in
      soft.pixels.withUnsafeBufferPointer { heights in
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
