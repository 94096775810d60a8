import Drawing
import Foundation
import Tensors

/// Other things in the image: shapes and pieces (a wheel, an eye, a leaf, a pane) behind the object, and now and
/// then something in front of it.
///
/// The pieces are those that objects have too, so that no single piece tells the class.
struct Clutter: Sendable {
  /// How many things lie behind the object.
  let count: Int
  /// Whether something stands in front of it.
  let isOccluded: Bool
  private let random: RandomStream

  /// Nothing at all, in scenes whose objects have their places.
  static let none = Clutter(
    count: 0, isOccluded: false, random: RandomStream(seed: 0, domain: "scene clutter"))

  private init(count: Int, isOccluded: Bool, random: RandomStream) {
    self.count = count
    self.isOccluded = isOccluded
    self.random = random
  }

  /// Draws how many; a higher difficulty has more.
  init(difficulty: Double, random: inout RandomStream) {
    count = Int(random.uniform(0, 1 + 7 * difficulty))
    isOccluded = random.uniform() < 0.45 * difficulty
    self.random = random
  }

  /// Draws the things behind on clear canvas.
  func paintBehind(side: Int, light: Point) throws -> PaintLayer {
    let brush = try makeBrush(side: side, light: light, random: random)
    for _ in 0..<count {
      // Away from the middle more often than not: the object is what the image is of.
      var x = brush.random.uniform(0, 1)
      let y = brush.random.uniform(0, 1)
      if abs(x - 0.5) < 0.2, brush.random.uniform() < 0.6 { x = x < 0.5 ? x - 0.3 : x + 0.3 }
      let size = brush.random.uniform(0.04, 0.13)
      let turn = brush.random.uniform(0, 2 * .pi)
      brush.at(x, y, turn: turn, scale: size) { piece(with: brush) }
    }
    return PaintLayer(brush.canvas, side: side)
  }

  /// Draws what stands in front of the object, which reaches `scale` around (x, y) in shares of the side.
  func paintInFront(of pose: Pose, side: Int) throws -> PaintLayer? {
    guard isOccluded else { return nil }
    var own = random
    _ = own.next()
    let stream = RandomStream(seed: own.next(), domain: "scene occluder")
    let brush = try makeBrush(side: side, light: pose.towardLight, random: stream)
    let angle = brush.random.uniform(0, 2 * .pi)
    let reach = pose.scale * brush.random.uniform(0.3, 0.46)
    let x = pose.x + cos(angle) * reach
    let y = pose.y + sin(angle) * reach
    let color = pieceColor(brush)
    switch brush.random.integer(below: 4) {
    case 0:
      let width = pose.scale * brush.random.uniform(0.06, 0.13)
      brush.at(x, y, turn: brush.random.uniform(-0.4, 0.4)) {
        brush.box(-width / 2, -2, width, 4, color.mixed(with: .gray, 0.5).darker(0.2), .metal, edge: 0.006)
      }
    case 1:
      for _ in 0..<3 {
        brush.at(
          x + brush.random.uniform(-0.08, 0.08), y + brush.random.uniform(-0.08, 0.08),
          turn: brush.random.uniform(0, 2 * .pi), scale: pose.scale * brush.random.uniform(0.14, 0.22)
        ) { blade(brush, Color(hue: brush.random.uniform(0.18, 0.38), saturation: 0.45, lightness: 0.32)) }
      }
    case 2:
      brush.at(
        x, y, turn: brush.random.uniform(0, 2 * .pi), scale: pose.scale * brush.random.uniform(0.12, 0.2)
      ) {
        blob(brush, color)
      }
    default:
      brush.at(
        x, y, turn: brush.random.uniform(0, 2 * .pi), scale: pose.scale * brush.random.uniform(0.12, 0.2)
      ) {
        piece(with: brush)
      }
    }
    return PaintLayer(brush.canvas, side: side)
  }

  private func makeBrush(side: Int, light: Point, random: RandomStream) throws -> Brush {
    let canvas = try Canvas(pixelsWide: side, high: side, background: nil)
    canvas.scale(Double(side), Double(side))
    var random = random
    let palette = ObjectPalette(family: .paint, against: 0.5, random: &random)
    return Brush(canvas: canvas, random: random, palette: palette, articulation: 0, light: light)
  }

  private func pieceColor(_ brush: Brush) -> Color {
    Color(
      hue: brush.random.uniform(), saturation: brush.random.uniform(0.05, 0.7),
      lightness: brush.random.uniform(0.2, 0.8))
  }

  private func blob(_ brush: Brush, _ color: Color) {
    let points = (0..<7).map { index -> (Double, Double) in
      let angle = 2 * Double.pi * Double(index) / 7
      let reach = brush.random.uniform(0.7, 1.1)
      return (cos(angle) * reach, sin(angle) * reach)
    }
    brush.smooth(points, color, .round, edge: 0.05)
  }

  private func blade(_ brush: Brush, _ color: Color) {
    brush.smooth([(-1, 0), (-0.2, -0.36), (1, 0), (-0.2, 0.36)], color, .matte, edge: 0.05)
    brush.line([(-0.9, 0), (0.9, 0)], 0.06, color.lighter(0.35))
  }

  private func piece(with brush: Brush) {
    let color = pieceColor(brush)
    switch brush.random.integer(below: 11) {
    case 0: brush.disc(0, 0, 0.9, color, .glossy, edge: 0.05)
    case 1: brush.box(-0.9, -0.7, 1.8, 1.4, color, .matte, corner: 0.15, edge: 0.05)
    case 2: brush.polygon([(-0.9, 0.8), (0, -0.9), (0.9, 0.8)], color, .matte, edge: 0.05)
    case 3: blob(brush, color)
    case 4: blade(brush, color)
    case 5: brush.wheel(0, 0, 0.9, name: "")
    case 6:
      brush.disc(0, 0, 0.9, brush.palette.light, .round, edge: 0.06)
      brush.disc(0, 0, 0.68, color)
      brush.disc(0, 0, 0.42, brush.palette.dark)
      brush.disc(0.22, -0.22, 0.18, .white)
    case 7: brush.window(-0.8, -0.8, 1.6, 1.6)
    case 8:
      for index in -2...2 {
        brush.line([(Double(index) * 0.4, -0.9), (Double(index) * 0.4, 0.9)], 0.2, color)
      }
    case 9:
      brush.ring(0, 0, 0.7, 0.28, color)
    default:
      brush.lettering(-0.9, -0.4, width: 1.9, height: 0.8, color)
    }
  }
}
