import Kernels
import Tensors

extension ReferenceNetwork {
  /// The plain reading of `NetworkEngine.setSwitches`: a forward pass in which a max pooling has the switches that other
  /// values would have left.
  public func activations(
    _ activations: ReferenceActivations<Scalar>, withSwitchesOf name: String, as values: Tensor<Scalar>
  ) -> ReferenceActivations<Scalar> {
    guard case .maxPooling(let window) = graph[name].operation else {
      preconditionFailure("\(name) is no max pooling and has no switches")
    }
    var result = activations
    result.switches[name] = Reference.maxPooling(values, window).switches
    return result
  }
}
