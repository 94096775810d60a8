/// The constants of local response normalization across maps (AlexNet, section 3.3):
/// `y = x · (k + α/n · Σ x²)^−β`, the sum over the n maps around x's own.
///
/// Like Caffe and cuda-convnet, α is divided by n.
public struct ResponseNormalization: Hashable, Sendable, Codable {
  /// How many neighboring maps are summed; odd.
  public var size: Int
  /// The strength, divided by `size`; it scales with the inverse square of the pixels' unit.
  public var alpha: Float
  /// The exponent.
  public var beta: Float
  /// The constant that keeps the base away from zero.
  public var k: Float

  /// AlexNet's constants by default; they belong to pixels in [−128, 128].
  public init(size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 2) {
    precondition(size % 2 == 1, "the neighborhood of \(size) maps has no center")
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
  }
}
