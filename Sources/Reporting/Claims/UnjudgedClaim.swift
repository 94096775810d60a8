/// A claim before it is judged: what it says, what was measured, and what must hold of that.
///
/// A chapter's claims are a pure function from its measured numbers to a list of these, so that a test can put made-up
/// numbers on either side of every criterion. `Page.claim(_:)` judges them and puts them on the page.
public struct UnjudgedClaim: Sendable, Hashable {
  /// A permanent name, such as `occlusion.object`: lower-case letters, digits, points and hyphens.
  public var id: String
  /// Its number: by the paper's figure (`2a`) or table (`T3c`), or `C1` for a later criticism of neither. A number is given once and
  /// stays, so that “claim 2a” is the same in every report; nil leaves the name alone.
  public var number: String?
  /// The statement in a few words that can follow “it held that”, for the report's first two pages.
  public var idea: String?
  /// The statement, in one sentence.
  public var statement: String
  /// What the measured number is, such as “top-1 error, AlexNet minus ZFNet”.
  public var measure: String?
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
    id: String, number: String? = nil, idea: String? = nil, _ statement: String, by measure: String? = nil,
    paper: String, measured: Measurement?, holdsWhen criterion: Criterion,
    isLaterCriticism: Bool = false, remark: String? = nil,
    untested: String? = nil, figure: String? = nil
  ) {
    self.id = id
    self.number = number
    self.idea = idea
    self.statement = statement
    self.measure = measure
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
