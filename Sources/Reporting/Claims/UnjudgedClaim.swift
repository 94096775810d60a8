/// A claim before it is judged: what it says, what was measured, and what must hold of that.
///
/// A chapter's claims are a pure function from its measured numbers to a list of these, so that a test can put made-up
/// numbers on either side of every criterion. `Page.claim(_:)` judges them and puts them on the page.
public struct UnjudgedClaim: Sendable, Hashable {
  /// A permanent name, such as `occlusion.object`: lower-case letters, digits, points and hyphens.
  public var id: String
  /// The statement, in one sentence.
  public var statement: String
  /// What the paper gives for it: a number, or “shown, not quantified”.
  public var paper: String
  /// What was measured here; nil where nothing was.
  public var measured: Measurement?
  /// What must hold of the measured number; it stands in the source before the run.
  public var criterion: Criterion
  /// Whether others have raised it against the paper since.
  public var isLaterCriticism: Bool
  /// A sentence after the verdict's own reason, where something was measured.
  public var remark: String?
  /// Why nothing was measured, where nothing was.
  public var untested: String?
  /// The id of the figure or table of the same page that shows it.
  public var figure: String?

  /// A claim with what was measured; see the properties of the same names.
  public init(
    id: String, _ statement: String, paper: String, measured: Measurement?, holdsWhen criterion: Criterion,
    isLaterCriticism: Bool = false, remark: String? = nil,
    untested: String? = nil, figure: String? = nil
  ) {
    self.id = id
    self.statement = statement
    self.paper = paper
    self.measured = measured
    self.criterion = criterion
    self.isLaterCriticism = isLaterCriticism
    self.remark = remark
    self.untested = untested
    self.figure = figure
  }

  /// The verdict and, in a sentence, its reason.
  ///
  /// - Parameter isTrial: whether the run is too small to decide anything.
  public func judged(isTrial: Bool = false) -> (verdict: Verdict, reason: String) {
    let judged = Verdict.judge(measured, by: criterion, isTrial: isTrial)
    guard measured != nil else { return (judged.verdict, untested ?? judged.reason) }
    return (judged.verdict, remark.map { "\(judged.reason) \($0)" } ?? judged.reason)
  }
}
