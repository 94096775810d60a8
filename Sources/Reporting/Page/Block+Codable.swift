/// A block is written as an object with its `kind` and its fields.
extension Block: Codable {
  private enum CodingKeys: String, CodingKey { case kind, text }
  private enum Kind: String, Codable { case heading, prose, equation, figure, table, claim, note }

  /// Writes the kind and the fields side by side.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .heading(let text):
      try out.encode(Kind.heading, forKey: .kind)
      try out.encode(text, forKey: .text)
    case .prose(let text):
      try out.encode(Kind.prose, forKey: .kind)
      try out.encode(text, forKey: .text)
    case .equation(let block):
      try out.encode(Kind.equation, forKey: .kind)
      try block.encode(to: encoder)
    case .figure(let block):
      try out.encode(Kind.figure, forKey: .kind)
      try block.encode(to: encoder)
    case .table(let block):
      try out.encode(Kind.table, forKey: .kind)
      try block.encode(to: encoder)
    case .claim(let claim):
      try out.encode(Kind.claim, forKey: .kind)
      try claim.encode(to: encoder)
    case .note(let block):
      try out.encode(Kind.note, forKey: .kind)
      // The note's own kind would collide with the block's.
      try out.encode(block, forKey: .text)
    }
  }

  /// Reads what `encode` wrote.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Kind.self, forKey: .kind) {
    case .heading: self = .heading(try values.decode(String.self, forKey: .text))
    case .prose: self = .prose(try values.decode(String.self, forKey: .text))
    case .equation: self = .equation(try EquationBlock(from: decoder))
    case .figure: self = .figure(try FigureBlock(from: decoder))
    case .table: self = .table(try TableBlock(from: decoder))
    case .claim: self = .claim(try Claim(from: decoder))
    case .note: self = .note(try values.decode(NoteBlock.self, forKey: .text))
    }
  }
}
