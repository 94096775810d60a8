import Drawing
import Foundation
import Tensors

/// What lies behind the object: one of twelve kinds of place, the same for every class.
struct Backdrop: Sendable {
  /// The kinds of place.
  enum Kind: Int, CaseIterable, Sendable {
    case sky, hills, grass, sand, brick, wood, water, noise, room, street, carpet, lights
  }

  /// A tint laid on in the pattern of fractal noise.
  struct Texture: Sendable {
    var tint = Color.white
    /// How far the tint goes where the noise is high, 0…1.
    var tinting = 0.0
    /// How much the noise lightens and darkens.
    var relief = 0.25
    /// Cells of noise across the image, each way: unequal ones make grain, ripples, blades.
    var across = 160.0
    var down = 160.0
  }

  let kind: Kind
  /// How bright it is on the whole, 0…1; the object's colors look at it.
  let brightness: Double
  /// How far out of focus: the blur's half width as a share of the side.
  let blur: Double
  let base: Color
  let second: Color
  private let texture: Texture
  private let placement: (u: Double, v: Double, turn: Double)
  private let random: RandomStream

  /// Draws a place of one of the given kinds.
  init(among kinds: [Kind] = Kind.allCases, difficulty: Double, random: inout RandomStream) {
    kind = random.pick(kinds)
    var texture = Texture()
    var defocus = random.uniform() < 0.5 ? 0 : random.uniform(0, 0.012)
    func tone(_ hue: ClosedRange<Double>, _ saturation: ClosedRange<Double>, _ lightness: ClosedRange<Double>)
      -> Color
    {
      Color(
        hue: random.uniform(hue.lowerBound, hue.upperBound),
        saturation: random.uniform(saturation.lowerBound, saturation.upperBound),
        lightness: random.uniform(lightness.lowerBound, lightness.upperBound))
    }
    switch kind {
    case .sky:
      base = tone(0.53...0.64, 0.3...0.75, 0.42...0.7)
      second = tone(0.02...0.6, 0.2...0.6, 0.72...0.9)
      texture = Texture(tinting: random.uniform(0.3, 0.95), relief: 0.08, across: 70, down: 150)
    case .hills:
      base = tone(0.5...0.66, 0.2...0.6, 0.55...0.82)
      second = tone(0.1...0.42, 0.15...0.55, 0.25...0.5)
      texture.relief = 0.3
    case .grass:
      base = tone(0.16...0.38, 0.3...0.65, 0.25...0.5)
      second = tone(0.1...0.25, 0.3...0.6, 0.35...0.6)
      texture = Texture(tint: second, tinting: 0.4, relief: 0.45, across: 250, down: 110)
    case .sand:
      base = tone(0.06...0.14, 0.2...0.55, 0.5...0.8)
      second = base.darker(0.3)
      texture = Texture(tint: second, tinting: 0.5, relief: 0.3, across: 110, down: 250)
    case .brick:
      base = tone(0.0...0.1, 0.15...0.6, 0.25...0.6)
      second = tone(0.05...0.15, 0.0...0.2, 0.5...0.85)
      texture.relief = 0.4
    case .wood:
      base = tone(0.04...0.11, 0.25...0.6, 0.25...0.6)
      second = base.darker(0.4)
      texture = Texture(tint: second, tinting: 0.5, relief: 0.35, across: 22, down: 240)
    case .water:
      base = tone(0.45...0.63, 0.25...0.65, 0.25...0.55)
      second = base.lighter(0.5)
      texture = Texture(tint: second, tinting: 0.5, relief: 0.3, across: 80, down: 250)
    case .noise:
      base = tone(0.0...1.0, 0.05...0.6, 0.2...0.75)
      second = tone(0.0...1.0, 0.05...0.6, 0.2...0.75)
      texture = Texture(tint: second, tinting: 0.9, relief: 0.35, across: 140, down: 140)
    case .room:
      base = tone(0.0...1.0, 0.05...0.4, 0.35...0.8)
      second = tone(0.03...0.12, 0.15...0.5, 0.2...0.5)
      texture.relief = 0.2
      defocus = random.uniform(0.006, 0.022)
    case .street:
      base = tone(0.0...1.0, 0.05...0.3, 0.3...0.75)
      second = tone(0.0...1.0, 0.0...0.15, 0.2...0.45)
      texture.relief = 0.25
      defocus = random.uniform(0.006, 0.022)
    case .carpet:
      base = tone(0.0...1.0, 0.1...0.55, 0.25...0.75)
      second = random.uniform() < 0.5 ? base.darker(0.4) : base.lighter(0.45)
      texture = Texture(relief: 0.4, across: 250, down: 250)
    case .lights:
      base = tone(0.0...1.0, 0.15...0.6, 0.1...0.4)
      second = tone(0.0...1.0, 0.1...0.5, 0.15...0.5)
      texture.relief = 0.15
    }
    blur = defocus * (0.6 + 0.8 * difficulty)
    brightness = (base.brightness + second.brightness) / 2
    self.texture = texture
    placement = (random.uniform(0, 256), random.uniform(0, 256), random.normal() * 0.12)
    self.random = random
  }

  /// The place as pixels: shapes, then texture, then the things that stand there, then blur.
  func paint(side: Int, with things: PaintLayer?) throws -> PaintLayer {
    let canvas = try Canvas(pixelsWide: side, high: side, background: base)
    canvas.scale(Double(side), Double(side))
    var random = random
    paintShapes(on: canvas, random: &random)
    var layer = PaintLayer(canvas, side: side)
    lay(texture, on: &layer)
    if let things { layer.lay(things) }
    layer.blur(radius: blur * Double(side))
    return layer
  }

  private func lay(_ texture: Texture, on layer: inout PaintLayer) {
    let side = layer.side
    let tint = SIMD4<Float>(Float(texture.tint.red), Float(texture.tint.green), Float(texture.tint.blue), 1)
    let cosine = Float(cos(placement.turn))
    let sine = Float(sin(placement.turn))
    let across = Float(texture.across)
    let down = Float(texture.down)
    let tinting = Float(texture.tinting)
    let relief = Float(texture.relief)
    let u0 = Float(placement.u)
    let v0 = Float(placement.v)
    NoiseTile.fractal(cellsPerPixel: max(texture.across, texture.down) / Double(side)).withReader { noise in
      layer.pixels.withUnsafeMutableBufferPointer { pixels in
        for y in 0..<side {
          let v = (Float(y) + 0.5) / Float(side)
          for x in 0..<side {
            let u = (Float(x) + 0.5) / Float(side)
            let height = noise(
              u0 + (u * cosine - v * sine) * across, v0 + (u * sine + v * cosine) * down)
            let share = min(max(height * 0.8 + 0.35, 0), 1) * tinting
            var pixel = pixels[y * side + x]
            pixel += (tint - pixel) * share
            pixel *= 1 + relief * height
            pixel.w = 1
            pixels[y * side + x] = pixel
          }
        }
      }
    }
  }
}
