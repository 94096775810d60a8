/// By what the images of a feature map are put in order.
public enum Ranking: Sendable, Hashable {
  /// By the map's strongest activation in the image, as the paper does.
  case activation
  /// By how much the map counts for a logit: the sum over its positions of the activation times the gradient of the logit with
  /// respect to it. Images in which that is not above zero are left out; of the others the place is shown that contributes most.
  case relevance(Target)

  /// The logit that a map counts for.
  public enum Target: Sendable, Hashable {
    /// In each image that of the class with the highest logit, the predicted one.
    case predicted
    /// In all images that of the class of a number.
    case label(Int)
  }
}
