import Datasets
import Drawing
import Images
import Tensors

/// One object of a scene: what it is, how it stands, what it is made of.
struct SceneObject: Sendable {
  /// What it is.
  let kind: SceneClass
  /// The index of its class in the role's classes.
  let label: Int
  /// Where it is and how it stands.
  var pose: Pose
  /// Its colors.
  var palette: ObjectPalette
  /// Its surface.
  var material: Material
  /// Choices of the class's own.
  let drawing: RandomStream

  /// What is drawn of an object, before anything hides it.
  struct Drawn {
    /// The object on clear ground.
    let layer: PaintLayer
    /// Its softened shape, which its shadow has too.
    let shadow: PaintLayer
    /// Its parts, with their names in an image that may be mirrored.
    let parts: [Brush.DrawnPart]
  }

  /// Draws it at its place in an image of `side` × `side` pixels.
  func draw(side: Int) throws -> Drawn {
    let brush = try brush(side: side)
    var layer = PaintLayer(brush.canvas, side: side)
    let softness = 0.03 * Double(side)
    var shadow = layer
    shadow.blur(radius: softness)
    material.roughen(&layer)
    layer.swell(as: shadow, toward: pose.towardLight, strength: pose.modeling * softness)
    let parts = brush.parts.map { part in
      var part = part
      if pose.isFlipped { part.name = Part.mirrored(part.name) }
      return part
    }
    return Drawn(layer: layer, shadow: shadow, parts: parts)
  }

  /// The box around it, as shares of the image's side: the same whatever side it is drawn at later.
  ///
  /// It is measured, not declared, so that no class has to say where its feet are.
  func extent() throws -> BoundingBox {
    let side = 64
    var centered = self
    centered.pose.x = 0.5
    centered.pose.y = 0.5
    let layer = PaintLayer(try centered.brush(side: side).canvas, side: side)
    var box = layer.silhouette.bounds
    box.x = box.x / Double(side) + pose.x - 0.5
    box.y = box.y / Double(side) + pose.y - 0.5
    box.width /= Double(side)
    box.height /= Double(side)
    return box
  }

  private func brush(side: Int) throws -> Brush {
    let canvas = try Canvas(pixelsWide: side, high: side, background: nil)
    pose.apply(to: canvas, side: Double(side))
    let brush = Brush(
      canvas: canvas, random: drawing, palette: palette, articulation: pose.articulation,
      light: pose.towardLight)
    kind.draw(brush)
    return brush
  }

  /// What was varied, by name.
  var nuisances: [String: Double] {
    [
      "x": pose.x, "y": pose.y, "scale": pose.scale, "rotation": pose.rotation,
      "flip": pose.isFlipped ? 1 : 0, "aspect": pose.aspect, "slant": pose.slant,
      "articulation": pose.articulation, "light": pose.light, "hue": palette.hue,
      "material": Double(material.kind.rawValue), "texture": material.relief, "shading": pose.modeling,
    ]
  }
}
