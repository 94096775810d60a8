import Tensors

extension Reference {
  /// Convolution: `output[n, o, y, x] = bias[o] + Σ weight[o, i, ky, kx] · input[n, i, y·s − p + ky, x·s − p + kx]`.
  ///
  /// Positions outside the map read as zeros, on the far side also where the round-up rule lets a window overhang.
  ///
  /// - Parameters:
  ///   - input: `[batch, inputs, height, width]`.
  ///   - weights: `[outputs, inputs / groups, kernel, kernel]`.
  ///   - biases: `[outputs]`.
  /// - Returns: `[batch, outputs, outputHeight, outputWidth]`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func convolution<Scalar>(
    _ input: Tensor<Scalar>, weights: Tensor<Scalar>, biases: Tensor<Scalar>, _ geometry: ConvolutionGeometry
  ) -> Tensor<Scalar> {
    let shape = geometry.outputShape(input.shape)
    precondition(
      weights.shape == geometry.weightShape && biases.shape == [geometry.outputs],
      "weights \(weights.shape) and biases \(biases.shape) for weights \(geometry.weightShape)")
    let area = shape[2] * shape[3]
    return input.withUnsafeBuffer { inputs in
      weights.withUnsafeBuffer { weights in
        biases.withUnsafeBuffer { biases in
          Tensor(shape) { outputs in
            for offset in outputs.indices { outputs[offset] = biases[offset / area % geometry.outputs] }
            forEachConnection(geometry, inputShape: input.shape, outputShape: shape) {
              source, weight, target in
              outputs[target] += weights[weight] * inputs[source]
            }
          }
        }
      }
    }
  }

  /// The gradient of a convolution with respect to its input, which is also the deconvnet's transposed filtering.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output, `[batch, outputs, outputHeight, outputWidth]`.
  ///   - inputShape: `[batch, inputs, height, width]`; sizes that were rounded up do not tell it.
  /// - Returns: a tensor of `inputShape`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func convolutionBackwardData<Scalar>(
    _ signal: Tensor<Scalar>, weights: Tensor<Scalar>, inputShape: Shape, _ geometry: ConvolutionGeometry
  ) -> Tensor<Scalar> {
    check(signal, geometry, inputShape)
    precondition(
      weights.shape == geometry.weightShape, "weights \(weights.shape) instead of \(geometry.weightShape)")
    return signal.withUnsafeBuffer { signals in
      weights.withUnsafeBuffer { weights in
        Tensor(inputShape) { inputs in
          forEachConnection(geometry, inputShape: inputShape, outputShape: signal.shape) {
            target, weight, source in
            inputs[target] += weights[weight] * signals[source]
          }
        }
      }
    }
  }

  /// The gradients of a convolution with respect to its weights and biases, summed over the batch.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output, `[batch, outputs, outputHeight, outputWidth]`.
  ///   - input: what the convolution was given, `[batch, inputs, height, width]`.
  /// - Returns: tensors of the weights' and the biases' shapes.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func convolutionBackwardWeights<Scalar>(
    _ signal: Tensor<Scalar>, input: Tensor<Scalar>, _ geometry: ConvolutionGeometry
  ) -> (weights: Tensor<Scalar>, biases: Tensor<Scalar>) {
    check(signal, geometry, input.shape)
    let area = signal.shape[2] * signal.shape[3]
    return signal.withUnsafeBuffer { signals in
      input.withUnsafeBuffer { inputs in
        let weights = Tensor<Scalar>(geometry.weightShape) { weights in
          forEachConnection(geometry, inputShape: input.shape, outputShape: signal.shape) {
            source, weight, target in
            weights[weight] += inputs[source] * signals[target]
          }
        }
        let biases = Tensor<Scalar>([geometry.outputs]) { biases in
          for offset in signals.indices { biases[offset / area % geometry.outputs] += signals[offset] }
        }
        return (weights, biases)
      }
    }
  }

  private static func check<Scalar>(
    _ signal: Tensor<Scalar>, _ geometry: ConvolutionGeometry, _ inputShape: Shape
  ) {
    precondition(
      signal.shape == geometry.outputShape(inputShape),
      "a signal \(signal.shape) for an output \(geometry.outputShape(inputShape))")
  }

  /// Calls `body` with the flat offsets of every triple (input, weight, output) that a convolution multiplies: the
  /// one definition of what is connected to what, from which the forward pass and both gradients follow.
  @inline(__always)
  private static func forEachConnection(
    _ geometry: ConvolutionGeometry, inputShape: Shape, outputShape: Shape,
    _ body: (_ input: Int, _ weight: Int, _ output: Int) -> Void
  ) {
    let (height, width) = (inputShape[2], inputShape[3])
    let (outputHeight, outputWidth) = (outputShape[2], outputShape[3])
    let (vertical, horizontal) = (geometry.window.rows, geometry.window.columns)
    let inputsPerGroup = geometry.inputs / geometry.groups
    let outputsPerGroup = geometry.outputs / geometry.groups
    for n in 0..<inputShape[0] {
      for o in 0..<geometry.outputs {
        let firstInput = o / outputsPerGroup * inputsPerGroup
        for i in 0..<inputsPerGroup {
          let inputPlane = (n * geometry.inputs + firstInput + i) * height * width
          let weightPlane = (o * inputsPerGroup + i) * geometry.window.area
          let outputPlane = (n * geometry.outputs + o) * outputHeight * outputWidth
          for y in 0..<outputHeight {
            let rows = vertical.inputRange(y, length: height)
            for x in 0..<outputWidth {
              let columns = horizontal.inputRange(x, length: width)
              for row in rows {
                for column in columns {
                  body(
                    inputPlane + row * width + column,
                    weightPlane + (row - y * vertical.stride + vertical.padBefore) * horizontal.kernel
                      + (column - x * horizontal.stride + horizontal.padBefore),
                    outputPlane + y * outputWidth + x)
                }
              }
            }
          }
        }
      }
    }
  }
}
