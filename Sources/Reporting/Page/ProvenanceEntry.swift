/// One line of what made a page: a name and its value.
public struct ProvenanceEntry: Sendable, Hashable, Codable {
  /// What it is, such as “Processor”.
  public var name: String
  /// What it was in this run.
  public var value: String

  /// A line of a page's provenance.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
