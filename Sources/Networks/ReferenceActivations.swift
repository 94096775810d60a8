import Kernels
import Tensors

/// What a forward pass of the reference network leaves behind: all that a backward pass needs.
public struct ReferenceActivations<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: Sendable {
  /// The images, `[batch, 3, side, side]`.
  public let input: Tensor<Scalar>
  /// Each layer's output `[batch, maps, height, width]`, in the architecture's order.
  public internal(set) var outputs: [Tensor<Scalar>] = []
  /// The switches of the pooling layers by name, as `Reference.maxPooling` records them.
  public internal(set) var switches: [String: [Int32]] = [:]
  /// The dropout masks that were applied, by layer name.
  public let masks: [String: Tensor<Scalar>]

  init(input: Tensor<Scalar>, masks: [String: Tensor<Scalar>]) {
    self.input = input
    self.masks = masks
  }

  /// The output of the last layer: the logits, `[batch, classes, 1, 1]`.
  public var logits: Tensor<Scalar> { outputs.last ?? input }

  /// What the layer at an index was given.
  public func input(ofLayerAt index: Int) -> Tensor<Scalar> { index == 0 ? input : outputs[index - 1] }
}
