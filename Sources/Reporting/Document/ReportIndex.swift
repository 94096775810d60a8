/// The numbers and anchors of a report's figures, tables, equations, claims and headings.
struct ReportIndex {
  /// A block by its page and its place in the page.
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
    case abstract, scale, claims, deviations, errata, reproduce, provenance

    var title: String {
      switch self {
      case .abstract: "Abstract"
      case .scale: "What was run"
      case .claims: "Ledger of claims"
      case .deviations: "Deviations from the paper"
      case .errata: "Where the paper disagrees with itself"
      case .reproduce: "How to reproduce this report"
      case .provenance: "Provenance"
      }
    }
  }

  private(set) var pageAnchors: [String] = []
  private var entries: [Place: Entry] = [:]
  private var labels: [String: String] = [:]
  private var taken: Set<String> = []

  init(_ document: ReportDocument) {
    for part in Part.allCases { _ = unique(part.rawValue) }
    for page in document.pages {
      let anchor = unique(page.slug)
      pageAnchors.append(anchor)
      labels[anchor] = page.section.isEmpty ? page.title : "section\u{A0}\(page.section)"
    }
    var counts: [String: Int] = [:]
    for (pageIndex, page) in document.pages.enumerated() {
      for (blockIndex, block) in page.blocks.enumerated() {
        let place = Place(page: pageIndex, block: blockIndex)
        let word: String
        switch block {
        case .figure: word = "Figure"
        case .table: word = "Table"
        case .claim: word = "Claim"
        case .equation(let equation) where equation.label != nil: word = "Equation"
        case .heading:
          entries[place] = Entry(anchor: unique("\(page.slug)-section-\(blockIndex)"), label: "", number: "")
          continue
        default: continue
        }
        let number = (counts[word] ?? 0) + 1
        counts[word] = number
        let entry = Entry(
          anchor: unique(block.anchor ?? "block"), label: "\(word)\u{A0}\(number)", number: "\(number)")
        entries[place] = entry
        labels[entry.anchor] = entry.label
      }
    }
  }

  /// The entry of a numbered block or a heading.
  subscript(page: Int, block: Int) -> Entry? { entries[Place(page: page, block: block)] }

  /// What an anchor is called, such as “Figure 3”; nil where there is no such anchor.
  func label(of anchor: String) -> String? { labels[anchor] }

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

/// Where a link in prose leads, once it is known what the report holds.
enum LinkTarget {
  case anchor(String)
  case address(String)

  /// Resolves the target of a link; nil where it leads nowhere or is of a kind that a report must not hold.
  static func resolve(_ target: String, in index: ReportIndex) -> LinkTarget? {
    if target.hasPrefix("#") {
      let anchor = String(target.dropFirst())
      return index.has(anchor) ? .anchor(anchor) : nil
    }
    if target.hasPrefix("https://") || target.hasPrefix("http://") { return .address(target) }
    // A relative path; a colon would make it another scheme, such as javascript.
    guard !target.isEmpty, !target.contains(":"), !target.hasPrefix("//") else { return nil }
    return .address(target)
  }
}
