/// One statement of the paper or of its critics, what it says, what was measured here, and the verdict.
public struct Claim: Sendable, Hashable, Codable {
  /// A permanent name, such as `occlusion.object`: lower-case letters, digits, points and hyphens.
  public var id: String
  /// The paper's section, such as “4.2”.
  public var section: String
  /// Whether it is a later criticism, and not a statement of the paper: *reproduced* then means that the
  /// criticism is borne out.
  public var isLaterCriticism: Bool
  /// The statement, in one sentence.
  public var statement: String
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

  /// The anchor in both reports.
  public var anchor: String { "claim-\(id)" }
}
