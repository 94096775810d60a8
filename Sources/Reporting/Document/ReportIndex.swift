/// The numbers and anchors of a report's figures, tables, equations, claims and headings.
///
/// What answers the paper's Figure 2 is called Figure 2, or 2a, 2b, …, as its chapter says; what the paper does not have is called S1,
/// S2, …, through the body and then through the appendix. Claims have the numbers that belong to them. Anchors are made of names and
/// words, and so stay where they lead when a block is added before them.
struct ReportIndex {
  /// A block by its page and its place among all of the page's blocks.
  struct Place: Hashable {
    let page: Int
    let block: Int
  }

  /// What a block is called, and where it can be found.
  struct Entry {
    let anchor: String
    /// For example “Figure 3”, its space unbroken; empty for a heading.
    let label: String
    /// Its number among its kind; empty for a heading.
    let number: String
  }

  /// The parts of the report outside the chapters: anchor and title.
  enum Part: String, CaseIterable {
    case summary, map, scale, references, appendix, claims, deviations, errata, reproduce, provenance

    var title: String {
      switch self {
      case .summary: "What came out"
      case .map: "The paper, item by item"
      case .scale: "What was run"
      case .references: "References"
      case .appendix: "Appendix"
      case .claims: "Ledger of claims"
      case .deviations: "Deviations from the paper"
      case .errata: "Where the paper disagrees with itself"
      case .reproduce: "How to reproduce this report"
      case .provenance: "Provenance"
      }
    }
  }

  /// Whether there is an atlas beside the report.
  let hasAtlas: Bool
  private(set) var pageAnchors: [String] = []
  /// The anchors of the pages' parts of the appendix.
  private(set) var appendixAnchors: [String] = []
  private var entries: [Place: Entry] = [:]
  private var labels: [String: String] = [:]
  private var shown: [String: [Entry]] = [:]
  private var taken: Set<String> = []
  private var counts: [String: Int] = [:]

  init(_ document: ReportDocument) {
    hasAtlas = document.atlas != nil
    for part in Part.allCases { _ = unique(part.rawValue) }
    for page in document.pages {
      let anchor = unique(page.slug)
      pageAnchors.append(anchor)
      appendixAnchors.append(unique("appendix-\(page.slug)"))
      // A dash stands where the paper has no such section.
      let hasSection = page.section.contains { $0.isNumber }
      labels[anchor] = hasSection ? "section\u{A0}\(page.section)" : "“\(page.title)”"
    }
    for reference in document.references {
      let anchor = unique(reference.anchor)
      labels[anchor] = reference.short
    }
    // The body first, then the appendix, so that S1, S2, … rise through the report.
    for isAppendix in [false, true] {
      for (pageIndex, page) in document.pages.enumerated() {
        let body = page.blocks.count
        for (blockIndex, block) in page.allBlocks.enumerated() where (blockIndex >= body) == isAppendix {
          enter(block, of: page, at: Place(page: pageIndex, block: blockIndex))
        }
      }
    }
    for (pageIndex, page) in document.pages.enumerated() {
      for (blockIndex, block) in page.allBlocks.enumerated() {
        guard case .claim(let claim) = block, let figure = claim.figure,
          let entry = entries[Place(page: pageIndex, block: blockIndex)]
        else { continue }
        for anchor in ["fig-\(figure)", "tab-\(figure)"] { shown[anchor, default: []].append(entry) }
      }
    }
  }

  private mutating func enter(_ block: Block, of page: Page, at place: Place) {
    let (word, number): (String, String)
    switch block {
    case .figure(let figure): (word, number) = ("Figure", figure.answers ?? "S" + next("Figure"))
    case .table(let table): (word, number) = ("Table", table.answers ?? "S" + next("Table"))
    case .claim(let claim): (word, number) = ("Claim", claim.shownNumber)
    case .equation(let equation) where equation.label != nil: (word, number) = ("Equation", next("Equation"))
    case .heading(let text):
      let name = Page.anchorName(of: InlineMarkup(text).plainText)
      entries[place] = Entry(
        anchor: unique("\(page.slug)-\(name.isEmpty ? "part" : name)"), label: "", number: "")
      return
    default: return
    }
    let entry = Entry(
      anchor: unique(block.anchor ?? "block"), label: "\(word)\u{A0}\(number)", number: number)
    entries[place] = entry
    labels[entry.anchor] = entry.label
  }

  /// The next number among those of a kind that are counted.
  private mutating func next(_ kind: String) -> String {
    let count = (counts[kind] ?? 0) + 1
    counts[kind] = count
    return "\(count)"
  }

  /// The entry of a numbered block or a heading.
  subscript(page: Int, block: Int) -> Entry? { entries[Place(page: page, block: block)] }

  /// What an anchor is called, such as “Figure 3”; nil where there is no such anchor.
  func label(of anchor: String) -> String? { labels[anchor] }

  /// The claims that a figure or table shows, by its anchor.
  func claims(shownBy anchor: String) -> [Entry] { shown[anchor] ?? [] }

  /// Whether something in the report has this anchor.
  func has(_ anchor: String) -> Bool { taken.contains(anchor) }

  private mutating func unique(_ wanted: String) -> String {
    var anchor = wanted
    var suffix = 2
    while !taken.insert(anchor).inserted {
      anchor = "\(wanted)-\(suffix)"
      suffix += 1
    }
    return anchor
  }
}
