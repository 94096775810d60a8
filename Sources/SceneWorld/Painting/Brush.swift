import Drawing
import Foundation
import Tensors

/// What a class draws with: simple shapes in lit materials, on the object's own axes (−1…1, y downward).
///
/// The light comes from one side of the *image*; every shape finds it in its own axes, however they are turned.
final class Brush {
  /// How a surface takes the light.
  enum Finish {
    /// One color.
    case flat
    /// Light side, dark side.
    case matte
    /// A ball: bright toward the light, dark at the rim.
    case round
    /// Round with a highlight.
    case glossy
    /// Bands of reflection.
    case metal
  }

  /// A part as drawn: on the surface, before anything hides it.
  struct DrawnPart {
    var name: String
    var place: Point
    var radius: Double
    var isTurnedAway: Bool
  }

  let canvas: Canvas
  /// Choices of the class's own: number of petals, breed's marks, …
  var random: RandomStream
  let palette: ObjectPalette
  /// How the movable parts stand, −1…1.
  let articulation: Double
  private(set) var parts: [DrawnPart] = []
  private let lightOnSurface: Point

  /// A brush over a canvas whose axes are already the object's.
  ///
  /// - Parameter light: the direction toward the light on the surface, of length 1.
  init(
    canvas: consuming Canvas, random: RandomStream, palette: ObjectPalette, articulation: Double, light: Point
  ) {
    self.canvas = canvas
    self.random = random
    self.palette = palette
    self.articulation = articulation
    lightOnSurface = light
  }

  // MARK: Axes

  /// Draws in axes moved to (x, y), turned and scaled.
  func at(
    _ x: Double, _ y: Double, turn: Double = 0, scale: Double = 1, stretch: Double = 1, _ body: () -> Void
  ) {
    canvas.saved { canvas in
      canvas.translate(x, y)
      canvas.rotate(turn)
      canvas.scale(scale * stretch, scale)
      body()
    }
  }

  /// Draws twice: as it is with side 1, and mirrored left to right with side −1.
  func bothSides(_ body: (_ side: Double) -> Void) {
    for side in [1.0, -1.0] {
      canvas.saved { canvas in
        canvas.scale(side, 1)
        body(side)
      }
    }
  }

  /// Draws only where a shape is.
  func inside(_ path: (borrowing Canvas) -> Void, _ body: () -> Void) {
    canvas.saved { canvas in
      canvas.beginPath()
      path(canvas)
      canvas.clip()
      body()
    }
  }

  /// Notes where a part lies; a part that the object itself hides is `turnedAway`.
  func part(_ name: String, _ x: Double, _ y: Double, radius: Double, turnedAway: Bool = false) {
    let place = canvas.onSurface(Point(x, y))
    let across = canvas.onSurface(Point(x + radius, y))
    let down = canvas.onSurface(Point(x, y + radius))
    let reach =
      (hypot(across.x - place.x, across.y - place.y) + hypot(down.x - place.x, down.y - place.y)) / 2
    parts.append(DrawnPart(name: name, place: place, radius: reach, isTurnedAway: turnedAway))
  }

  // MARK: Shapes

  /// Fills any path in a lit material, with a thin darker edge.
  func shape(
    _ color: Color, _ finish: Finish = .matte, edge: Double = 0.014, _ path: (borrowing Canvas) -> Void
  ) {
    canvas.beginPath()
    path(canvas)
    let bounds = canvas.pathBounds()
    if let gradient = gradient(color, finish, over: bounds) {
      canvas.fill(gradient, keepingPath: edge > 0)
    } else {
      canvas.fill(color, keepingPath: edge > 0)
    }
    if edge > 0 { canvas.stroke(color.darker(0.55).opacity(0.75 * color.alpha), width: edge) }
  }

  /// An ellipse by center and radii, turned by `tilt` radians.
  func ellipse(
    _ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, _ color: Color, _ finish: Finish = .matte,
    tilt: Double = 0, edge: Double = 0.014
  ) {
    at(x, y, turn: tilt) {
      shape(color, finish, edge: edge) { $0.ellipse(Point(0, 0), radiusX, radiusY) }
    }
  }

  /// A disc by center and radius.
  func disc(
    _ x: Double, _ y: Double, _ radius: Double, _ color: Color, _ finish: Finish = .flat, edge: Double = 0
  ) {
    shape(color, finish, edge: edge) { $0.arc(Point(x, y), radius: radius) }
  }

  /// A closed smooth curve through points.
  func smooth(
    _ points: [(Double, Double)], _ color: Color, _ finish: Finish = .matte, edge: Double = 0.014
  ) {
    shape(color, finish, edge: edge) { $0.smoothLoop(points.map { Point($0.0, $0.1) }) }
  }

  /// A closed polygon.
  func polygon(
    _ points: [(Double, Double)], _ color: Color, _ finish: Finish = .matte, edge: Double = 0.014
  ) {
    shape(color, finish, edge: edge) { $0.polygon(points.map { Point($0.0, $0.1) }) }
  }

  /// A rectangle by its upper left corner and size, with round corners.
  func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ color: Color, _ finish: Finish = .matte,
    corner: Double = 0, edge: Double = 0.014
  ) {
    shape(color, finish, edge: edge) {
      if corner > 0 {
        $0.roundedRectangle(Rectangle(x, y, width, height), radius: corner)
      } else {
        $0.rectangle(Rectangle(x, y, width, height))
      }
    }
  }

  /// An open line through points, with round ends.
  func line(_ points: [(Double, Double)], _ width: Double, _ color: Color, smooth: Bool = true) {
    let points = points.map { Point($0.0, $0.1) }
    canvas.beginPath()
    if smooth {
      canvas.smoothLine(points)
    } else {
      canvas.move(to: points[0])
      for point in points.dropFirst() { canvas.line(to: point) }
    }
    canvas.stroke(color, width: width, roundCaps: true)
  }

  /// Many short straight lines in one color: hairs, grain, blades.
  func strokes(_ lines: [(from: Point, to: Point)], _ width: Double, _ color: Color) {
    canvas.beginPath()
    for line in lines {
      canvas.move(to: line.from)
      canvas.line(to: line.to)
    }
    canvas.stroke(color, width: width, roundCaps: true)
  }

  /// A ring: a circle drawn as a line.
  func ring(_ x: Double, _ y: Double, _ radius: Double, _ width: Double, _ color: Color) {
    canvas.beginPath()
    canvas.arc(Point(x, y), radius: radius)
    canvas.stroke(color, width: width)
  }

  // MARK: Light

  /// The direction toward the light in the current axes, of length 1.
  var light: Point {
    let direction = canvas.inCurrentAxes(direction: lightOnSurface)
    let length = max(hypot(direction.x, direction.y), 1e-9)
    return Point(direction.x / length, direction.y / length)
  }

  private func gradient(_ color: Color, _ finish: Finish, over bounds: Rectangle) -> Gradient? {
    let light = light
    let center = bounds.center
    let reachX = bounds.width / 2
    let reachY = bounds.height / 2
    let bright = Point(center.x + light.x * reachX, center.y + light.y * reachY)
    let shade = Point(center.x - light.x * reachX, center.y - light.y * reachY)
    let focus = Point(center.x + light.x * reachX * 0.45, center.y + light.y * reachY * 0.45)
    let radius = max(reachX, reachY) * 1.12
    switch finish {
    case .flat:
      return nil
    case .matte:
      return Gradient(
        .linear(from: bright, to: shade),
        stops: [(0, color.lighter(0.22)), (0.45, color), (1, color.darker(0.34))])
    case .round:
      return Gradient(
        .radial(focus: focus, center: center, radius: radius),
        stops: [(0, color.lighter(0.3)), (0.45, color), (1, color.darker(0.5))])
    case .glossy:
      return Gradient(
        .radial(focus: focus, center: center, radius: radius),
        stops: [
          (0, color.lighter(0.9)), (0.12, color.lighter(0.55)), (0.3, color.lighter(0.08)), (0.6, color),
          (1, color.darker(0.55)),
        ])
    case .metal:
      return Gradient(
        .linear(from: bright, to: shade),
        stops: [
          (0, color.lighter(0.15)), (0.15, color.lighter(0.08)), (0.32, color.lighter(0.42)), (0.5, color),
          (0.85, color.darker(0.4)), (1, color.darker(0.15)),
        ])
    }
  }
}
