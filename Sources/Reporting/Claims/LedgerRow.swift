/// One claim as a row of the ledger. HTML, PDF and Markdown set the same cells.
struct LedgerRow {
  /// What stands in a cell.
  enum Cell {
    /// The claim's number, which leads to its anchor.
    case number(String, anchor: String, label: String)
    /// Prose with inline markup.
    case prose(String)
    /// Text in which nothing is markup.
    case text(String)
    /// Text in which nothing is markup, and which should not be broken.
    case unbroken(String)
    /// The verdict, which leads to the claim's anchor; the reason counts where nothing was measured.
    case verdict(Verdict, reason: String, anchor: String)
  }

  /// A column of the ledger.
  enum Column: CaseIterable {
    case number, section, statement, source, measured, criterion, networks, verdict

    /// The columns where each claim is a link away from its facts: all but the number of networks.
    static let linked = allCases.filter { $0 != .networks }

    /// The heading over the claims of a part of the ledger.
    func title(in part: ReportDocument.LedgerPart) -> String {
      switch self {
      case .number: "No."
      case .section: "Section"
      case .statement: "Claim"
      case .source: part.sourceTitle
      case .measured: "Here"
      case .criterion: "All of it must lie"
      case .networks: "Networks"
      case .verdict: "Verdict"
      }
    }

    /// Whose numbers stand in the column.
    var origin: TableBlock.Column.Origin {
      switch self {
      case .source: .paper
      case .measured: .ours
      default: .plain
      }
    }
  }

  private let claim: Claim
  private let entry: ReportIndex.Entry

  /// The row of a claim with its number and anchor.
  init(_ claim: Claim, _ entry: ReportIndex.Entry) {
    self.claim = claim
    self.entry = entry
  }

  /// The cell in a column.
  subscript(column: Column) -> Cell {
    switch column {
    case .number: .number(entry.number, anchor: entry.anchor, label: entry.label)
    case .section: .text(claim.section)
    case .statement: .prose(claim.fullStatement)
    case .source: .text(claim.paper)
    case .measured: .text(claim.measuredText)
    case .criterion: .unbroken(claim.criterion.words)
    case .networks: .text(claim.measured?.networks?.counts ?? "–")
    case .verdict: .verdict(claim.verdict, reason: claim.reason, anchor: entry.anchor)
    }
  }
}

extension ReportDocument {
  /// The rows of a part of the ledger, in the order of the chapters.
  func rows(of part: LedgerPart, in index: ReportIndex) -> [LedgerRow] {
    claims(of: part, in: index).map { LedgerRow($0, $1) }
  }

  /// The claims of a part of the ledger with their numbers and anchors, in the order of the chapters.
  func claims(of part: LedgerPart, in index: ReportIndex) -> [(Claim, ReportIndex.Entry)] {
    var claims: [(Claim, ReportIndex.Entry)] = []
    for (pageIndex, page) in pages.enumerated() {
      for (blockIndex, block) in page.allBlocks.enumerated() {
        guard case .claim(let claim) = block, claim.isLaterCriticism == part.isLaterCriticism,
          let entry = index[pageIndex, blockIndex]
        else { continue }
        claims.append((claim, entry))
      }
    }
    return claims
  }
}
