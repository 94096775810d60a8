import Datasets
import Foundation
import Images
import Tensors

/// What is varied from image to image beside the class.
public enum Nuisance: String, Sendable, CaseIterable {
  /// Where the object is, its size, its turn in the plane, and its width against its height.
  case position, scale, rotation, aspect
  /// Whether the object is mirrored, and how its limbs and other moving parts stand.
  case flip, articulation
  /// The object's colors, the surface that they are on, and where its light comes from.
  case palette, material, light
  /// What is behind the object, and what lies around it and in front of it.
  case background, clutter
  /// The camera's blur, noise and contrast.
  case focus, grain, contrast
  /// How far the camera's colors lean to blue or to yellow.
  case colorCast = "color cast"
}

extension SceneSource {
  /// One image over and over, with a single nuisance varied from one end of its range to the other, all else as it was.
  ///
  /// What has no ends (palette, material, background, clutter) is drawn anew each time.
  ///
  /// - Throws: `CairoError` where memory for the surfaces cannot be had.
  public func variations(
    of nuisance: Nuisance, _ split: Split, _ index: Int, steps: Int, side: Int
  ) throws -> [Image] {
    precondition(steps > 1, "\(steps) variations")
    let scene = try scene(split, index)
    let streams = streams(split, index)
    return try (0..<steps).map { step in
      try scene.varied(nuisance, share: Double(step) / Double(steps - 1)) { streams[$0, step] }
        .render(side: side).image
    }
  }
}

extension Scene {
  /// The scene with one nuisance at a share of its range, or drawn anew from the stream of its name.
  fileprivate func varied(_ nuisance: Nuisance, share: Double, _ stream: (String) -> RandomStream) -> Scene {
    var scene = self
    // From −1 to 1.
    let place = 2 * share - 1
    var random = stream("varied \(nuisance.rawValue)")
    switch nuisance {
    case .position:
      scene.objects[0].pose.x = 0.5 + 0.2 * place
      scene.objects[0].pose.y = 0.5 + 0.12 * sin(.pi * place)
    case .scale: scene.objects[0].pose.scale = 0.35 + 0.6 * share
    case .rotation: scene.objects[0].pose.rotation = 0.7 * place
    case .aspect: scene.objects[0].pose.aspect = exp(0.3 * place)
    case .flip: scene.objects[0].pose.isFlipped = share >= 0.5
    case .articulation: scene.objects[0].pose.articulation = place
    case .palette:
      scene.objects[0].palette = ObjectPalette(
        family: objects[0].kind.palette, against: backdrop.brightness, random: &random)
    case .material: scene.objects[0].material = Material(random: &random)
    case .light: scene.objects[0].pose.light = -.pi / 2 + 1.1 * place
    case .background: scene.backdrop = Backdrop(difficulty: 0.5, random: &random)
    case .clutter: scene.clutter = Clutter(difficulty: share, random: &random)
    case .focus: scene.camera.blur = 0.016 * share
    case .grain: scene.camera.noise = 0.004 + 0.067 * share
    case .contrast: scene.camera.contrast = exp(0.5 * place)
    case .colorCast: scene.camera.cast = 1.4 * place
    }
    return scene
  }
}
