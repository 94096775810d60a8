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

/// Names and colors in a row, and in further rows where one is too short.
struct Legend {
  let entries: [(name: String, color: Color)]

  /// The height of a row.
  static let rowHeight = 15.0

  /// The height of all rows in a width.
  func height(in width: Double) -> Double { Self.rowHeight * Double(max(1, rows(in: width).count)) }

  func draw(on canvas: borrowing Canvas, in frame: Rectangle) {
    for (number, row) in rows(in: frame.width).enumerated() {
      let y = frame.y + Double(number) * Self.rowHeight
      for (place, x) in row {
        canvas.beginPath()
        canvas.rectangle(Rectangle(frame.x + x, y + 3.5, 8, 5))
        canvas.fill(entries[place].color)
        canvas.draw(Text(entries[place].name, .label), at: Point(frame.x + x + 11, y + 6), anchor: .left)
      }
    }
  }

  /// By row, the entries with names and where each begins.
  private func rows(in width: Double) -> [[(place: Int, x: Double)]] {
    var rows: [[(place: Int, x: Double)]] = []
    var x = 0.0
    for (place, entry) in entries.enumerated() where !entry.name.isEmpty {
      let length = 11 + Text(entry.name, .label).measured().width
      if rows.isEmpty || x + length > width {
        rows.append([])
        x = 0
      }
      rows[rows.count - 1].append((place, x))
      x += length + 13
    }
    return rows
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
