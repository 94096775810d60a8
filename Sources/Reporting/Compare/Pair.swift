/// One thing as it is in two reports, A and B; nil where one of them does not have it.
public struct Pair<Value: Sendable>: Sendable {
  /// How it is in report A.
  public let a: Value?
  /// How it is in report B.
  public let b: Value?

  /// One thing as it is in both reports.
  public init(_ a: Value?, _ b: Value?) { (self.a, self.b) = (a, b) }

  /// Whichever there is, A's first.
  var either: Value? { a ?? b }

  /// Both, made into something else.
  func map<Other>(_ change: (Value) -> Other) -> Pair<Other> { Pair<Other>(a.map(change), b.map(change)) }

  /// The things of two lists, those with the same name together: in the order of A, then what B alone has. Of several with one
  /// name in a list the first counts.
  static func matching<Name: Hashable>(_ a: [Value], _ b: [Value], by name: (Value) -> Name) -> [Pair] {
    let first = Dictionary(a.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    let second = Dictionary(b.map { (name($0), $0) }, uniquingKeysWith: { first, _ in first })
    var told: Set<Name> = []
    return (a + b).map(name).filter { told.insert($0).inserted }.map { Pair(first[$0], second[$0]) }
  }
}

extension Pair: Equatable where Value: Equatable {
  /// Whether it is the same, or missing, in both.
  public var isSame: Bool { a == b }
}

extension Pair: Encodable where Value: Encodable {
  private enum CodingKeys: String, CodingKey { case a, b }

  /// Writes both keys, null where a report does not have it.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    try out.encode(a, forKey: .a)
    try out.encode(b, forKey: .b)
  }
}
