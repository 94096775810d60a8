import Drawing

/// An interval as a bar with short ends.
struct ErrorBar {
  let x: Double
  let low: Double
  let high: Double

  func draw(on canvas: borrowing Canvas, _ color: Color, width: Double = 0.9) {
    guard low.isFinite, high.isFinite else { return }
    canvas.beginPath()
    canvas.move(to: Point(x, low))
    canvas.line(to: Point(x, high))
    for end in [low, high] {
      canvas.move(to: Point(x - 2, end))
      canvas.line(to: Point(x + 2, end))
    }
    canvas.stroke(color, width: width)
  }
}

/// Names and colours in a row.
struct Legend {
  let entries: [(name: String, color: Color)]

  func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    var x = frame.x
    for entry in entries where !entry.name.isEmpty {
      let text = Text(entry.name, .label)
      let width = text.measured().width
      canvas.beginPath()
      canvas.rectangle(Rectangle(x, frame.y + 3.5, 8, 5))
      canvas.fill(entry.color)
      canvas.draw(text, at: Point(x + 11, frame.y + 6), anchor: .left)
      x += width + 24
    }
  }
}

/// Moving labels apart.
enum Apart {
  /// Positions as near as may be to the wanted ones, which ascend, at least `distance` apart and within a range.
  static func placed(_ wanted: [Double], distance: Double, within range: ClosedRange<Double>) -> [Double] {
    var places = wanted
    for index in places.indices.dropFirst() {
      places[index] = max(places[index], places[index - 1] + distance)
    }
    if let last = places.last, last > range.upperBound {
      places[places.count - 1] = range.upperBound
      for index in places.indices.dropLast().reversed() {
        places[index] = min(places[index], places[index + 1] - distance)
      }
    }
    return places
  }
}
