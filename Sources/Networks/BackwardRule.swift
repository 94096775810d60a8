/// What happens to the signal where it passes a ReLU in the backward pass.
///
/// The three methods differ in nothing else: the deconvnet of the paper's section 2.1 is backpropagation with one
/// rule replaced.
public enum BackwardRule: String, Sendable, Codable, CaseIterable {
  /// Backpropagation: the signal passes where the forward activation was positive.
  case gradient
  /// The paper's deconvnet: the signal itself is rectified, whatever the forward sign.
  case deconvnet
  /// Guided backpropagation (Springenberg et al. 2015): both at once.
  case guided
}

/// How the signal passes contrast normalization in the backward pass; the paper does not say.
public enum NormalizationRule: String, Sendable, Codable, CaseIterable {
  /// As if the layer were not there: the usual choice of deconvnets.
  case identity
  /// The true gradient.
  case gradient
}
