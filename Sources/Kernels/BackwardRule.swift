/// What happens to a backward signal where it passes a ReLU.
///
/// The three methods differ in nothing else: the deconvnet of the paper's section 2.1 is backpropagation with one
/// rule replaced. The other rectifying activations (leaky, parametric, clipped) follow the same rules: the deconvnet's and
/// the guided signal keep what is positive, and `gradient` and `guided` multiply by the activation's derivative.
public enum BackwardRule: String, Sendable, Codable, CaseIterable {
  /// Backpropagation: the signal passes where the forward activation was positive.
  case gradient
  /// The paper's deconvnet: the signal itself is rectified, whatever the forward sign.
  case deconvnet
  /// Guided backpropagation (Springenberg et al. 2015): both at once.
  case guided
}

/// How the backward signal passes response normalization; the paper does not say.
public enum NormalizationRule: String, Sendable, Codable, CaseIterable {
  /// As if the layer were not there: the usual choice of deconvnets.
  case identity
  /// The true gradient of the normalization.
  case gradient
}

/// What is rectified where several nodes read the output of one ReLU, as in residual and inception networks; the paper's
/// networks have no branches.
public enum BranchRule: String, Sendable, Codable, CaseIterable {
  /// The signals that come back from the readers are added, and the sum passes the ReLU's rule: what a backward hook on
  /// the ReLU computes in other frameworks.
  case sum
  /// Each reader's signal passes the ReLU's rule by itself, and then they are added.
  case each
}
