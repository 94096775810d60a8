import Drawing
import Foundation
import Tensors

/// Where and how the object stands: drawn from one distribution for all classes.
struct Pose: Sendable {
  /// The center, as shares of the image's side.
  var x: Double
  var y: Double
  /// The size of the object's square, as a share of the image's side.
  var scale: Double
  /// Clockwise, in radians.
  var rotation: Double
  var isFlipped: Bool
  /// How much wider than high the square is drawn.
  var aspect: Double
  /// How far the square is drawn out along a diagonal: the logarithm of the diagonals' ratio.
  var slant: Double
  /// How the movable parts stand, −1…1.
  var articulation: Double
  /// Where the light comes from, in radians clockwise from the right: always from above.
  var light: Double
  /// How strongly the light models the object's rim, 0…1.
  var modeling: Double

  /// Draws a pose; a higher difficulty reaches further.
  init(difficulty: Double, random: inout RandomStream) {
    let smallest = max(0.35, 0.8 - 0.5 * difficulty)
    scale = random.uniform(smallest, 1)
    let room = (1 - scale) / 2 + 0.02 + 0.06 * difficulty
    x = 0.5 + random.uniform(-room, room)
    y = 0.5 + random.uniform(-room, room)
    rotation = random.normal() * 0.25 * difficulty
    rotation = min(max(rotation, -0.7), 0.7)
    isFlipped = random.uniform() < 0.5
    aspect = exp(random.uniform(-0.3, 0.3) * difficulty)
    slant = random.uniform(-0.3, 0.3) * difficulty
    articulation = random.uniform(-1, 1)
    light = -.pi / 2 + random.uniform(-1.1, 1.1)
    modeling = random.uniform(0.1, 0.5)
  }

  /// The direction toward the light, of length 1, y downward.
  var towardLight: Point { Point(cos(light), sin(light)) }

  /// Moves a canvas's axes to the object's, for an image of a side in pixels.
  func apply(to canvas: borrowing Canvas, side: Double) {
    canvas.translate(x * side, y * side)
    canvas.rotate(rotation)
    // Seen from aside: longer along one diagonal than along the other.
    canvas.rotate(.pi / 4)
    canvas.scale(exp(slant / 2), exp(-slant / 2))
    canvas.rotate(-.pi / 4)
    let half = scale * side / 2
    let stretch = aspect.squareRoot()
    // 0.97 keeps the square's edges, where antennae and wheels end, inside the image at scale 1.
    canvas.scale((isFlipped ? -1 : 1) * half * stretch * 0.97, half / stretch * 0.97)
  }
}
