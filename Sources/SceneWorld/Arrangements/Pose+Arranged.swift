import Foundation
import Images
import Tensors

extension Pose {
  /// An object put in its place: upright, seen from the front or side, lit as the other things are.
  init(x: Double, y: Double, scale: Double, light: Double, articulation: Double = 0, isFlipped: Bool = false)
  {
    self.x = x
    self.y = y
    self.scale = scale
    rotation = 0
    self.isFlipped = isFlipped
    aspect = 1
    slant = 0
    self.articulation = articulation
    self.light = light
    modeling = 0.3
  }

  /// A face that looks at the camera: near the middle, of nearly one size, its head hardly turned.
  static func frontal(difficulty: Double, random: inout RandomStream) -> Pose {
    var pose = Pose(
      x: 0.5 + 0.04 * difficulty * random.uniform(-1, 1), y: 0.5 + 0.04 * difficulty * random.uniform(-1, 1),
      scale: random.uniform(0.94 - 0.2 * difficulty, 0.94), light: -.pi / 2 + random.uniform(-1.1, 1.1),
      articulation: 0.4 * difficulty * random.uniform(-1, 1), isFlipped: random.uniform() < 0.5)
    pose.rotation = 0.1 * difficulty * random.uniform(-1, 1)
    pose.aspect = exp(random.uniform(-0.08, 0.08) * difficulty)
    return pose
  }
}

extension SceneObject {
  /// The same object with its longer side `length` and, unless it flies, its lowest point on the ground, in shares
  /// of the image's side.
  ///
  /// - Parameters:
  ///   - x: where its middle goes.
  ///   - ground: where its lowest point goes.
  func standing(x: Double, ground: Double, length: Double) throws -> SceneObject {
    var object = self
    // Measured at a size at which nothing of it leaves the image.
    object.pose.scale = 0.8
    object.pose.x = 0.5
    object.pose.y = 0.5
    let box = try object.extent()
    let factor = length / max(box.width, box.height, 0.05)
    object.pose.scale = 0.8 * factor
    object.pose.x = x - (box.x + box.width / 2 - 0.5) * factor
    object.pose.y = ground - (box.y + box.height - 0.5) * factor
    return object
  }
}
