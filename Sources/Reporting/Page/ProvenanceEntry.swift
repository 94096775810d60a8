/// One line of what made a page: a name and its value.
public struct ProvenanceEntry: Sendable, Hashable, Codable {
  /// What it is, such as “Processor”.
  public var name: String
  /// What it was in this run.
  public var value: String
  /// The seed, of things that differ in it alone.
  public var seed: UInt64?
  /// The digest of its content. It stays in `page.json`, for programs: nobody reads a wall of them.
  public var digest: String?

  /// A line of a page's provenance.
  public init(_ name: String, _ value: String, seed: UInt64? = nil, digest: String? = nil) {
    self.name = name
    self.value = value
    self.seed = seed
    self.digest = digest
  }
}
