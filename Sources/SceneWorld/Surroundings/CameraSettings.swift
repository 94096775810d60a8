import Foundation
import Images
import Tensors

/// What the camera adds: blur or sharpening, contrast, a color cast, darker corners, grain.
struct CameraSettings: Sendable {
  /// The blur's half width as a share of the side.
  var blur: Double
  /// How far it lifts what a blur of 0.6 % of the side would take away, as digital cameras do; 0 where it blurs.
  var sharpening: Double
  /// The grain's standard deviation, of a range of 1.
  var noise: Double
  /// A factor around middle gray.
  var contrast: Double
  /// Added to every value before contrast.
  var exposure: Double
  /// How warm the light is: −1 blue … 1 orange.
  var cast: Double
  /// How much of the colors it keeps, 0 (gray) … 1.
  var saturation: Double
  /// How dark the corners are, 0…1.
  var vignette: Double
  private var grainX: Int
  private var grainY: Int

  /// Draws the settings; a higher difficulty reaches further.
  init(difficulty: Double, random: inout RandomStream) {
    blur = random.uniform() < 0.65 ? 0 : random.uniform(0, 0.01) * difficulty
    sharpening = blur > 0 ? 0 : random.uniform(0.5, 1.2)
    let grain = random.uniform()
    noise = 0.004 + (0.012 + 0.055 * difficulty) * grain * grain
    contrast = exp(0.22 + random.uniform(-0.3, 0.3) * (0.4 + difficulty))
    exposure = random.normal() * 0.07 * (0.4 + difficulty)
    cast = random.uniform(-1, 1) * (0.4 + difficulty)
    vignette = random.uniform(0, 0.35)
    saturation = random.uniform(0.45, 1)
    grainX = random.integer(below: NoiseTile.side)
    grainY = random.integer(below: NoiseTile.side)
  }

  /// Takes the image.
  func develop(_ layer: inout PaintLayer) -> Image {
    let side = layer.side
    if sharpening > 0 { layer.sharpen(by: sharpening, radius: 0.006 * Double(side)) }
    layer.blur(radius: blur * Double(side))
    let gain =
      SIMD4<Float>(
        Float(1 + 0.09 * cast), 1, Float(1 - 0.11 * cast), 1) * Float(contrast * 255)
    let offset =
      (SIMD4<Float>(repeating: Float(0.5 - 0.5 * contrast + exposure))) * 255
    let strength = Float(noise * 255)
    let kept = Float(saturation)
    let weights = SIMD4<Float>(0.3, 0.59, 0.11, 0) * (1 - kept)
    // The grain lies on a grid of 128 cells a side whatever the image's side, so that it is the same grain.
    let pitch = Float(128) / Float(side)
    let pixels = [UInt8](unsafeUninitializedCapacity: side * side * 3) { target, count in
      NoiseTile.grain.withReader { grain in
        layer.pixels.withUnsafeBufferPointer { source in
          var at = 0
          for y in 0..<side {
            let v = (Float(y) + 0.5) / Float(side) - 0.5
            let grainRow = (Float(y) + 0.5) * pitch - 0.5 + Float(grainY)
            for x in 0..<side {
              let u = (Float(x) + 0.5) / Float(side) - 0.5
              let falloff = 1 - Float(vignette) * 1.4 * (u * u + v * v)
              let shared = grain((Float(x) + 0.5) * pitch - 0.5 + Float(grainX), grainRow) * strength
              let color = source[y * side + x]
              let toned = color * kept + (color * weights).sum()
              let value = toned * falloff * gain + offset + shared
              // Beyond 2²³ floats are whole: adding so much and taking it off again rounds, to even at ties, without
              // the calls into the mathematical library that took a tenth of an image's time.
              let rounded = (value + 12_582_912) - 12_582_912
              target[at] = UInt8(max(0, min(255, rounded.x)))
              target[at + 1] = UInt8(max(0, min(255, rounded.y)))
              target[at + 2] = UInt8(max(0, min(255, rounded.z)))
              at += 3
            }
          }
        }
      }
      count = side * side * 3
    }
    return Image(width: side, height: side, pixels: pixels)
  }
}
