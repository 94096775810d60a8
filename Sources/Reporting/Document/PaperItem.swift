/// A figure or table of the paper.
public enum PaperItem: Sendable, Hashable, Codable {
  /// A figure by its number.
  case figure(Int)
  /// A table by its number.
  case table(Int)

  /// For example “Figure 7”, its space unbroken.
  public var title: String {
    switch self {
    case .figure(let number): "Figure\u{A0}\(number)"
    case .table(let number): "Table\u{A0}\(number)"
    }
  }

  /// What a claim is about, by the claim's number: `2a` is about Figure 2, `T3c` about Table 3; nil for others, such as `C1`.
  init?(ofClaim number: String) {
    let isTable = number.hasPrefix("T")
    guard let value = Int(number.dropFirst(isTable ? 1 : 0).prefix { $0.isNumber }) else { return nil }
    self = isTable ? .table(value) : .figure(value)
  }

  /// Whether a block of a page answers it.
  func isAnswered(by block: Block) -> Bool {
    func isOwn(_ answers: String?, _ number: Int) -> Bool {
      answers.flatMap { Int($0.prefix { $0.isNumber }) } == number
    }
    return switch (self, block) {
    case (.figure(let number), .figure(let figure)): isOwn(figure.answers, number)
    case (.table(let number), .table(let table)): isOwn(table.answers, number)
    default: false
    }
  }
}
