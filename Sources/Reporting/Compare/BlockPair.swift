/// A chapter, figure or table in two reports: in which it is, and whether it is the same.
public struct BlockPair: Sendable, Encodable {
  /// Whether something is the same in two reports.
  public enum State: String, Sendable, Encodable {
    /// Both have it, and it is the same.
    case same
    /// Both have it, and it differs.
    case different
    /// Report A alone has it.
    case onlyInA = "only in A"
    /// Report B alone has it.
    case onlyInB = "only in B"
  }

  /// A cell of a table that differs: its row by the first cell, its column by the heading.
  public struct Cell: Sendable, Equatable, Encodable {
    /// The first cell of the row.
    public let row: String
    /// The heading of the column.
    public let column: String
    /// What stands in it.
    public let values: Pair<String>
  }

  /// The name of the chapter that it belongs to.
  public let chapter: String
  /// Its permanent name within the chapter; a chapter's own is empty.
  public let id: String
  /// What it is called.
  public let title: String
  /// In which report it is, and whether it is the same.
  public let state: State
  /// Of a table with the same rows and columns in both: the cells that differ.
  public let cells: [Cell]

  /// Its chapter and name, as in `classification: table-2`.
  var path: String { id.isEmpty ? chapter : "\(chapter)/\(id)" }
}

extension BlockPair.State {
  /// The state of something that is there or not in each report, and then is the same or not.
  init<Value>(_ pair: Pair<Value>, isSame: @autoclosure () throws -> Bool) rethrows {
    self =
      switch (pair.a, pair.b) {
      case (_?, nil): .onlyInA
      case (nil, _?): .onlyInB
      default: try isSame() ? .same : .different
      }
  }
}

extension BlockPair {
  /// The chapters of two reports; where one failed in one of them alone, it differs.
  static func chapters(_ pages: [Pair<Page>]) -> [BlockPair] {
    pages.map { pair in
      BlockPair(
        chapter: pair.either?.slug ?? "", id: "", title: pair.either?.title ?? "",
        state: State(pair, isSame: (pair.a?.failure == nil) == (pair.b?.failure == nil)), cells: [])
    }
  }

  /// The tables of the chapters that both reports have. A table is the same where its cells are, and the file of its numbers, which
  /// may have more digits.
  ///
  /// - Throws: `ReportingError` where a table's file cannot be read.
  static func tables(
    _ pages: [Pair<Page>], _ outputs: (a: ReportOutput, b: ReportOutput)
  ) throws -> [BlockPair] {
    var pairs: [BlockPair] = []
    for pages in pages {
      guard let a = pages.a, let b = pages.b else { continue }
      let files = [outputs.a, outputs.b].map { PageFiles(of: a.slug, in: $0.folder) }
      for pair in Pair.matching(a.tables, b.tables, by: \.id) {
        let id = pair.either?.id ?? ""
        let state = try State(
          pair,
          isSame: pair.a?.columns == pair.b?.columns && pair.a?.rows == pair.b?.rows
            && files[0].numbers(of: id) == files[1].numbers(of: id))
        pairs.append(
          BlockPair(
            chapter: a.slug, id: id, title: title(pair.either), state: state, cells: differingCells(pair)))
      }
    }
    return pairs
  }

  /// A table's number, where it has the paper's, and title.
  private static func title(_ table: TableBlock?) -> String {
    guard let table else { return "" }
    return (table.answers.map { "Table\u{A0}\($0): " } ?? "") + table.title
  }

  /// The cells that differ; none where the tables have other rows or columns.
  private static func differingCells(_ tables: Pair<TableBlock>) -> [Cell] {
    guard let a = tables.a, let b = tables.b, a.columns == b.columns,
      a.rows.map(\.first) == b.rows.map(\.first)
    else { return [] }
    return zip(a.rows, b.rows).flatMap { first, second in
      a.columns.indices.compactMap { place -> Cell? in
        guard first[place] != second[place] else { return nil }
        return Cell(
          row: InlineMarkup(first[0]).plainText, column: a.columns[place].title,
          values: Pair(InlineMarkup(first[place]).plainText, InlineMarkup(second[place]).plainText))
      }
    }
  }
}

extension Page {
  /// The figures of body and appendix; not the one for the report's first page, which repeats one of them.
  var figures: [FigureBlock] {
    allBlocks.compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
  }

  /// The tables of body and appendix.
  var tables: [TableBlock] {
    allBlocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}
