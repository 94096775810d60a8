/// One node's parameters and gradients in plain layouts, in place.
public struct Trainable {
  /// The name of the node.
  public let node: String
  /// OIHW or `[outputs, inputs]`.
  public let weights: UnsafeMutableBufferPointer<Float>
  /// Of the weights' shape.
  public let weightGradients: UnsafeMutableBufferPointer<Float>
  /// The biases, `[outputs]`, which may be written.
  public let biases: UnsafeMutableBufferPointer<Float>
  /// The gradients of the biases, `[outputs]`, of the last `backward`.
  public let biasGradients: UnsafeMutableBufferPointer<Float>
}
