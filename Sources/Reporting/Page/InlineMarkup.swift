/// Prose cut into runs: plain, *emphasized*, **strong**, `code`, [linked](#anchor). What is not closed is text.
/// Straight quotation marks become typographic ones, except in code.
public struct InlineMarkup: Sendable, Hashable {
  /// A stretch of prose of one look.
  public struct Run: Sendable, Hashable {
    /// The characters, without marks.
    public var text: String
    /// Whether it stood between single asterisks.
    public var isEmphasized = false
    /// Whether it stood between double asterisks.
    public var isStrong = false
    /// Whether it stood between backticks.
    public var isCode = false
    /// Where it leads: `#anchor` or a path.
    public var target: String?
  }

  /// The runs, in order.
  public let runs: [Run]

  /// The characters without marks.
  public var plainText: String { runs.map(\.text).joined() }

  /// Text in which nothing is markup, as prose: for names that come from files and data sets.
  public static func escaped(_ text: String) -> String {
    var out = ""
    for character in text {
      if "\\*`['\"".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }

  /// Text in which nothing is markup with typographic quotation marks in the place of straight ones: for titles.
  static func typographic(_ text: String) -> String {
    var before: Character = " "
    return String(
      text.map { character in
        defer { before = character }
        return character == "'" || character == "\"" ? quotationMark(character, after: before) : character
      })
  }

  /// The typographic mark for a straight one: closing after a letter, a digit or a sign, opening after a space.
  private static func quotationMark(_ straight: Character, after before: Character) -> Character {
    let opens = before.isWhitespace || "([{–—/*".contains(before)
    return straight == "'" ? (opens ? "‘" : "’") : (opens ? "“" : "”")
  }

  /// Cuts prose into runs. A backslash makes the next character plain.
  public init(_ source: String) {
    var parser = Parser(characters: Array(source))
    parser.run()
    runs = parser.runs
  }

  private struct Parser {
    let characters: [Character]
    var runs: [Run] = []
    var at = 0
    var emphasized = false
    var strong = false
    var target: String?
    var plain = ""

    mutating func flush() {
      guard !plain.isEmpty else { return }
      runs.append(Run(text: plain, isEmphasized: emphasized, isStrong: strong, target: target))
      plain = ""
    }

    /// The next place of `mark` at or after `start`, within `end`.
    func find(_ mark: String, from start: Int, before end: Int) -> Int? {
      let mark = Array(mark)
      var index = start
      while index + mark.count <= end {
        if characters[index] == "\\" {
          index += 2
          continue
        }
        let isDouble = characters[index] == "*" && index + 1 < end && characters[index + 1] == "*"
        if isDouble, mark == ["*"] {
          index += 2
          continue
        }
        if Array(characters[index..<index + mark.count]) == mark { return index }
        index += 1
      }
      return nil
    }

    mutating func run() {
      parse(to: characters.count)
      flush()
    }

    mutating func parse(to end: Int) {
      while at < end {
        let character = characters[at]
        if character == "\\", at + 1 < end {
          plain.append(characters[at + 1])
          at += 2
        } else if character == "`", let close = find("`", from: at + 1, before: end), close > at + 1 {
          flush()
          let code = String(characters[at + 1..<close])
          runs.append(
            Run(text: code, isEmphasized: emphasized, isStrong: strong, isCode: true, target: target))
          at = close + 1
        } else if character == "*", at + 1 < end, characters[at + 1] == "*",
          let close = find("**", from: at + 2, before: end), close > at + 2, !strong
        {
          nested(from: at + 2, to: close, next: close + 2) {
            $0.strong = true
          } restore: {
            $0.strong = false
          }
        } else if character == "*", !emphasized, at + 1 < end, !characters[at + 1].isWhitespace,
          let close = find("*", from: at + 1, before: end), close > at + 1,
          !characters[close - 1].isWhitespace
        {
          nested(from: at + 1, to: close, next: close + 1) {
            $0.emphasized = true
          } restore: {
            $0.emphasized = false
          }
        } else if character == "[", target == nil, let close = find("](", from: at + 1, before: end),
          let last = find(")", from: close + 2, before: end)
        {
          let address = String(characters[close + 2..<last])
          if close == at + 1 {
            flush()
            runs.append(Run(text: "", isEmphasized: emphasized, isStrong: strong, target: address))
            at = last + 1
          } else {
            nested(from: at + 1, to: close, next: last + 1) {
              $0.target = address
            } restore: {
              $0.target = nil
            }
          }
        } else {
          let isStraight = character == "'" || character == "\""
          plain.append(
            isStraight
              ? InlineMarkup.quotationMark(character, after: at > 0 ? characters[at - 1] : " ") : character)
          at += 1
        }
      }
    }

    private mutating func nested(
      from start: Int, to end: Int, next: Int, _ begin: (inout Parser) -> Void,
      restore: (inout Parser) -> Void
    ) {
      flush()
      begin(&self)
      at = start
      parse(to: end)
      flush()
      restore(&self)
      at = next
    }
  }
}
