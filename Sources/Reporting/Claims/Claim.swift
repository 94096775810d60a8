/// One statement of the paper or of its critics, what it says, what was measured here, and the verdict.
public struct Claim: Sendable, Hashable, Codable {
  /// A permanent name, such as `occlusion.object`: lower-case letters, digits, points and hyphens.
  public var id: String
  /// Its number: by the paper's figure (`2a`) or table (`T3c`), or `C1` for a later criticism of neither; nil where it has none and
  /// goes by its name. It belongs to the claim, and not to its place in a report.
  public var number: String?
  /// The paper's section, such as “4.2”.
  public var section: String
  /// Whether it is a later criticism, and not a statement of the paper: *reproduced* then means that the
  /// criticism is borne out.
  public var isLaterCriticism: Bool
  /// The statement in a few words that can follow “it held that”, for the report's first two pages.
  public var idea: String?
  /// The statement, in one sentence.
  public var statement: String
  /// What the measured number is, such as “top-1 error, AlexNet minus ZFNet”.
  public var measure: String?
  /// What the paper gives for it: a number, or “shown, not quantified”.
  public var paper: String
  /// What was measured, if anything.
  public var measured: Measurement?
  /// What must hold of the measured number; it stands in the source before the run.
  public var criterion: Criterion
  /// Whether the run reproduced the claim.
  public var verdict: Verdict
  /// Why the verdict is what it is, in a sentence.
  public var reason: String
  /// The slug of the chapter that measures it.
  public var chapter: String
  /// The id of the figure or table that shows it.
  public var figure: String?

  /// What its source is called: the paper, or that of a criticism.
  var sourceTitle: String { Self.sourceTitle(isLaterCriticism: isLaterCriticism) }

  static func sourceTitle(isLaterCriticism: Bool) -> String { isLaterCriticism ? "Source" : "The paper" }

  /// What it is called where it is referred to: its number, or its name where it has none.
  var shownNumber: String { number ?? id }

  /// The statement as a sentence.
  var sentence: String { statement.hasSuffix(".") ? statement : statement + "." }

  /// The idea, or the statement where there is none shorter.
  var shortStatement: String { idea ?? statement }

  /// The statement with what the number is, in one sentence.
  var fullStatement: String { measure.map { "\(statement) (\($0))" } ?? statement }

  /// The figure or table of the paper that it is about; nil where it is about neither.
  var item: PaperItem? { number.flatMap(PaperItem.init(ofClaim:)) }

  /// Whether it is the first of the claims about its figure or table: the paper's main point there.
  var isMain: Bool { number?.hasSuffix("a") ?? false }

  /// Whether it is about the same figure or table of the paper as another and has an earlier letter.
  func precedes(_ other: Claim) -> Bool {
    guard let item, item == other.item, let number, let next = other.number else { return false }
    return number < next
  }

  /// The anchor in both reports.
  public var anchor: String { "claim-\(id)" }
}
