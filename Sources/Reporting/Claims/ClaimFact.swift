import Figures

/// What is said of a claim under its statement, apart from its verdict and the reason for it: a name and a value.
struct ClaimFact {
  /// What a fact says.
  enum Value {
    /// Text in which nothing is markup.
    case text(String)
    /// A figure or table of the report: its anchor and what it is called, such as “Figure 3”.
    case link(anchor: String, label: String)
  }

  /// What it is called, such as “Criterion”.
  let name: String
  /// What it says.
  let value: Value
}

extension Claim {
  /// The facts in the order in which a report shows them: what the source gives, what was measured, the criterion, on how much
  /// it rests, and the figure or table that shows it, where the report has that.
  func facts(in index: ReportIndex) -> [ClaimFact] {
    var facts = [
      ClaimFact(name: sourceTitle, value: .text(paper)),
      ClaimFact(name: "Here", value: .text(measuredText)),
      ClaimFact(name: "Criterion", value: .text("the whole interval \(criterion.words)")),
    ]
    if let count = measured?.count { facts.append(.init(name: "n", value: .text(NumberText.whole(count)))) }
    if let networks = measured?.networks {
      facts.append(.init(name: "Networks", value: .text(networks.counts)))
      if let scale = networks.scale { facts.append(.init(name: "Scale", value: .text(scale))) }
    }
    if let effect = measured?.smallestEffectText {
      facts.append(.init(name: "Half of the interval", value: .text(effect)))
    }
    for anchor in figure.map({ ["fig-\($0)", "tab-\($0)"] }) ?? [] {
      guard let label = index.label(of: anchor) else { continue }
      facts.append(.init(name: "Shown in", value: .link(anchor: anchor, label: label)))
    }
    return facts
  }

  /// What was measured, with its interval; a dash where nothing was.
  var measuredText: String { measured?.intervalText ?? "–" }
}
