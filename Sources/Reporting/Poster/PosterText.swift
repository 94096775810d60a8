import Drawing

/// Prose on a poster, where no link leads anywhere.
enum PosterText {
  /// Prose with inline markup as runs; links are plain words, and those without words are called by what they lead to.
  static func runs(_ source: String, _ style: TextStyle, in index: ReportIndex) -> [Text.Run] {
    InlineMarkup(source).runs.map { run in
      var look = style
      if run.isCode { (look.family, look.size) = (.mono, style.size) }
      if run.isEmphasized { look.italic = !look.italic }
      if run.isStrong { look.weight = .semibold }
      let text =
        run.text.isEmpty ? run.target.flatMap { index.label(of: String($0.dropFirst())) } ?? "" : run.text
      return Text.Run(text, look)
    }
  }

  /// A paragraph of a width.
  static func paragraph(_ source: String, _ style: TextStyle, width: Double, in index: ReportIndex)
    -> PosterBlock
  {
    PosterBlock(
      Text(runs: runs(source, style, in: index), width: width, lineSpacing: 1.08), as: PDFElement(.paragraph))
  }

  /// The first sentences of a text, up to about so many characters; the first sentence at least.
  static func opening(of source: String, upTo length: Int = 190) -> String {
    var end = source.startIndex
    var place = source.startIndex
    while let stop = source[place...].firstRange(of: ". ") {
      guard
        end == source.startIndex || source.distance(from: source.startIndex, to: stop.lowerBound) <= length
      else { break }
      end = source.index(after: stop.lowerBound)
      place = stop.upperBound
    }
    return end == source.startIndex || source.count <= length ? source : String(source[..<end])
  }
}
