/// What came out, in words: for the report's first two pages. All of it follows from the claims' verdicts and from what the chapters
/// say of what they measured.
extension ReportDocument {
  /// Which of the paper's ideas were reproduced, which were not, what was left inconclusive, and what was not tested; then the same of
  /// later criticisms. A paragraph each, with inline markup that leads to the claims.
  ///
  /// Of each figure and table the main claim is named; of what was not reproduced, every claim. The rest is counted.
  public var findings: [String] {
    let claims = claims
    guard !claims.isEmpty else { return [] }
    if pages.allSatisfy(\.setting.isTrial) {
      return [
        "**Nothing was decided.** A run of this size shows that every part works; of its \(claims.count) claims none gets a verdict."
      ]
    }
    let stated = claims.filter { !$0.isLaterCriticism }
    var paragraphs = Verdict.allCases.compactMap { verdict in
      Self.paragraph(verdict, stated.filter { $0.verdict == verdict }, naming: verdict == .notReproduced)
    }
    let criticisms = claims.filter(\.isLaterCriticism)
    if !criticisms.isEmpty {
      let parts = Verdict.allCases.compactMap { verdict -> String? in
        let own = criticisms.filter { $0.verdict == verdict }
        return own.isEmpty ? nil : "\(verdict.criticism): \(own.map(Self.named).joined(separator: "; "))."
      }
      paragraphs.append("**Later criticism** (\(criticisms.count)). " + parts.joined(separator: " "))
    }
    return paragraphs
  }

  /// A paragraph on claims of one verdict; nil where there are none.
  ///
  /// - Parameter all: whether each is named, or the main ones alone.
  private static func paragraph(_ verdict: Verdict, _ claims: [Claim], naming all: Bool) -> String? {
    guard !claims.isEmpty else { return nil }
    let main = claims.filter(\.isMain)
    let named = all || main.isEmpty ? claims : main
    let rest = claims.count - named.count
    let more = rest > 0 ? "; and \(rest) more" : ""
    return
      "**\(verdict.lead)** (\(claims.count))\(verdict.meaning): \(named.map(Self.named).joined(separator: "; "))\(more)."
  }

  /// A claim's idea, what was measured where that speaks for itself, and its number as a link.
  private static func named(_ claim: Claim) -> String {
    let number = "[\(claim.shownNumber)](#\(claim.anchor))"
    guard let measured = claim.measured, !measured.unit.isEmpty, claim.verdict != .notTested else {
      return "\(claim.shortStatement) (\(number))"
    }
    return "\(claim.shortStatement) (\(number): \(InlineMarkup.escaped(measured.text)))"
  }

  /// What answers a figure or table of the paper: the anchors of its blocks, in the report's order.
  func anchors(answering item: PaperItem, in index: ReportIndex) -> [String] {
    pages.enumerated().flatMap { pageIndex, page in
      page.allBlocks.enumerated().compactMap { blockIndex, block in
        item.isAnswered(by: block) ? index[pageIndex, blockIndex]?.anchor : nil
      }
    }
  }

  /// What became of a figure or table of the paper, with inline markup.
  func outcome(of item: PaperItem, isAnswered: Bool) -> String {
    let told = pages.flatMap(\.outcomes).filter { $0.item == item }.map(\.text)
    let claims = claims.filter { $0.item == item }
    if claims.isEmpty, told.isEmpty {
      return isAnswered ? "Made again; nothing is claimed of it." : "Not made in this run."
    }
    func verdicts(_ claims: [Claim]) -> [String] {
      Verdict.allCases.compactMap { verdict in
        let own = claims.filter { $0.verdict == verdict }
        guard !own.isEmpty else { return nil }
        let ideas = own.map { "\($0.shortStatement) ([\($0.shownNumber)](#\($0.anchor)))" }
        return "\(verdict.lead): \(ideas.joined(separator: "; "))."
      }
    }
    let criticisms = verdicts(claims.filter(\.isLaterCriticism))
    return
      (told + verdicts(claims.filter { !$0.isLaterCriticism })
      + (criticisms.isEmpty ? [] : ["Later criticism:"] + criticisms)).joined(separator: " ")
  }
}

extension Verdict {
  /// What it says of the ideas of the paper that follow, which are worded as the paper means them.
  fileprivate var meaning: String {
    switch self {
    case .reproduced: ""
    case .notReproduced: ". The paper says this, and here it came out otherwise"
    case .inconclusive: ". Whether this is so could not be told here"
    case .notTested: ". Whether this is so was not asked in this run"
    }
  }

  /// What stands before later criticisms with this verdict.
  fileprivate var criticism: String {
    switch self {
    case .reproduced: "Borne out"
    case .notReproduced: "Not borne out"
    case .inconclusive: "Could not be told"
    case .notTested: "Not asked in this run"
    }
  }
}
