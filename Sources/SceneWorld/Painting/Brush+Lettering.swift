import Drawing

extension Brush {
  /// The strokes of some capital letters, on a square from (0, 0) above left to (1, 1).
  private static let glyphs: [[[(Double, Double)]]] = [
    [[(0, 1), (0.5, 0), (1, 1)], [(0.22, 0.65), (0.78, 0.65)]],  // A
    [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, 0.5), (0.8, 0.5)]],  // E
    [[(0, 0), (0, 1)], [(1, 0), (1, 1)], [(0, 0.5), (1, 0.5)]],  // H
    [[(0.5, 0), (0.5, 1)]],  // I
    [[(0, 0), (0, 1), (1, 1)]],  // L
    [[(0, 1), (0, 0), (0.5, 0.7), (1, 0), (1, 1)]],  // M
    [[(0, 1), (0, 0), (1, 1), (1, 0)]],  // N
    [[(0.3, 0), (0.7, 0), (1, 0.3), (1, 0.7), (0.7, 1), (0.3, 1), (0, 0.7), (0, 0.3), (0.3, 0)]],  // O
    [[(0, 1), (0, 0), (0.8, 0), (1, 0.15), (1, 0.4), (0.8, 0.55), (0, 0.55)], [(0.5, 0.55), (1, 1)]],  // R
    [[(1, 0), (0.2, 0), (0, 0.2), (0.1, 0.45), (0.9, 0.55), (1, 0.8), (0.8, 1), (0, 1)]],  // S
    [[(0, 0), (1, 0)], [(0.5, 0), (0.5, 1)]],  // T
    [[(0, 0), (0, 0.75), (0.25, 1), (0.75, 1), (1, 0.75), (1, 0)]],  // U
    [[(0, 0), (0.5, 1), (1, 0)]],  // V
    [[(0, 0), (1, 1)], [(1, 0), (0, 1)]],  // X
    [[(0, 0), (1, 0), (0, 1), (1, 1)]],  // Z
  ]

  /// Capital letters in a row from (x, y), as many as the width holds; a mirrored object's read rightly too.
  func lettering(_ x: Double, _ y: Double, width: Double, height: Double, _ color: Color) {
    let right = canvas.inCurrentAxes(direction: Point(1, 0))
    let isMirrored = right.x * canvas.inCurrentAxes(direction: Point(0, 1)).y < 0
    let letter = height * 0.56
    let pitch = height * 0.86
    let count = max(1, Int((width + pitch - letter) / pitch))
    let start = x + (width - Double(count) * pitch + pitch - letter) / 2
    for place in 0..<count {
      let left = start + Double(isMirrored ? count - 1 - place : place) * pitch
      for stroke in random.pick(Brush.glyphs) {
        let points = stroke.map { point in
          (left + (isMirrored ? 1 - point.0 : point.0) * letter, y + point.1 * height)
        }
        line(points, height * 0.17, color, smooth: false)
      }
    }
  }
}
