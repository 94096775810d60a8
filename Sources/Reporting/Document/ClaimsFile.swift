import Foundation

/// `claims.json`: every claim with its verdict, for programs.
public struct ClaimsFile: Sendable, Codable {
  /// The number of the file's format.
  public let format: Int
  /// How many claims have each verdict.
  public let counts: [String: Int]
  /// The claims, in the order of the chapters.
  public let claims: [Claim]

  /// The file of some claims.
  public init(_ claims: [Claim]) {
    format = 1
    self.claims = claims
    counts = Dictionary(
      uniqueKeysWithValues: Verdict.allCases.map { verdict in
        (verdict.rawValue, claims.count { $0.verdict == verdict })
      })
  }

  /// The bytes of the file; equal claims give equal bytes.
  public func json() throws -> Data { try ReportFile.json(self, pretty: true) }

  /// Reads the file.
  ///
  /// - Throws: `ReportingError` where there is none or it is damaged.
  public static func read(_ url: URL) throws -> ClaimsFile { try ReportFile.read(url) }
}
