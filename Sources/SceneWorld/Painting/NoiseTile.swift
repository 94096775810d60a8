import Foundation
import Tensors

/// A square of noise that joins itself at its edges, made once and looked up by every image.
///
/// Images differ by where, how large and how turned they lay it: that costs four reads a pixel where fresh noise
/// of many octaves would cost a hundred.
struct NoiseTile: Sendable {
  /// Its side in cells, a power of two.
  static let side = 256
  private let values: [Float]

  /// Fractal noise, sharp and as ever larger pixels see it: each tile softened for pixels twice as large.
  ///
  /// Six octaves from 4 to 128 cells a side, each 1.1 as strong as the one before, about −1…1. The power falls as
  /// f^−1.7, so that with the edges of things, whose power falls as f^−3, images come to lie where photographs do.
  private static let fractals: [NoiseTile] = {
    var sum = [Float](repeating: 0, count: side * side)
    var strength: Float = 0.38
    for octave in 0..<6 {
      addOctave(octave, of: strength, to: &sum)
      strength *= 1.1
    }
    var tiles = [NoiseTile(values: sum)]
    for step in [1, 2, 4] { tiles.append(tiles[tiles.count - 1].softened(step: step)) }
    return tiles
  }()

  /// Fractal noise as pixels of a size see it: each averages the cells that it covers, so that any side shows the same.
  static func fractal(cellsPerPixel: Double) -> NoiseTile {
    let level = log2(max(cellsPerPixel, 1)).rounded()
    return fractals[min(Int(level), fractals.count - 1)]
  }

  /// Independent normal values of standard deviation 1: the grain of a camera.
  static let grain = NoiseTile(normalDomain: "scene grain tile")

  private init(values: [Float]) { self.values = values }

  private static func addOctave(_ octave: Int, of strength: Float, to sum: inout [Float]) {
    let cells = 4 << octave
    var random = RandomStream(seed: 1, domain: "scene fractal tile", octave)
    let lattice = (0..<cells * cells).map { _ in Float(random.uniform(-1, 1)) }
    for y in 0..<side {
      for x in 0..<side {
        let u = Float(x) * Float(cells) / Float(side)
        let v = Float(y) * Float(cells) / Float(side)
        sum[y * side + x] += strength * smooth(lattice, cells, u, v)
      }
    }
  }

  /// Each value mixed with its neighbors `step` cells away, by a quarter, a half, a quarter each way.
  private func softened(step: Int) -> NoiseTile {
    let side = NoiseTile.side
    let mask = side - 1
    var rows = values
    for index in values.indices {
      let row = index & ~mask
      rows[index] =
        0.25 * (values[row | (index - step) & mask] + values[row | (index + step) & mask]) + 0.5
        * values[index]
    }
    var result = rows
    let wrap = side * side - 1
    for index in rows.indices {
      result[index] =
        0.25 * (rows[(index - step * side) & wrap] + rows[(index + step * side) & wrap]) + 0.5 * rows[index]
    }
    return NoiseTile(values: result)
  }

  private init(normalDomain domain: String) {
    var random = RandomStream(seed: 1, domain: domain)
    values = (0..<NoiseTile.side * NoiseTile.side).map { _ in Float(random.normal()) }
  }

  private static func smooth(_ lattice: [Float], _ cells: Int, _ u: Float, _ v: Float) -> Float {
    let x = Int(u)
    let y = Int(v)
    var s = u - Float(x)
    var t = v - Float(y)
    s = s * s * (3 - 2 * s)
    t = t * t * (3 - 2 * t)
    let right = (x + 1) % cells
    let below = (y + 1) % cells
    let top = lattice[y * cells + x] * (1 - s) + lattice[y * cells + right] * s
    let bottom = lattice[below * cells + x] * (1 - s) + lattice[below * cells + right] * s
    return top * (1 - t) + bottom * t
  }

  /// The next whole number below, without a call into the mathematical library.
  @inline(__always) private static func floor(_ number: Float) -> Float {
    let whole = Float(Int32(number))
    return whole > number ? whole - 1 : whole
  }

  /// Gives `body` a function that reads the tile at (u, v) in cells, between its values, wrapped at the edges.
  @inline(__always)
  func withReader<Result>(_ body: ((Float, Float) -> Float) -> Result) -> Result {
    values.withUnsafeBufferPointer { values in
      body { u, v in
        let left = NoiseTile.floor(u)
        let top = NoiseTile.floor(v)
        let s = u - left
        let t = v - top
        let mask = NoiseTile.side - 1
        let x = Int(left) & mask
        let y = Int(top) & mask
        let right = (x + 1) & mask
        let below = ((y + 1) & mask) * NoiseTile.side
        let row = y * NoiseTile.side
        let upper = values[row + x] * (1 - s) + values[row + right] * s
        let lower = values[below + x] * (1 - s) + values[below + right] * s
        return upper * (1 - t) + lower * t
      }
    }
  }
}
