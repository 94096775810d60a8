import Drawing
import Images

/// Pixels as numbers: red, green, blue and opacity of each in 0…1, colors already multiplied by opacity.
struct PaintLayer {
  let side: Int
  var pixels: [SIMD4<Float>]

  /// The pixels of a canvas of `side` × `side`.
  init(_ canvas: borrowing Canvas, side: Int) {
    self.side = side
    let words = canvas.premultipliedPixels()
    pixels = [SIMD4<Float>](unsafeUninitializedCapacity: words.count) { target, count in
      for index in 0..<words.count {
        let word = words[index]
        target[index] =
          SIMD4(
            Float(word >> 16 & 0xFF), Float(word >> 8 & 0xFF), Float(word & 0xFF), Float(word >> 24))
          * (1 / 255)
      }
      count = words.count
    }
  }

  /// Lays another layer over this one.
  mutating func lay(_ other: PaintLayer) {
    pixels.withUnsafeMutableBufferPointer { target in
      other.pixels.withUnsafeBufferPointer { source in
        for index in target.indices where source[index].w > 0 {
          target[index] = source[index] + target[index] * (1 - source[index].w)
        }
      }
    }
  }

  /// Blurs by a box of the given half width in pixels, run twice each way: close to a Gaussian of standard
  /// deviation 0.82 × radius. A fractional radius gives the box soft ends, so that blur follows the side exactly.
  mutating func blur(radius: Double) {
    guard radius > 0.05 else { return }
    var spare = pixels
    let side = side
    let radius = min(radius, Double(side - 2) / 2)
    pixels.withUnsafeMutableBufferPointer { front in
      spare.withUnsafeMutableBufferPointer { back in
        for _ in 0..<2 {
          // Each pass writes its rows as columns, so that two passes blur both ways.
          PaintLayer.blurRows(front, into: back, side: side, radius: Float(radius))
          PaintLayer.blurRows(back, into: front, side: side, radius: Float(radius))
        }
      }
    }
  }

  /// Lifts what a blur of the given radius would take away, by a share: an unsharp mask.
  mutating func sharpen(by share: Double, radius: Double) {
    var soft = self
    soft.blur(radius: radius)
    let share = Float(share)
    for index in pixels.indices { pixels[index] += (pixels[index] - soft.pixels[index]) * share }
  }

  private static func blurRows(
    _ source: UnsafeMutableBufferPointer<SIMD4<Float>>, into target: UnsafeMutableBufferPointer<SIMD4<Float>>,
    side: Int, radius: Float
  ) {
    // A box of width 2·radius + 1: whole pixels, and a share of the one beyond each end.
    let whole = Int(radius)
    let share = radius - Float(whole)
    let weight = 1 / (2 * radius + 1)
    let last = side - 1
    for y in 0..<side {
      let row = y * side
      var sum = SIMD4<Float>(repeating: 0)
      for offset in -whole...whole { sum += source[row + min(max(offset, 0), last)] }
      for x in 0..<side {
        let before = source[row + max(x - whole - 1, 0)]
        let after = source[row + min(x + whole + 1, last)]
        target[x * side + y] = (sum + (before + after) * share) * weight
        sum += after - source[row + max(x - whole, 0)]
      }
    }
  }
}
