import Tensors

extension Reference {
  /// Max pooling that records where each maximum came from.
  ///
  /// The overhang of the round-up rule and the padding are left out of the maximum; of ties the first in row-major
  /// order wins.
  ///
  /// - Parameter input: `[batch, maps, height, width]`.
  /// - Returns: the maxima, `[batch, maps, outputHeight, outputWidth]`, and for each of them its switch: the flat
  ///   position `y · width + x` of the maximum within its input map.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func maxPooling<Scalar>(
    _ input: Tensor<Scalar>, _ window: WindowGeometry
  ) -> (output: Tensor<Scalar>, switches: [Int32]) {
    let (height, width) = (input.shape[2], input.shape[3])
    let (outputHeight, outputWidth) = window.outputs(height: height, width: width)
    let shape: Shape = [input.shape[0], input.shape[1], outputHeight, outputWidth]
    var switches = [Int32](repeating: 0, count: shape.count)
    let output = input.withUnsafeBuffer { inputs in
      Tensor<Scalar>(shape) { outputs in
        for plane in 0..<shape[0] * shape[1] {
          let map = plane * height * width
          for y in 0..<outputHeight {
            let rows = window.rows.inputRange(y, length: height)
            for x in 0..<outputWidth {
              let columns = window.columns.inputRange(x, length: width)
              precondition(
                !rows.isEmpty && !columns.isEmpty, "a window of \(window) lies outside \(input.shape)")
              var best = rows.lowerBound * width + columns.lowerBound
              for row in rows {
                for column in columns where inputs[map + row * width + column] > inputs[map + best] {
                  best = row * width + column
                }
              }
              let target = (plane * outputHeight + y) * outputWidth + x
              outputs[target] = inputs[map + best]
              switches[target] = Int32(best)
            }
          }
        }
      }
    }
    return (output, switches)
  }

  /// Places each value of a signal at its switch and zeros elsewhere. With `.sum` it is the gradient of max pooling.
  ///
  /// - Parameters:
  ///   - signal: one value an output of the pooling, `[batch, maps, outputHeight, outputWidth]`.
  ///   - switches: as `maxPooling` recorded them, one a value of the signal.
  ///   - inputShape: the pooling's input, `[batch, maps, height, width]`.
  ///   - overlap: which value stays where windows share a switch.
  /// - Returns: a tensor of `inputShape`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func unpool<Scalar>(
    _ signal: Tensor<Scalar>, switches: [Int32], inputShape: Shape, overlap: SwitchOverlap = .sum
  ) -> Tensor<Scalar> {
    precondition(
      switches.count == signal.count && signal.shape[0] == inputShape[0] && signal.shape[1] == inputShape[1],
      "\(switches.count) switches and a signal \(signal.shape) to unpool to \(inputShape)")
    let inputArea = inputShape[2] * inputShape[3]
    let outputArea = signal.shape[2] * signal.shape[3]
    var written = [Bool](repeating: false, count: inputShape.count)
    return signal.withUnsafeBuffer { signals in
      Tensor(inputShape) { inputs in
        for source in signals.indices {
          let position = Int(switches[source])
          precondition(0..<inputArea ~= position, "switch \(position) outside a map of \(inputShape)")
          let target = source / outputArea * inputArea + position
          let value = signals[source]
          switch overlap {
          case .sum: inputs[target] += value
          case .maximum: inputs[target] = written[target] ? max(inputs[target], value) : value
          case .last: inputs[target] = value
          }
          written[target] = true
        }
      }
    }
  }
}
