import Foundation
import Tensors

/// The fine unevenness of the object's surface: fur, cloth, rust, weather; the same choices for every class.
struct Material: Sendable {
  /// How much the surface lightens and darkens, of 1.
  var relief: Double
  /// Cells of noise across the picture, each way.
  private var across: Double
  private var down: Double
  private var turn: Double
  private var u: Double
  private var v: Double

  /// Draws a material.
  init(random: inout RandomStream) {
    relief = 0.3 * random.uniform() * random.uniform()
    across = random.uniform(50, 220)
    down = random.uniform(50, 220)
    turn = random.uniform(0, .pi)
    u = random.uniform(0, 256)
    v = random.uniform(0, 256)
  }

  /// Roughens what a raster shows.
  func roughen(_ raster: inout Raster) {
    let side = raster.side
    let cosine = Float(cos(turn))
    let sine = Float(sin(turn))
    let across = Float(across)
    let down = Float(down)
    let relief = Float(relief)
    let u0 = Float(u)
    let v0 = Float(v)
    NoiseTile.fractal.withReader { noise in
      raster.pixels.withUnsafeMutableBufferPointer { pixels in
        for y in 0..<side {
          let v = (Float(y) + 0.5) / Float(side)
          for x in 0..<side where pixels[y * side + x].w > 0 {
            let u = (Float(x) + 0.5) / Float(side)
            let height = noise(u0 + (u * cosine - v * sine) * across, v0 + (u * sine + v * cosine) * down)
            let opacity = pixels[y * side + x].w
            pixels[y * side + x] *= 1 + relief * height
            pixels[y * side + x].w = opacity
          }
        }
      }
    }
  }
}
