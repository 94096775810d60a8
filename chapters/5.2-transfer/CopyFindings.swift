import Experiments
import Figures
import Replication
import Reporting

/// What a near-duplicate search found of one target set in the source.
package struct CopyFindings: Sendable {
  /// Whose images stand in for which set.
  package var role: TransferRole
  /// The seed of the intervals.
  package var seed: UInt64
  /// The images that are flagged as copies; nil where the role has no images.
  package var copies: CopyCount?
  /// What becomes of the accuracy without them; nil where there are none or no accuracy.
  package var removal: CopyRemoval?
  /// Why nothing that was measured proves anything, or nothing was measured; nil where it does.
  package var untested: String?

  /// How far the accuracy may move, in points, and still count as the same.
  package static let margin = 1.0

  /// What was found; see the properties of the same names.
  package init(
    role: TransferRole, seed: UInt64, copies: CopyCount?, removal: CopyRemoval?, untested: String?
  ) {
    self.role = role
    self.seed = seed
    self.copies = copies
    self.removal = removal
    self.untested = untested
  }

  /// How far the accuracy with all test images is above that without the copies, in points; nil where these are too few
  /// for their leaving to move it by the margin.
  package var change: Measurement? {
    guard let removal, let copies, !copies.flagged.isEmpty, 100 * removal.largestChange > Self.margin else {
      return nil
    }
    return Measurement(
      Bootstrap.mean(removal.differences, seed: seed), times: 100, count: removal.kept, unit: "points",
      decimals: 1)
  }

  /// The set's claims.
  package var claims: [UnjudgedClaim] {
    let isSmaller = role == .caltech101
    let (id, paper) =
      isSmaller ? ("table4", "44 of 9144: 0.5 %") : ("table5", "243 of 30\u{202F}607: 0.8 %")
    let share = copies.map {
      Measurement($0.share(seed: seed), times: 100, count: $0.count, unit: "%", decimals: 2)
    }
    return [
      UnjudgedClaim(
        id: "\(id).few-copies", number: isSmaller ? "T4c" : "T5d",
        idea: "hardly any image is a copy of one that the network learned from",
        "Hardly any image of \(role.rawValue)'s role is a copy of one that the network learned from",
        by: "share of images",
        paper: paper, measured: untested == nil ? share : nil, holdsWhen: .less(than: 1), untested: untested,
        figure: "duplicates-found"),
      UnjudgedClaim(
        id: "\(id).copies-change-little", number: isSmaller ? "T4d" : "T5e",
        idea: "copies do not explain the accuracy",
        "Copies do not explain the accuracy in \(role.rawValue)'s role",
        by: "accuracy with them minus without them, among the test images",
        paper: "taken out before the paper's numbers were measured",
        measured: untested == nil ? change : nil, holdsWhen: .between(-Self.margin, Self.margin),
        untested: untested
          ?? "The test images include too few copies to move the accuracy by \(NumberText.fixed(Self.margin, 0)) point, whatever they are taken for.",
        figure: "duplicates-found"),
    ]
  }
}
