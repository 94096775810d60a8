import Foundation
import Tensors

/// The fine unevenness of the object's surface: fur, cloth, rust, weather; the same choices for every class.
struct Material: Sendable {
  /// The kinds of surface.
  enum Kind: Int, CaseIterable, Sendable {
    /// Almost even: enamel, glass.
    case smooth
    /// Fine and lengthwise: hair, brushed metal.
    case fibers
    /// Long and streaked: wood.
    case grain
    /// Fine both ways: cloth, felt, rust.
    case weave
    /// Coarse: stone, weather.
    case mottle
  }

  let kind: Kind
  /// How much the surface lightens and darkens, of 1.
  let relief: Double
  /// Cells of noise across the image, each way.
  private let across: Double
  private let down: Double
  private let turn: Double
  private let u: Double
  private let v: Double

  /// Draws a material.
  init(random: inout RandomStream) {
    kind = random.pick(Kind.allCases)
    let depth = random.uniform()
    switch kind {
    case .smooth: (relief, across, down) = (0.1 * depth, 60, 60)
    case .fibers: (relief, across, down) = (0.1 + 0.25 * depth, 250, random.uniform(40, 80))
    case .grain: (relief, across, down) = (0.1 + 0.25 * depth, random.uniform(15, 30), 220)
    case .weave: (relief, across, down) = (0.08 + 0.22 * depth, 230, 230)
    case .mottle:
      (relief, across, down) = (0.08 + 0.22 * depth, random.uniform(60, 120), random.uniform(60, 120))
    }
    turn = random.uniform(0, .pi)
    u = random.uniform(0, 256)
    v = random.uniform(0, 256)
  }

  /// Roughens what a layer shows.
  func roughen(_ layer: inout PaintLayer) {
    let side = layer.side
    let cosine = Float(cos(turn))
    let sine = Float(sin(turn))
    let tile = NoiseTile.fractal(cellsPerPixel: max(across, down) / Double(side))
    let across = Float(across)
    let down = Float(down)
    let relief = Float(relief)
    let u0 = Float(u)
    let v0 = Float(v)
    tile.withReader { noise in
      layer.pixels.withUnsafeMutableBufferPointer { pixels in
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
