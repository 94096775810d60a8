import Drawing

/// The letters a, b, c of a figure's panels.
enum PanelLetter {
  static let height = 14.0

  static func draw(_ index: Int, at point: Point, on canvas: borrowing Canvas) {
    let letter = Character(UnicodeScalar(UInt8(97 + index % 26)))
    canvas.draw(Text("(\(letter))", TextStyle(.sans, 9, weight: .bold, color: Palette.ink)), at: point)
  }
}
