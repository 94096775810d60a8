import Foundation

/// `claims.json`: every claim with its verdict, one flat row a claim, for programs.
public struct ClaimsFile: Sendable, Codable {
  /// One claim. What was not measured is null; every row has every key.
  public struct Row: Sendable, Hashable, Codable {
    /// The permanent name, such as `occlusion.object`.
    public let id: String
    /// Its number, such as `2a`, `T3c` or `C1`.
    public let number: String?
    /// The paper's section, such as “4.2”.
    public let section: String
    /// Whether it is a later criticism, and not a statement of the paper.
    public let isLaterCriticism: Bool
    /// The statement, in one sentence.
    public let statement: String
    /// What the measured number is.
    public let measure: String?
    /// What the paper gives for it.
    public let paper: String
    /// The measured number, in its unit.
    public let measured: Double?
    /// The lower end of its 95 % interval.
    public let low: Double?
    /// The upper end of its 95 % interval.
    public let high: Double?
    /// The unit of all three.
    public let unit: String?
    /// How many items it was measured on.
    public let n: Int?
    /// How many trained networks it rests on, by the arms of the comparison.
    public let networks: [Int]?
    /// What must hold, such as “> 0.1”.
    public let criterion: String
    /// Whether the run reproduced the claim.
    public let verdict: Verdict
    /// Why, in a sentence.
    public let reason: String
    /// The slug of the chapter.
    public let chapter: String
    /// The id of the figure or table that shows it.
    public let figure: String?

    init(_ claim: Claim) {
      (id, number) = (claim.id, claim.number)
      (section, isLaterCriticism) = (claim.section, claim.isLaterCriticism)
      (statement, measure, paper) = (claim.statement, claim.measure, claim.paper)
      measured = claim.measured?.value
      (low, high) = (claim.measured?.low, claim.measured?.high)
      unit = claim.measured?.unit
      n = claim.measured?.count
      networks = claim.measured?.networks?.arms.map(\.count)
      (criterion, verdict, reason) = (claim.criterion.text, claim.verdict, claim.reason)
      (chapter, figure) = (claim.chapter, claim.figure)
    }

    /// Writes every key, null where there is nothing: the synthesized way would leave such keys out.
    public func encode(to encoder: any Encoder) throws {
      var row = encoder.container(keyedBy: CodingKeys.self)
      try row.encode(id, forKey: .id)
      try row.encode(number, forKey: .number)
      try row.encode(section, forKey: .section)
      try row.encode(isLaterCriticism, forKey: .isLaterCriticism)
      try row.encode(statement, forKey: .statement)
      try row.encode(measure, forKey: .measure)
      try row.encode(paper, forKey: .paper)
      try row.encode(measured, forKey: .measured)
      try row.encode(low, forKey: .low)
      try row.encode(high, forKey: .high)
      try row.encode(unit, forKey: .unit)
      try row.encode(n, forKey: .n)
      try row.encode(networks, forKey: .networks)
      try row.encode(criterion, forKey: .criterion)
      try row.encode(verdict, forKey: .verdict)
      try row.encode(reason, forKey: .reason)
      try row.encode(chapter, forKey: .chapter)
      try row.encode(figure, forKey: .figure)
    }
  }

  /// The number of the file's format.
  public let format: Int
  /// How many claims have each verdict.
  public let counts: [String: Int]
  /// The claims, in the order of the chapters.
  public let claims: [Row]

  /// The file of some claims.
  public init(_ claims: [Claim]) {
    format = 4
    self.claims = claims.map(Row.init)
    counts = Dictionary(
      uniqueKeysWithValues: Verdict.allCases.map { verdict in
        (verdict.rawValue, claims.count { $0.verdict == verdict })
      })
  }

  /// The bytes of the file; equal claims give equal bytes.
  ///
  ///
  /// - Throws: `EncodingError`, which no claim of the report causes.
  public func json() throws -> Data { try ReportFile.json(self, pretty: true) }

  /// Reads a file that a report wrote.
  ///
  /// - Throws: `ReportingError` where there is none or it is damaged.
  public static func read(_ url: URL) throws -> ClaimsFile { try ReportFile.read(url) }
}
