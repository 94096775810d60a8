import CCairo

extension TextLayout {
  /// A stretch of one line in one style.
  struct Piece {
    let string: String
    let style: TextStyle
    let line: Int
    /// The left edge, from the layout's, in points.
    let x: Double
    /// The width, in points.
    let width: Double
  }

  /// The stretches of the text, line by line, without spaces at their ends, which SVG would leave out.
  var pieces: [Piece] {
    let ranges = lineRanges
    var pieces: [Piece] = []
    for (line, range) in ranges.enumerated() {
      var start = 0
      for run in text.runs {
        let bytes = Array(run.string.utf8)
        var (from, to) = (max(start, range.lowerBound), min(start + bytes.count, range.upperBound))
        let first = start
        start += bytes.count
        func isSpace(_ place: Int) -> Bool { [0x20, 0x0A, 0x09].contains(bytes[place - first]) }
        while from < to, isSpace(from) { from += 1 }
        while from < to, isSpace(to - 1) { to -= 1 }
        guard from < to, let box = boxes(ofUTF8: from..<to).first(where: { $0.line == line })?.box else {
          continue
        }
        let string = String(decoding: bytes[(from - first)..<(to - first)], as: UTF8.self)
        pieces.append(Piece(string: string, style: run.style, line: line, x: box.x, width: box.width))
      }
    }
    return pieces
  }
}
