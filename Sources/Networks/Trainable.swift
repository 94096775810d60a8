/// One layer's parameters and gradients in plain layouts, in place.
public struct Trainable {
  /// The layer's name.
  public let layer: String
  /// OIHW or `[outputs, inputs]`.
  public let weights: UnsafeMutableBufferPointer<Float>
  /// Of the weights' shape.
  public let weightGradients: UnsafeMutableBufferPointer<Float>
  /// `[outputs]`.
  public let biases: UnsafeMutableBufferPointer<Float>
  /// `[outputs]`.
  public let biasGradients: UnsafeMutableBufferPointer<Float>
}
