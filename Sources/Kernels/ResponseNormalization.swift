/// The constants of local response normalization across channels (AlexNet, section 3.3):
/// `y = x · (k + strength · Σ x²)^−β`, the sum over the n channels around x's own.
///
/// Caffe, cuda-convnet, PyTorch and ONNX divide α by n, AlexNet's text does not: `dividesAlpha` says which.
public struct ResponseNormalization: Hashable, Sendable, Codable {
  /// How many neighboring channels are summed. Where it is even, one more lies above the channel than below it, as in
  /// ONNX.
  public var size: Int
  /// The strength, divided by `size` or not; it scales with the inverse square of the pixels' unit.
  public var alpha: Float
  /// The exponent β of the denominator.
  public var beta: Float
  /// The constant that keeps the base away from zero.
  public var k: Float
  /// Whether α is divided by the number of channels summed.
  public var dividesAlpha: Bool

  /// AlexNet's constants by default; they belong to pixels in [−128, 128].
  public init(
    size: Int = 5, alpha: Float = 1e-4, beta: Float = 0.75, k: Float = 2, dividesAlpha: Bool = true
  ) {
    precondition(size > 0, "a neighborhood of \(size) channels")
    self.size = size
    self.alpha = alpha
    self.beta = beta
    self.k = k
    self.dividesAlpha = dividesAlpha
  }

  /// What the sum of squares is multiplied by.
  public var strength: Float { dividesAlpha ? alpha / Float(size) : alpha }

  /// The same normalization with an α that is divided by `size`, as oneDNN takes it.
  var divided: ResponseNormalization {
    var result = self
    if !dividesAlpha {
      result.alpha = alpha * Float(size)
      result.dividesAlpha = true
    }
    return result
  }

  /// The channels that are summed for one of `count`.
  @inlinable public func neighbors(of channel: Int, among count: Int) -> Range<Int> {
    max(0, channel - (size - 1) / 2)..<min(count, channel + size / 2 + 1)
  }

  /// The channels whose sums one of `count` enters.
  @inlinable public func readers(of channel: Int, among count: Int) -> Range<Int> {
    max(0, channel - size / 2)..<min(count, channel + (size - 1) / 2 + 1)
  }
}
