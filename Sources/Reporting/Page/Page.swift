/// A chapter's page: what `page.json` holds. Its figures' drawings lie beside that file.
///
/// A chapter builds it with a `PageBuilder`; `PageFiles` writes it, and reads it back for the report, which binds it with others.
public struct Page: Sendable {
  /// The name of the chapter's folder and anchor: lower-case letters, digits, points and hyphens.
  public let slug: String
  /// The paper's section, such as “4.2”.
  public let section: String
  /// The title at the head of the page.
  public let title: String
  /// What of the paper it reproduces, such as “Figure 7”.
  public let reproduces: String
  /// Profile, seed, source, digests.
  public var setting: PageSetting
  /// What made the page, line by line.
  public var provenance: [ProvenanceEntry] = []
  /// How long it took, in seconds.
  public var wallSeconds = 0.0
  /// Why the chapter failed, if it did; its blocks are then what it had written before.
  public var failure: String?
  /// The blocks of the report's body, from the top down.
  public internal(set) var blocks: [Block] = []
  /// The blocks that stand in the report's appendix, under the chapter's title.
  public internal(set) var appendix: [Block] = []
  /// The figure of the chapter that the report's first page shows, if any; it has no number.
  public internal(set) var plate: FigureBlock?
  /// What became of figures and tables of the paper, a sentence each, for the map of the paper.
  public internal(set) var outcomes: [Outcome] = []
  /// Whether the chapter has written an atlas beside the report; see `ReportAtlas`.
  public internal(set) var hasAtlas = false

  /// What became of one figure or table of the paper.
  public struct Outcome: Sendable, Hashable, Codable {
    /// The figure or table of the paper.
    public var item: PaperItem
    /// A sentence with inline markup, made of what was measured.
    public var text: String
  }

  /// A page without blocks; a chapter builds one with `PageBuilder`.
  public init(slug: String, section: String, title: String, reproduces: String, setting: PageSetting) {
    Self.check(slug)
    self.slug = slug
    self.section = section
    self.title = title
    self.reproduces = reproduces
    self.setting = setting
  }

  /// The page of a chapter that failed before it had a page.
  public static func failed(
    slug: String, section: String, title: String, reproduces: String = "", setting: PageSetting,
    message: String
  ) -> Page {
    var page = Page(slug: slug, section: section, title: title, reproduces: reproduces, setting: setting)
    page.failure = message
    return page
  }

  /// The blocks of the body, then those of the appendix.
  var allBlocks: [Block] { blocks + appendix }

  /// The page's claims, in order.
  public var claims: [Claim] {
    allBlocks.compactMap { if case .claim(let claim) = $0 { claim } else { nil } }
  }

  /// Stops on a name that could not be an anchor and a file name.
  static func check(_ id: String) {
    precondition(
      isName(id), "“\(id)” is no name: use lower-case letters, digits, points and hyphens")
  }

  /// Whether a text numbers a figure or table of the paper, such as `3`, or one of several that answer it, such as `2b`.
  static func isPaperNumber(_ text: String) -> Bool { text.wholeMatch(of: /[1-9][0-9]?[a-z]?/) != nil }

  /// Whether a text numbers a claim: by figure (`2a`), by table (`T3c`), or among later criticisms of neither (`C1`).
  static func isClaimNumber(_ text: String) -> Bool {
    text.wholeMatch(of: /T?[1-9][0-9]?[a-z]|C[1-9][0-9]?/) != nil
  }

  /// Words as a part of an anchor: lower-case ASCII letters and digits, all else a hyphen.
  static func anchorName(of words: String) -> String {
    let parts = words.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(parts.joined(separator: "-").prefix(60))
  }

  /// Whether a text can be an anchor and a file name.
  static func isName(_ id: String) -> Bool {
    guard let first = id.utf8.first, id.utf8.count <= 100 else { return false }
    let isLetterOrDigit = { (byte: UInt8) in (97...122).contains(byte) || (48...57).contains(byte) }
    return isLetterOrDigit(first) && id.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 45 || $0 == 46 }
  }
}

extension Page: Codable {
  private enum CodingKeys: String, CodingKey {
    case format, slug, section, title, reproduces, setting, provenance, wallSeconds, failure, blocks
    case appendix, plate, outcomes, hasAtlas
  }
  private static let format = 2

  /// Writes the page with its format's number.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode(Self.format, forKey: .format)
    try out.encode(slug, forKey: .slug)
    try out.encode(section, forKey: .section)
    try out.encode(title, forKey: .title)
    try out.encode(reproduces, forKey: .reproduces)
    try out.encode(setting, forKey: .setting)
    try out.encode(provenance, forKey: .provenance)
    try out.encode(wallSeconds, forKey: .wallSeconds)
    try out.encodeIfPresent(failure, forKey: .failure)
    try out.encode(blocks, forKey: .blocks)
    try out.encode(appendix, forKey: .appendix)
    try out.encodeIfPresent(plate, forKey: .plate)
    try out.encode(outcomes, forKey: .outcomes)
    if hasAtlas { try out.encode(hasAtlas, forKey: .hasAtlas) }
  }

  /// Reads what `encode` wrote, and refuses names that could lead outside the page's folder.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func refuse(_ key: CodingKeys, _ cause: String) -> DecodingError {
      .dataCorruptedError(forKey: key, in: values, debugDescription: cause)
    }
    let format = try values.decode(Int.self, forKey: .format)
    guard format == Self.format else {
      throw refuse(.format, "format \(format); this program reads format \(Self.format)")
    }
    slug = try values.decode(String.self, forKey: .slug)
    guard Self.isName(slug) else { throw refuse(.slug, "“\(slug)” is no name") }
    section = try values.decode(String.self, forKey: .section)
    title = try values.decode(String.self, forKey: .title)
    reproduces = try values.decode(String.self, forKey: .reproduces)
    setting = try values.decode(PageSetting.self, forKey: .setting)
    provenance = try values.decode([ProvenanceEntry].self, forKey: .provenance)
    wallSeconds = try values.decode(Double.self, forKey: .wallSeconds)
    failure = try values.decodeIfPresent(String.self, forKey: .failure)
    blocks = try values.decode([Block].self, forKey: .blocks)
    appendix = try values.decode([Block].self, forKey: .appendix)
    plate = try values.decodeIfPresent(FigureBlock.self, forKey: .plate)
    outcomes = try values.decode([Outcome].self, forKey: .outcomes)
    hasAtlas = try values.decodeIfPresent(Bool.self, forKey: .hasAtlas) ?? false
    for block in allBlocks + (plate.map { [.figure($0)] } ?? []) {
      switch block {
      case .figure(let figure) where !Self.isName(figure.id):
        throw refuse(.blocks, "“\(figure.id)” is no figure's name")
      case .figure(let figure) where figure.answers.map(Self.isPaperNumber) == false:
        throw refuse(.blocks, "the figure “\(figure.id)” answers no figure of a paper")
      case .table(let table) where table.answers.map(Self.isPaperNumber) == false:
        throw refuse(.blocks, "the table “\(table.id)” answers no table of a paper")
      case .claim(let claim) where claim.number.map(Self.isClaimNumber) == false:
        throw refuse(.blocks, "the claim “\(claim.id)” has a number that is none")
      case .table(let table) where !Self.isName(table.id):
        throw refuse(.blocks, "“\(table.id)” is no table's name")
      case .table(let table) where !table.rows.allSatisfy { $0.count == table.columns.count }:
        throw refuse(.blocks, "the table “\(table.id)” has a row that does not fit its columns")
      case .table(let table) where !table.hasOrderedSections:
        throw refuse(.blocks, "the table “\(table.id)” has a heading between rows where there is no row")
      case .claim(let claim) where !Self.isName(claim.id):
        throw refuse(.blocks, "“\(claim.id)” is no claim's name")
      default: break
      }
    }
  }
}
