import Tensors

extension Reference {
  /// A dense layer: `output[n, o] = bias[o] + Σ weight[o, i] · input[n, i]`.
  ///
  /// - Parameters:
  ///   - input: `[batch, …]`; all but the batch is read as one list of inputs, maps in the order C, H, W.
  ///   - weights: `[outputs, inputs]`.
  ///   - biases: `[outputs]`.
  /// - Returns: `[batch, outputs, 1, 1]`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func dense<Scalar>(
    _ input: Tensor<Scalar>, weights: Tensor<Scalar>, biases: Tensor<Scalar>
  ) -> Tensor<Scalar> {
    let (batch, outputs, inputs) = (input.shape[0], weights.shape[0], weights.shape[1])
    precondition(
      input.count == batch * inputs && biases.shape == [outputs],
      "weights \(weights.shape) and biases \(biases.shape) for an input \(input.shape)")
    return input.withUnsafeBuffer { input in
      weights.withUnsafeBuffer { weights in
        Tensor([batch, outputs, 1, 1]) { results in
          for n in 0..<batch {
            for o in 0..<outputs {
              var sum = biases[o]
              for i in 0..<inputs { sum += weights[o * inputs + i] * input[n * inputs + i] }
              results[n * outputs + o] = sum
            }
          }
        }
      }
    }
  }

  /// The gradient of a dense layer with respect to its input.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output, `[batch, outputs, …]`.
  ///   - weights: `[outputs, inputs]`.
  ///   - inputShape: the input's shape, `[batch, …]`.
  /// - Returns: a tensor of `inputShape`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func denseBackwardData<Scalar>(
    _ signal: Tensor<Scalar>, weights: Tensor<Scalar>, inputShape: Shape
  ) -> Tensor<Scalar> {
    let (batch, outputs, inputs) = (inputShape[0], weights.shape[0], weights.shape[1])
    precondition(
      signal.count == batch * outputs && inputShape.count == batch * inputs,
      "a signal \(signal.shape) and weights \(weights.shape) for an input \(inputShape)")
    return signal.withUnsafeBuffer { signal in
      weights.withUnsafeBuffer { weights in
        Tensor(inputShape) { results in
          for n in 0..<batch {
            for o in 0..<outputs {
              for i in 0..<inputs {
                results[n * inputs + i] += weights[o * inputs + i] * signal[n * outputs + o]
              }
            }
          }
        }
      }
    }
  }

  /// The gradients of a dense layer with respect to its weights and biases, summed over the batch.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output, `[batch, outputs, …]`.
  ///   - input: what the layer was given, `[batch, …]`.
  /// - Returns: `[outputs, inputs]` and `[outputs]`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func denseBackwardWeights<Scalar>(
    _ signal: Tensor<Scalar>, input: Tensor<Scalar>
  ) -> (weights: Tensor<Scalar>, biases: Tensor<Scalar>) {
    let batch = input.shape[0]
    precondition(
      batch > 0 && signal.shape[0] == batch, "a signal \(signal.shape) for an input \(input.shape)")
    let (outputs, inputs) = (signal.count / batch, input.count / batch)
    return signal.withUnsafeBuffer { signal in
      input.withUnsafeBuffer { input in
        let weights = Tensor<Scalar>([outputs, inputs]) { results in
          for n in 0..<batch {
            for o in 0..<outputs {
              for i in 0..<inputs {
                results[o * inputs + i] += signal[n * outputs + o] * input[n * inputs + i]
              }
            }
          }
        }
        let biases = Tensor<Scalar>([outputs]) { results in
          for offset in signal.indices { results[offset % outputs] += signal[offset] }
        }
        return (weights, biases)
      }
    }
  }
}
