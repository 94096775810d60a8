/// One line of what made a page: a name and its value.
public struct ProvenanceEntry: Sendable, Hashable, Codable {
  /// What it is, such as “Processor”.
  public var name: String
  /// Its value.
  public var value: String

  /// A line.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
