/// What differs between two reports, A and B.
public struct Comparison: Sendable {
  /// What all the differences come to.
  public enum Outcome: String, Sendable, Encodable {
    /// Every number, figure and table has the same bytes.
    case same
    /// Something differs, and nothing beyond noise.
    case withinNoise = "within noise"
    /// A number, a verdict or a criterion changed, or one report has what the other has not.
    case changed
  }

  /// The two output folders, as the caller named them.
  public let folders: Pair<String>
  /// The settings of both configurations.
  public let settings: [Fact]
  /// Program, machine, profile, seed.
  public let makers: [Fact]
  /// The images: names, digests, numbers.
  public let images: [Fact]
  /// The networks, by what they are, with the beginnings of their recipes' digests.
  public let networks: [Fact]
  /// The chapters of either report.
  public let chapters: [BlockPair]
  /// The claims of either report.
  public let claims: [ClaimPair]
  /// The figures of the chapters that both have.
  public var figures: [BlockPair] { figurePairs.map(\.block) }
  /// The tables of the chapters that both have.
  public let tables: [BlockPair]

  /// The files of both reports, by their paths, with the beginnings of their digests; nil where one has no list of them.
  public let files: [Fact]?

  let figurePairs: [FigurePair]
  let outputs: (a: ReportOutput, b: ReportOutput)

  /// Compares two reports that were read.
  ///
  /// - Parameter folders: what they are called, where that is not the path of each.
  /// - Throws: `ReportingError` where a figure's file cannot be read.
  public init(_ a: ReportOutput, _ b: ReportOutput, folders: Pair<String>? = nil) throws {
    outputs = (a, b)
    self.folders = folders ?? Pair(a.folder.path, b.folder.path)
    settings = Fact.matching(a.settings, b.settings)
    makers = Fact.matching(a.makers, b.makers)
    images = Fact.matching(a.images, b.images)
    networks = Fact.matching(a.networks, b.networks)
    let pages = Pair.matching(a.pages, b.pages, by: \.slug)
    chapters = BlockPair.chapters(pages)
    claims = Pair.matching(a.pages.flatMap(\.claims), b.pages.flatMap(\.claims), by: \.id).map(
      ClaimPair.init)
    figurePairs = try FigurePair.all(pages, outputs)
    tables = try BlockPair.tables(pages, outputs)
    files = Fact.files(a, b)
  }

  /// What all the differences come to. Of how the reports were made it says nothing: other machines may give the same numbers.
  public var outcome: Outcome {
    let blocks = chapters + figures + tables
    let isOnlyInOne = blocks.contains { $0.state == .onlyInA || $0.state == .onlyInB }
    if isOnlyInOne || chapters.contains(where: { $0.state != .same }) || claims.contains(where: \.isChanged) {
      return .changed
    }
    let isSame =
      blocks.allSatisfy { $0.state == .same } && claims.allSatisfy { ($0.agreement ?? .same) == .same }
    return isSame ? .same : .withinNoise
  }
}

extension Comparison: Encodable {
  private enum CodingKeys: String, CodingKey {
    case format, folders, outcome, settings, makers, images, networks, chapters, claims, figures, tables,
      files
  }

  /// Writes everything, also what is the same, with the format's number.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode(1, forKey: .format)
    try out.encode(folders, forKey: .folders)
    try out.encode(outcome, forKey: .outcome)
    try out.encode(settings, forKey: .settings)
    try out.encode(makers, forKey: .makers)
    try out.encode(images, forKey: .images)
    try out.encode(networks, forKey: .networks)
    try out.encode(chapters, forKey: .chapters)
    try out.encode(claims, forKey: .claims)
    try out.encode(figures, forKey: .figures)
    try out.encode(tables, forKey: .tables)
    try out.encode(files, forKey: .files)
  }
}
