/// A convolution or a dense layer with its bias and, where one follows, its ReLU fused in.
///
/// Weights come and go in plain 32-bit layouts; the kernels' own layouts and widths stay inside.
package protocol WeightedStage: Stage {
  /// The rule of the fused ReLU in the backward pass; none where no ReLU follows.
  var rectifiedSignal: RectifiedSignal? { get }
  /// The kernels' names, for benchmarks: forward, backward to data, backward to weights.
  var kernelNames: [String] { get }
  /// The plain weights, for writing; call `weightsChanged()` after that.
  var weightValues: UnsafeMutableBufferPointer<Float> { get }
  /// The biases, for writing.
  var biasValues: UnsafeMutableBufferPointer<Float> { get }
  /// The weights' gradient in plain layout; none unless made for training.
  var weightGradients: UnsafeMutableBufferPointer<Float>? { get }
  /// The biases' gradient; none unless made for training.
  var biasGradients: UnsafeMutableBufferPointer<Float>? { get }
  /// Carries the plain weights into the kernels.
  func weightsChanged() throws(OneDNNError)
  /// Computes the gradients of weights and biases from the signal above. The rule of the fused ReLU must have been
  /// applied to it before, here and in `backward()`.
  func computeWeightGradients() throws(OneDNNError)
}
