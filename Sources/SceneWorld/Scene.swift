import Datasets
import Drawing
import Foundation
import Images
import Tensors

/// One scene: everything that decides a picture but its side.
///
/// Each aspect has a random stream of its own, so that the class cannot reach the pose, the backdrop, the clutter
/// or the camera: the same index of another class count has the same surroundings.
struct Scene: Sendable {
  let kind: SceneClass
  let pose: Pose
  let backdrop: Backdrop
  let clutter: Clutter
  let camera: CameraSettings
  let palette: ObjectPalette
  let material: Material
  private let drawing: RandomStream

  /// The scene of a class at a place in a set.
  init(_ kind: SceneClass, seed: UInt64, place: [Int], difficulty: Double) {
    func stream(_ aspect: String) -> RandomStream {
      RandomStream(seed: seed, domain: "scene \(aspect)", indices: place)
    }
    self.kind = kind
    var random = stream("pose")
    pose = Pose(difficulty: difficulty, random: &random)
    random = stream("backdrop")
    backdrop = Backdrop(difficulty: difficulty, random: &random)
    random = stream("clutter")
    clutter = Clutter(difficulty: difficulty, random: &random)
    random = stream("camera")
    camera = CameraSettings(difficulty: difficulty, random: &random)
    random = stream("palette")
    palette = ObjectPalette(family: kind.palette, against: backdrop.brightness, random: &random)
    random = stream("material")
    material = Material(random: &random)
    drawing = stream("object")
  }

  /// What was varied, by name.
  var nuisances: [String: Double] {
    [
      "x": pose.x, "y": pose.y, "scale": pose.scale, "rotation": pose.rotation,
      "flip": pose.isFlipped ? 1 : 0,
      "aspect": pose.aspect, "slant": pose.slant, "articulation": pose.articulation, "light": pose.light,
      "hue": palette.hue,
      "material": Double(material.kind.rawValue), "texture": material.relief, "shading": pose.modelling,
      "background": Double(backdrop.kind.rawValue), "defocus": backdrop.blur,
      "clutter": Double(clutter.count),
      "occluder": clutter.isOccluded ? 1 : 0, "blur": camera.blur, "noise": camera.noise,
      "contrast": camera.contrast, "exposure": camera.exposure, "saturation": camera.saturation,
      "cast": camera.cast,
    ]
  }

  /// The picture, the pixels where the object shows, and its parts.
  func render(side: Int) throws -> (image: Image, mask: Mask, parts: [Part]) {
    let brush = try drawObject(side: side)
    var object = Raster(brush.canvas, side: side)
    let softness = 0.03 * Double(side)
    var soft = object
    soft.blur(radius: softness)
    material.roughen(&object)
    object.swell(as: soft, towards: pose.towardsLight, strength: pose.modelling * softness)
    let occluder = try clutter.paintInFront(of: pose, side: side)
    var picture = try surroundings(side: side)
    shade(&picture, under: soft)
    picture.lay(object)
    var values = object.pixels.map { $0.w > 0.5 ? UInt8(255) : 0 }
    if let occluder {
      picture.lay(occluder)
      for index in values.indices where occluder.pixels[index].w > 0.5 { values[index] = 0 }
    }
    let mask = Mask(width: side, height: side, values: values)
    return (camera.develop(&picture), mask, parts(of: brush, in: mask))
  }

  /// The picture without the object and its shadow, everything else as it was.
  func renderWithoutObject(side: Int) throws -> Image {
    var picture = try surroundings(side: side)
    if let occluder = try clutter.paintInFront(of: pose, side: side) { picture.lay(occluder) }
    return camera.develop(&picture)
  }

  private func surroundings(side: Int) throws -> Raster {
    let things = clutter.count > 0 ? try clutter.paintBehind(side: side, light: pose.towardsLight) : nil
    return try backdrop.paint(side: side, with: things)
  }

  private func drawObject(side: Int) throws -> Brush {
    let canvas = try Canvas(pixelsWide: side, high: side, background: nil)
    pose.apply(to: canvas, side: Double(side))
    let brush = Brush(
      canvas: canvas, random: drawing, palette: palette, articulation: pose.articulation,
      light: pose.towardsLight)
    kind.draw(brush)
    return brush
  }

  /// The object's shadow: its own softened shape, moved away from the light.
  private func shade(_ picture: inout Raster, under shadow: Raster) {
    let side = picture.side
    let reach = 0.05 * pose.scale * Double(side)
    let shiftX = Int((-pose.towardsLight.x * reach).rounded())
    let shiftY = Int((-pose.towardsLight.y * reach).rounded())
    for y in 0..<side {
      let from = y - shiftY
      guard from >= 0, from < side else { continue }
      for x in max(0, shiftX)..<min(side, side + shiftX) {
        let depth = shadow.pixels[from * side + x - shiftX].w
        if depth > 0 {
          picture.pixels[y * side + x] *= SIMD4(1 - 0.45 * depth, 1 - 0.45 * depth, 1 - 0.4 * depth, 1)
        }
      }
    }
  }

  private func parts(of brush: Brush, in mask: Mask) -> [Part] {
    brush.parts.map { drawn in
      let column = Int(drawn.place.x.rounded(.down))
      let row = Int(drawn.place.y.rounded(.down))
      let isInside = column >= 0 && row >= 0 && column < mask.width && row < mask.height
      return Part(
        name: pose.isFlipped ? Scene.mirrored(drawn.name) : drawn.name, x: drawn.place.x, y: drawn.place.y,
        radius: drawn.radius, isVisible: isInside && !drawn.isTurnedAway && mask[column, row])
    }
  }

  /// In a mirrored animal left and right change places.
  private static func mirrored(_ name: String) -> String {
    if name.hasPrefix("left ") { return "right " + name.dropFirst(5) }
    if name.hasPrefix("right ") { return "left " + name.dropFirst(6) }
    return name
  }
}
