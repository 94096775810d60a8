/// One node's parameters and gradients in plain layouts, in place.
public struct Trainable {
  /// The name of the node.
  public let node: String
  /// OIHW or `[outputs, inputs]`.
  public let weights: UnsafeMutableBufferPointer<Float>
  /// Of the weights' shape.
  public let weightGradients: UnsafeMutableBufferPointer<Float>
  /// `[outputs]`.
  public let biases: UnsafeMutableBufferPointer<Float>
  /// `[outputs]`.
  public let biasGradients: UnsafeMutableBufferPointer<Float>
}
