import Drawing
import Foundation

/// The whole report before it is written: what came out, the map of the paper, chapters in order, references, appendix.
public struct ReportDocument: Sendable {
  /// One line of what was run at what scale.
  public struct ScaleRow: Sendable, Hashable {
    /// What is compared, such as “Training images”.
    public var name: String
    /// What the paper had, with its unit.
    public var paper: String
    /// What this run has, with its unit.
    public var here: String

    /// A line of the comparison of scales.
    public init(_ name: String, paper: String, here: String) {
      self.name = name
      self.paper = paper
      self.here = here
    }
  }

  /// One departure from the paper.
  public struct Deviation: Sendable, Hashable {
    /// What departs from the paper.
    public var subject: String
    /// What the paper does.
    public var paper: String
    /// What is done here.
    public var here: String
    /// Why it departs, in a sentence.
    public var reason: String

    /// A departure from the paper and its reason.
    public init(_ subject: String, paper: String, here: String, reason: String) {
      self.subject = subject
      self.paper = paper
      self.here = here
      self.reason = reason
    }
  }

  /// One place where the paper disagrees with itself.
  public struct Erratum: Sendable, Hashable {
    /// Where, such as “Table 6”.
    public var place: String
    /// What disagrees there, in a sentence.
    public var text: String

    /// A place and what disagrees there.
    public init(_ place: String, _ text: String) {
      self.place = place
      self.text = text
    }
  }

  /// A figure or table of the paper as a row of the map of the paper.
  public struct MapEntry: Sendable, Hashable {
    /// The figure or table.
    public var item: PaperItem
    /// What it shows, in a few words.
    public var subject: String

    /// A figure or table and what it shows.
    public init(_ item: PaperItem, _ subject: String) {
      self.item = item
      self.subject = subject
    }
  }

  /// A work that the report refers to.
  public struct Reference: Sendable, Hashable {
    /// Its permanent name, such as `szegedy-2013`; the anchor is `ref-` and this.
    public var name: String
    /// How it is called in running text, such as “Szegedy et al. (2013)”.
    public var short: String
    /// Authors, title, place and year, with inline markup.
    public var text: String

    /// A work and how it is called.
    public init(_ name: String, _ short: String, _ text: String) {
      self.name = name
      self.short = short
      self.text = text
    }

    /// The anchor in both reports.
    var anchor: String { "ref-\(name)" }
  }

  /// The report's title, on its first page.
  public var title: String
  /// A line under the title.
  public var subtitle: String
  /// Who wrote the report, for its files' metadata.
  public var author = "The zfnet contributors"
  /// The paper: authors, title, where it appeared.
  public var paper: String
  /// What was done, in paragraphs with inline markup; what came out follows by itself.
  public var abstract: [String]
  /// What it cost, in a paragraph with inline markup; empty where that is not known.
  public var cost: String
  /// The paper's figures and tables, in the order of the map.
  public var map: [MapEntry]
  /// What was run at what scale.
  public var scale: [ScaleRow]
  /// A sentence or two under the table of scale, with inline markup.
  public var scaleStatement: String
  /// Things to know before reading on, such as that pages of different runs are bound together.
  public var warnings: [String] = []
  /// The chapters, in order; one that failed carries its message.
  public var pages: [Page]
  /// The run's output folder, which has the drawings of the pages' figures.
  public var output: URL
  /// The atlas that lies beside the report, if any.
  public var atlas: ReportAtlas?
  /// The works that the report refers to, in the order of the bibliography.
  public var references: [Reference]
  /// Departures from the paper.
  public var deviations: [Deviation]
  /// Where the paper disagrees with itself.
  public var errata: [Erratum]
  /// The commands that make this report again.
  public var commands: [String]
  /// What made this report, line by line.
  public var provenance: [ProvenanceEntry]
  /// When it was made.
  public var created: SourceDate

  /// A report of the given chapters, with front and back matter.
  public init(
    title: String, subtitle: String = "", paper: String, abstract: [String], cost: String = "",
    map: [MapEntry] = [], scale: [ScaleRow] = [],
    scaleStatement: String = "", pages: [Page], output: URL, references: [Reference] = [],
    deviations: [Deviation] = [],
    errata: [Erratum] = [],
    commands: [String] = [], provenance: [ProvenanceEntry] = [], created: SourceDate = .current()
  ) {
    self.title = title
    self.subtitle = subtitle
    self.paper = paper
    self.abstract = abstract
    self.cost = cost
    self.map = map
    self.scale = scale
    self.scaleStatement = scaleStatement
    self.pages = pages
    self.output = output
    self.references = references
    self.deviations = deviations
    self.errata = errata
    self.commands = commands
    self.provenance = provenance
    self.created = created
  }

  /// All claims, in the order of the chapters.
  public var claims: [Claim] { pages.flatMap(\.claims) }

  /// The paper's statements, then the later criticisms, each with a title; a part without claims is left out.
  var ledger: [LedgerPart] {
    [
      LedgerPart(title: "What the paper states or implies", isLaterCriticism: false, claims: claims),
      LedgerPart(
        title: "Later criticism: *reproduced* says that the criticism is borne out", isLaterCriticism: true,
        claims: claims),
    ].filter { !$0.counts.isEmpty }
  }

  /// A part of the ledger.
  struct LedgerPart {
    let title: String
    let isLaterCriticism: Bool
    /// How many claims have each verdict, in the order of `Verdict.allCases`; verdicts that none has are left out.
    let counts: [(verdict: Verdict, count: Int)]
    /// Whose statements they are.
    var sourceTitle: String { Claim.sourceTitle(isLaterCriticism: isLaterCriticism) }

    init(title: String, isLaterCriticism: Bool, claims: [Claim]) {
      self.title = title
      self.isLaterCriticism = isLaterCriticism
      counts = Verdict.allCases.map { verdict in
        (verdict, claims.count { $0.verdict == verdict && $0.isLaterCriticism == isLaterCriticism })
      }.filter { $0.1 > 0 }
    }
  }

  /// The drawing of a figure of one of the pages.
  ///
  /// - Throws: `ReportingError` where its file is missing or damaged.
  func drawing(of figure: FigureBlock, on page: Page) throws -> DisplayList {
    try PageFiles(of: page.slug, in: output).drawing(of: figure)
  }

  /// Why a figure cannot be shown, with files as they are called in the output folder: where that lies is nobody's business.
  func reason(_ error: any Error) -> String { "\(error)".replacing(output.path + "/", with: "") }

  /// Writes `report.html`, `report.pdf`, `claims.json` and `ledger.md` into the run's output folder.
  ///
  /// - Returns: which figures could not be read, and why: both reports name them in their places.
  /// - Throws: an error of the file system.
  @discardableResult
  public func write() throws -> [String] {
    try ReportFile.makeFolder(output)
    let writer = HTMLWriter(self)
    try ReportFile.write(Data(writer.html().utf8), to: output.appendingPathComponent("report.html"))
    try ReportFile.write(Data(try PDFWriter(self).pdf()), to: output.appendingPathComponent("report.pdf"))
    try ReportFile.write(
      try ClaimsFile(claims).json(), to: output.appendingPathComponent("claims.json"))
    try ReportFile.write(
      Data(MarkdownLedger(document: self).text.utf8), to: output.appendingPathComponent("ledger.md"))
    return writer.lost.reasons
  }
}
