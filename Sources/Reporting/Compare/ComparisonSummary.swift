/// What differs between two reports in a few lines of plain text, for a terminal and for the head of the page.
struct ComparisonSummary {
  /// What is told of one kind of thing.
  struct Topic {
    let name: String
    let text: String
  }

  /// One line a kind of thing, whether it differs or not.
  let topics: [Topic]
  /// One line for each claim that more than noise tells apart.
  let claims: [String]

  /// How many things of a kind are named; of more, their number is told.
  private static let mostNamed = 6

  init(_ comparison: Comparison) {
    topics = [
      Topic(name: "configuration", text: Self.settings(comparison.settings)),
      Topic(name: "made with", text: Self.facts(comparison.makers)),
      Topic(name: "images", text: Self.facts(comparison.images)),
      Topic(name: "networks", text: Self.networks(comparison.networks)),
      Topic(name: "chapters", text: Self.chapters(comparison.chapters)),
      Topic(name: "claims", text: Self.claims(comparison.claims)),
      Topic(name: "figures", text: Self.blocks(comparison.figures)),
      Topic(name: "tables", text: Self.blocks(comparison.tables)),
      Topic(name: "files", text: Self.files(comparison.files)),
    ]
    claims = comparison.claims.filter(\.isChanged).map(Self.line)
  }

  /// How a claim differs, as “T3a: reproduced → inconclusive; 4.2 [1.0, 7.4] → 2.0 [−1.0, 5.0]”.
  private static func line(_ pair: ClaimPair) -> String {
    guard let a = pair.claims.a, let b = pair.claims.b else {
      return "\(pair.shownNumber): only in \(pair.claims.a == nil ? "B" : "A")"
    }
    let verdict =
      pair.hasOtherVerdict ? "\(a.verdict.rawValue) → \(b.verdict.rawValue)" : a.verdict.rawValue
    let criterion = pair.hasOtherCriterion ? "; criterion \(a.criterion.text) → \(b.criterion.text)" : ""
    return "\(pair.shownNumber): \(verdict); \(a.measuredText) → \(b.measuredText)\(criterion)"
  }

  private static func settings(_ facts: [Fact]) -> String {
    let others = facts.filter { !$0.isSame }
    guard !others.isEmpty else { return "all \(facts.count) settings are the same" }
    let told = others.map { "\($0.name) \($0.values.a ?? "–") → \($0.values.b ?? "–")" }
    return "\(others.count) of \(facts.count) settings \(differ(others.count)): \(named(told))"
  }

  private static func facts(_ facts: [Fact]) -> String {
    let others = facts.filter { !$0.isSame }
    guard !others.isEmpty else { return "the same in all \(facts.count) lines" }
    return "\(others.count) of \(facts.count) lines \(differ(others.count)): \(named(others.map(\.name)))"
  }

  private static func files(_ files: [Fact]?) -> String {
    guard let files else { return "not checked: a report has no \(Checksums.fileName)" }
    let others = files.filter { !$0.isSame }.map(\.name)
    guard !others.isEmpty else { return "all \(files.count) have the same bytes" }
    return "\(files.count - others.count) of \(files.count) have the same bytes, not \(named(others))"
  }

  private static func networks(_ facts: [Fact]) -> String {
    let parts = [
      (facts.count { $0.isSame }, "have the same recipe"),
      (facts.count { !$0.isSame && $0.values.a != nil && $0.values.b != nil }, "have another"),
      (facts.count { $0.values.b == nil }, "only in A"), (facts.count { $0.values.a == nil }, "only in B"),
    ].filter { $0.0 > 0 }
    return parts.isEmpty ? "none" : parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }

  private static func chapters(_ blocks: [BlockPair]) -> String {
    let inBoth = blocks.count { $0.state == .same || $0.state == .different }
    let failed = blocks.filter { $0.state == .different }.map(\.path)
    return "\(inBoth) in both" + (failed.isEmpty ? "" : "; failed in one of them: \(named(failed))")
      + onlyInOne(blocks)
  }

  private static func claims(_ pairs: [ClaimPair]) -> String {
    guard !pairs.isEmpty else { return "none" }
    var numbers = Agreement.allCases.map { kind in
      "\(pairs.count { $0.agreement == kind }) \(kind.rawValue)"
    }
    let unmeasured = pairs.count { $0.isInBoth && $0.agreement == nil }
    if unmeasured > 0 { numbers.append("\(unmeasured) not measured") }
    let verdicts = pairs.count(where: \.hasOtherVerdict)
    let only = [
      (pairs.count { $0.claims.b == nil }, "only in A"), (pairs.count { $0.claims.a == nil }, "only in B"),
    ].filter { $0.0 > 0 }
    return
      "\(pairs.count(where: \.isInBoth)) in both: \(numbers.joined(separator: ", ")); "
      + "\(verdicts) with another verdict" + only.map { "; \($0.0) \($0.1)" }.joined()
  }

  private static func blocks(_ blocks: [BlockPair]) -> String {
    let inBoth = blocks.filter { $0.state == .same || $0.state == .different }
    let others = inBoth.filter { $0.state == .different }.map(\.path)
    return "\(inBoth.count - others.count) of \(inBoth.count) have the same bytes"
      + (others.isEmpty ? "" : "; \(others.count) \(differ(others.count)): \(named(others))")
      + onlyInOne(blocks)
  }

  private static func onlyInOne(_ blocks: [BlockPair]) -> String {
    [BlockPair.State.onlyInA, .onlyInB].map { state in
      let names = blocks.filter { $0.state == state }.map(\.path)
      return names.isEmpty ? "" : "; \(state.rawValue): \(named(names))"
    }.joined()
  }

  private static func differ(_ count: Int) -> String { count == 1 ? "differs" : "differ" }

  /// The first names of a list, and how many more there are.
  private static func named(_ names: [String]) -> String {
    let more = names.count - mostNamed
    return names.prefix(mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}

extension Comparison {
  /// What differs, in lines for a terminal: what the differences come to, one line a kind of thing, and one for each claim that
  /// more than noise tells apart.
  public var lines: [String] {
    let summary = ComparisonSummary(self)
    let width = (summary.topics.map(\.name.count).max() ?? 0) + 2
    let topics = summary.topics.map { topic in
      topic.name + String(repeating: " ", count: width - topic.name.count) + topic.text
    }
    return ["A: \(folders.a ?? "")", "B: \(folders.b ?? "")", sentence] + topics
      + summary.claims.map { "  claim \($0)" }
  }

  /// What all the differences come to, in a sentence.
  var sentence: String {
    switch outcome {
    case .same: "Every number, figure and table has the same bytes."
    case .withinNoise: "Nothing differs beyond noise."
    case .changed: "Some of it changed, beyond noise."
    }
  }
}
