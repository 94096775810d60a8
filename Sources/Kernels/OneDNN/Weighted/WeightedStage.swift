/// A stage with weights and biases, which its gradients are computed for.
///
/// Weights come and go in plain 32-bit layouts; the kernels' own layouts and data types stay inside.
package protocol WeightedStage: Stage {
  /// The kernels' names, for benchmarks: forward, backward to data, backward to weights.
  var kernelNames: [String] { get }
  /// The plain weights, for writing; call `weightsChanged()` after that.
  var weightValues: UnsafeMutableBufferPointer<Float> { get }
  /// The biases, for writing; empty where the stage has none.
  var biasValues: UnsafeMutableBufferPointer<Float> { get }
  /// The weights' gradient in plain layout; none unless made for training.
  var weightGradients: UnsafeMutableBufferPointer<Float>? { get }
  /// The biases' gradient; none unless made for training.
  var biasGradients: UnsafeMutableBufferPointer<Float>? { get }
  /// Carries the plain weights into the kernels.
  func weightsChanged() throws(OneDNNError)
  /// Computes the gradients of weights and biases from the output's signal. The rule of a fused ReLU must have been
  /// applied to it before, here and in `backward()`.
  func computeWeightGradients() throws(OneDNNError)
}
