/// The rules by which a signal is carried backward through a network: one choice for each kind of node that the paper's
/// section 2.1 leaves open.
public struct BackwardRules: Hashable, Sendable {
  /// What happens at each ReLU and its relatives.
  public var activation: BackwardRule
  /// What happens at each response normalization.
  public var normalization: NormalizationRule
  /// What unpooling does where windows share a switch.
  public var overlap: SwitchOverlap
  /// What is rectified where several nodes read one ReLU.
  public var branches: BranchRule

  /// The given rules; all of them left out, the signal is the gradient.
  public init(
    _ activation: BackwardRule = .gradient, normalization: NormalizationRule = .gradient,
    overlap: SwitchOverlap = .sum, branches: BranchRule = .sum
  ) {
    self.activation = activation
    self.normalization = normalization
    self.overlap = overlap
    self.branches = branches
  }
}
