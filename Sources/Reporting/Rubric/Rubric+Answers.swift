import Figures

/// The rubric of a report: what its pages say of each leaf.
extension Rubric {
  /// The name of the file in the output folder.
  public static let fileName = "rubric.json"

  /// The tree with an answer at every leaf.
  ///
  /// - Parameter chapters: the slugs of the program's chapters, whether they were run or not.
  public func answered(by document: ReportDocument, chapters: [String]) -> Rubric {
    var rubric = self
    let setting = document.pages.first?.setting
    rubric.run = setting.map { "profile \($0.profile), \($0.source), seed \($0.seed)" }
    rubric.root = Self.answered(root) { Self.answer($0, document.pages, chapters) }
    return rubric
  }

  private static func answered(_ node: Node, _ answer: (Node) -> Answer) -> Node {
    var node = node
    guard let parts = node.parts else {
      let own = answer(node)
      (node.answer, node.answered) = (own, own.isAnswered ? 1 : 0)
      return node
    }
    let own = parts.map { answered($0, answer) }
    let weight = own.reduce(0) { $0 + $1.weight }
    let sum = own.reduce(0) { $0 + Double($1.weight) * ($1.answered ?? 0) }
    // A thousandth is as fine as anybody reads.
    node.answered = weight > 0 ? (1000 * sum / Double(weight)).rounded() / 1000 : 0
    node.parts = own
    return node
  }

  private static func answer(_ leaf: Node, _ pages: [Page], _ chapters: [String]) -> Answer {
    let slug = leaf.chapter ?? ""
    if leaf.kind == .code {
      let isThere = chapters.contains(slug)
      return Answer(
        isAnswered: isThere, text: isThere ? "The chapter \(slug)." : "There is no chapter \(slug).")
    }
    guard let page = pages.first(where: { $0.slug == slug }) else {
      return Answer(isAnswered: false, text: "The chapter \(slug) was not run.")
    }
    if let failure = page.failure { return Answer(isAnswered: false, text: "The chapter failed: \(failure)") }
    if leaf.kind == .run {
      let isThere = page.allBlocks.contains { $0.anchor == leaf.anchor }
      let scale = page.setting.isTrial ? ", a trial that decides nothing" : ""
      return Answer(
        isAnswered: isThere,
        text: isThere
          ? "Made at profile \(page.setting.profile)\(scale)." : "This run has nothing to show there.")
    }
    guard let claim = page.claims.first(where: { $0.number == leaf.claim }) else {
      return Answer(isAnswered: false, text: "This run states no claim \(leaf.claim ?? "").")
    }
    let isDecided = claim.verdict == .reproduced || claim.verdict == .notReproduced
    let measured = claim.measured.map { "\($0.intervalText): " } ?? ""
    return Answer(
      isAnswered: isDecided, verdict: claim.verdict, text: measured + InlineMarkup(claim.reason).plainText)
  }

  /// What the answers come to, in lines.
  public var summary: [String] {
    let leaves = root.leaves
    func count(_ kind: Kind) -> (all: Int, answered: Int) {
      let own = leaves.filter { $0.kind == kind }
      return (own.count, own.count { $0.answer?.isAnswered == true })
    }
    let (code, run, result) = (count(.code), count(.run), count(.result))
    let verdicts = Verdict.allCases.map { verdict in
      "\(leaves.count { $0.answer?.verdict == verdict }) \(verdict.rawValue)"
    }
    let parts = (root.parts ?? []).map { part in
      let own = part.leaves
      return
        "  \(NumberText.percent(part.answered ?? 0, 0)) of \(part.requirement) (\(own.count { $0.answer?.isAnswered == true }) of \(own.count) leaves)"
    }
    return [
      "rubric: \(NumberText.percent(root.answered ?? 0, 0)) of the paper is answered by this report, by weight"
    ] + parts + [
      "code: \(code.answered) of \(code.all) experiments have a chapter",
      "runs: \(run.answered) of \(run.all) figures and tables were made",
      "results: \(result.answered) of \(result.all) claims are decided (\(verdicts.joined(separator: ", "))); a claim that was not reproduced is answered, and not failed",
    ]
  }
}
