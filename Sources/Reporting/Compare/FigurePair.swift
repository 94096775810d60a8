/// A figure of a chapter in two reports.
struct FigurePair: Sendable {
  /// The figure as each report has it.
  let figures: Pair<FigureBlock>
  /// What the comparison says of it.
  let block: BlockPair

  /// The figures of the chapters that both reports have. A figure is the same where its drawing, of which all its other files are
  /// made, and its numbers have the same bytes.
  ///
  /// - Throws: `ReportingError` where a figure's file cannot be read.
  static func all(_ pages: [Pair<Page>], _ outputs: (a: ReportOutput, b: ReportOutput)) throws -> [FigurePair]
  {
    var pairs: [FigurePair] = []
    for pages in pages {
      guard let a = pages.a, let b = pages.b else { continue }
      let files = [outputs.a, outputs.b].map { PageFiles(of: a.slug, in: $0.folder) }
      for pair in Pair.matching(a.figures, b.figures, by: \.id) {
        let state = try BlockPair.State(pair, isSame: hasSameBytes(pair, files))
        pairs.append(
          FigurePair(
            figures: pair,
            block: BlockPair(
              chapter: a.slug, id: pair.either?.id ?? "", title: title(pair.either), state: state, cells: []))
        )
      }
    }
    return pairs
  }

  private static func hasSameBytes(_ pair: Pair<FigureBlock>, _ files: [PageFiles]) throws -> Bool {
    guard let a = pair.a, let b = pair.b, a.hasData == b.hasData else { return false }
    let (first, second) = (try files[0].sources(of: a), try files[1].sources(of: b))
    return first == second
  }

  /// A figure's number, where it has the paper's, and title.
  private static func title(_ figure: FigureBlock?) -> String {
    guard let figure else { return "" }
    return (figure.answers.map { "Figure\u{A0}\($0): " } ?? "") + figure.title
  }
}
