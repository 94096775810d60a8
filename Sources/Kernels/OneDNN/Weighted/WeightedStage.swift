/// A stage with weights and biases, which its gradients are computed for.
///
/// Weights come and go in plain 32-bit layouts; the kernels' own layouts and data types stay inside.
package protocol WeightedStage: Stage {
  /// The weights and biases, which the stages of all shards of a batch share.
  var weights: LayerWeights { get }
  /// What this stage's images add to the gradients; none unless made for training.
  var gradient: ShardGradient? { get }
  /// Computes `gradient` from the output's signal. The rule of a fused ReLU must have been applied to it before, here
  /// and in `backward()`.
  func computeWeightGradients() throws(OneDNNError)
}
