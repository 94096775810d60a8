import Drawing
import Figures

/// Makes a page from the top down, with `heading`, `prose`, `equation`, `figure`, `table`, `claim` and `note`.
///
/// It keeps the figures that are still to be drawn and the numbers behind them, until `PageFiles` writes them.
public struct PageBuilder: Sendable {
  /// The page as far as it is made.
  public private(set) var page: Page
  /// Whether blocks go to the appendix.
  private var isInAppendix = false
  /// Figures to be drawn, in order.
  private(set) var figures: [(id: String, figure: any Figure)] = []
  /// The numbers behind figures and tables, in order.
  private(set) var data: [(id: String, table: DataTable)] = []

  /// The name of the one network that figures, tables and claims are of, where that is none of the paper's kind: captions and
  /// claims from here on say it.
  public var network: String?

  /// Begins a page without blocks.
  ///
  /// - Parameters:
  ///   - slug: the name of the chapter's folder and anchor: lower-case letters, digits, points and hyphens.
  ///   - section: the paper's section, such as “4.2”.
  ///   - reproduces: what of the paper it reproduces, such as “Figure 7”.
  ///   - setting: what it is made with; a trial's claims are all inconclusive.
  public init(slug: String, section: String, title: String, reproduces: String, setting: PageSetting) {
    page = Page(
      slug: slug, section: section, title: InlineMarkup.typographic(title), reproduces: reproduces,
      setting: setting)
  }

  /// Profile, seed, source, digests.
  public var setting: PageSetting { page.setting }
  /// The claims so far, in order.
  public var claims: [Claim] { page.claims }
  /// What made the page, line by line.
  public var provenance: [ProvenanceEntry] {
    get { page.provenance }
    set { page.provenance = newValue }
  }
  /// How long it took, in seconds.
  public var wallSeconds: Double {
    get { page.wallSeconds }
    set { page.wallSeconds = newValue }
  }
  /// Why the chapter failed, if it did.
  public var failure: String? {
    get { page.failure }
    set { page.failure = newValue }
  }

  /// The resolution of a figure's PNG: two pixels for each of the screen's 96 an inch.
  static let pixelsPerPoint = 8.0 / 3

  /// Puts what is added within it into the report's appendix, under the chapter's title: what a reader can do without, and
  /// somebody who checks or extends the chapter wants.
  ///
  /// ```swift
  /// page.appendix { page in page.table(id: "costs", …) }
  /// ```
  ///
  /// - Throws: what `add` throws.
  public mutating func appendix(_ add: (inout PageBuilder) throws -> Void) rethrows {
    let outer = isInAppendix
    isInAppendix = true
    defer { isInAppendix = outer }
    try add(&self)
  }

  private mutating func append(_ block: Block) {
    if isInAppendix { page.appendix.append(block) } else { page.blocks.append(block) }
  }

  /// Puts a claim where it arises: below the figure or table that shows it, after others that stand there already, and below all claims
  /// about the same figure or table of the paper that have an earlier letter. Where what shows it is not in the body, or not there yet, it
  /// stands where it was added.
  private mutating func append(_ claim: Claim) {
    let anchors = claim.figure.map { ["fig-\($0)", "tab-\($0)"] } ?? []
    let shown = page.blocks.lastIndex { $0.anchor.map(anchors.contains) ?? false }
    guard !isInAppendix, var place = shown.map({ $0 + 1 }) else { return append(.claim(claim)) }
    let earlier = page.blocks.lastIndex {
      if case .claim(let other) = $0 { other.precedes(claim) } else { false }
    }
    place = max(place, earlier.map { $0 + 1 } ?? 0)
    while place < page.blocks.count, case .claim(let other) = page.blocks[place], !claim.precedes(other) {
      place += 1
    }
    page.blocks.insert(.claim(claim), at: place)
  }

  /// Adds a heading within the page.
  public mutating func heading(_ text: String) { append(.heading(InlineMarkup.typographic(text))) }

  /// Adds paragraphs, set apart by empty lines. Inline: *emphasis*, **strong**, `code`, [text](#anchor or path);
  /// a link with no text, `[](#fig-architecture)`, is set as “Figure 3”. A path leads to a file in the report's folder: the text should
  /// say so, since the report may travel without it.
  ///
  /// Anchors are `fig-<id>`, `tab-<id>`, `eq-<label>`, `claim-<id>` and a chapter's slug.
  public mutating func prose(_ text: String) {
    var lines: [Substring] = []
    func paragraph() -> Block? {
      let joined = lines.joined(separator: " ")
      return joined.isEmpty ? nil : .prose(joined)
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmingSpaces
      if trimmed.isEmpty {
        if let block = paragraph() { append(block) }
        lines = []
      } else {
        lines.append(trimmed)
      }
    }
    if let block = paragraph() { append(block) }
  }

  /// Adds a displayed formula.
  ///
  /// - Parameter label: a permanent name, where the formula is referred to as `#eq-<label>`.
  public mutating func equation(_ formula: MathNode, label: String? = nil) {
    if let label { claimName("eq-\(label)", label) }
    append(.equation(EquationBlock(formula: formula, label: label)))
  }

  /// Adds a figure; it is drawn when the page is written.
  ///
  /// - Parameters:
  ///   - id: a permanent name, unique in the report.
  ///   - answers: the number of the paper's figure that it answers, such as `7`, or `2b` where several of ours answer Figure 2:
  ///     it is called so. A figure that the paper does not have is called S1, S2, ….
  ///   - title: a few words, set in bold before the caption.
  ///   - caption: what to see in it and what that means, with inline markup.
  ///   - alt: what it shows, for those who cannot see it.
  ///   - data: the numbers behind it, for those who want to draw it themselves.
  ///   - maps: which maps it shows of the network that the report looks into, in its order: an atlas beside the report is linked with it.
  public mutating func figure(
    id: String, answers: String? = nil, title: String, caption: String, alt: String, data: DataTable? = nil,
    maps: [ShownMap] = [], _ figure: any Figure
  ) {
    claimName("fig-\(id)", id)
    if let data { self.data.append((id, data)) }
    append(
      .figure(
        block(
          id: id, answers: answers, title: title, caption: caption, alt: alt, hasData: data != nil,
          maps: maps,
          figure)))
  }

  /// Says that the chapter has written an atlas beside the report; see `ReportAtlas`.
  public mutating func atlas() { page.hasAtlas = true }

  /// Sets the figure of the chapter that the report's first page shows, in a few centimeters of height; it has no number.
  ///
  /// - Parameters:
  ///   - id: a permanent name, unique in the report.
  ///   - caption: what to see in it, in a sentence or two.
  ///   - maps: which maps it shows, as of other figures.
  public mutating func plate(
    id: String, caption: String, alt: String, maps: [ShownMap] = [], _ figure: any Figure
  ) {
    claimName("fig-\(id)", id)
    page.plate = block(
      id: id, answers: nil, title: "", caption: caption, alt: alt, hasData: false, maps: maps, figure)
  }

  private mutating func block(
    id: String, answers: String?, title: String, caption: String, alt: String, hasData: Bool,
    maps: [ShownMap], _ figure: any Figure
  ) -> FigureBlock {
    checkAnswer(answers, of: id)
    precondition(
      figure.size.width > 0 && figure.size.height > 0, "figure \(id) of size \(figure.size) cannot be drawn")
    figures.append((id, figure))
    return FigureBlock(
      id: id, answers: answers, title: InlineMarkup.typographic(title), caption: captioned(caption), alt: alt,
      width: figure.size.width, height: figure.size.height,
      pixelsWide: max(1, Int((figure.size.width * Self.pixelsPerPoint).rounded(.up))),
      pixelsHigh: max(1, Int((figure.size.height * Self.pixelsPerPoint).rounded(.up))),
      holdsImages: false, hasData: hasData, maps: maps.isEmpty ? nil : maps)
  }

  /// Says in a sentence what became of a figure or table of the paper, for the map of the paper at the report's beginning. The
  /// verdicts of its claims follow by themselves; the sentence holds what they do not say, and is made of what was measured.
  public mutating func outcome(of item: PaperItem, _ text: String) {
    page.outcomes.append(Page.Outcome(item: item, text: text))
  }

  /// Adds a table; its cells are text with inline markup and also make its CSV, unless `data` is given.
  ///
  /// - Parameters:
  ///   - answers: the number of the paper's table that it answers, as of figures.
  ///   - sections: headings between rows, from the top down.
  public mutating func table(
    id: String, answers: String? = nil, title: String, caption: String, columns: [TableBlock.Column],
    rows: [[String]], sections: [TableBlock.Section] = [], notes: [String] = [], data: DataTable? = nil
  ) {
    claimName("tab-\(id)", id)
    checkAnswer(answers, of: id)
    for row in rows {
      precondition(
        row.count == columns.count, "table \(id): a row of \(row.count) cells under \(columns.count) columns")
    }
    let plain = DataTable(
      columns: columns.map { column in column.title + (column.unit.map { " (\($0))" } ?? "") },
      rows: rows.map { $0.map { InlineMarkup($0).plainText } })
    self.data.append((id, data ?? plain))
    let table = TableBlock(
      id: id, answers: answers, title: InlineMarkup.typographic(title), caption: captioned(caption),
      columns: columns, rows: rows, notes: notes, sections: sections.isEmpty ? nil : sections)
    precondition(table.hasOrderedSections, "table \(id): headings at rows \(sections.map(\.row))")
    append(.table(table))
  }

  /// A caption that says which network is meant.
  private func captioned(_ caption: String) -> String {
    network.map { "\(caption) Network: \(InlineMarkup.escaped($0))." } ?? caption
  }

  /// Adds a claim and judges it by what was measured. It stands below the figure or table that shows it, where the page's body has that, and
  /// in the order of the letters.
  public mutating func claim(_ claim: UnjudgedClaim) {
    claimName("claim-\(claim.id)", claim.id)
    if let number = claim.number {
      precondition(Page.isClaimNumber(number), "the claim \(claim.id) cannot be numbered “\(number)”")
      precondition(
        !claims.contains { $0.number == number }, "page \(page.slug) has two claims of the number \(number)")
    }
    let (verdict, reason) = claim.judged(isTrial: setting.isTrial)
    append(
      Claim(
        id: claim.id, number: claim.number, section: page.section, isLaterCriticism: claim.isLaterCriticism,
        idea: claim.idea,
        statement: (network.map { "In \(InlineMarkup.escaped($0)): " } ?? "") + claim.statement,
        measure: claim.measure, paper: claim.paper,
        measured: claim.measured, criterion: claim.criterion, verdict: verdict, reason: reason,
        chapter: page.slug, figure: claim.figure))
  }

  /// Adds claims in their order and judges each by what was measured.
  public mutating func claim(_ claims: [UnjudgedClaim]) {
    for each in claims { claim(each) }
  }

  /// Adds a claim that is stated in place: see `UnjudgedClaim`, whose properties the parameters are.
  public mutating func claim(
    id: String, number: String? = nil, idea: String? = nil, _ statement: String, by measure: String? = nil,
    paper: String, measured: Measurement?, holdsWhen criterion: Criterion,
    isLaterCriticism: Bool = false, remark: String? = nil,
    untested: String? = nil, figure: String? = nil
  ) {
    claim(
      UnjudgedClaim(
        id: id, number: number, idea: idea, statement, by: measure, paper: paper, measured: measured,
        holdsWhen: criterion,
        isLaterCriticism: isLaterCriticism, remark: remark, untested: untested, figure: figure))
  }

  /// Finds a claim that points to a figure or table which the page does not have.
  ///
  /// - Throws: `ReportingError.claimWithoutFigure` for the first of them.
  public func checkFigures() throws {
    let anchors = Set(page.allBlocks.compactMap(\.anchor))
    for claim in claims {
      guard let figure = claim.figure, anchors.isDisjoint(with: ["fig-\(figure)", "tab-\(figure)"]) else {
        continue
      }
      throw ReportingError.claimWithoutFigure(claim: claim.id, figure: figure, page: page.slug)
    }
  }

  /// Adds a remark set apart from the text.
  public mutating func note(_ text: String, kind: NoteBlock.Kind = .remark, title: String? = nil) {
    append(.note(NoteBlock(kind: kind, title: title.map(InlineMarkup.typographic), text: text)))
  }

  /// Stops on a name that is malformed or already taken in this page.
  private func claimName(_ anchor: String, _ id: String) {
    Page.check(id)
    precondition(
      !page.allBlocks.contains { $0.anchor == anchor } && page.plate?.anchor != anchor,
      "page \(page.slug) already has “\(anchor)”")
  }

  /// Stops on what cannot be the number of a figure or table of the paper.
  private func checkAnswer(_ number: String?, of id: String) {
    precondition(
      number.map(Page.isPaperNumber) != false, "“\(number ?? "")” numbers no figure or table (\(id))")
  }
}

extension Substring {
  /// The text without spaces and tabs at its ends.
  var trimmingSpaces: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
