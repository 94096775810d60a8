import Tensors

extension Reference {
  /// The mean over a sliding window.
  ///
  /// - Parameters:
  ///   - input: `[batch, channels, height, width]`.
  ///   - countsPadding: whether the padding's positions count as zeros in the mean; those of a window that overhangs the
  ///     padding, because sizes are rounded up, never count.
  /// - Returns: `[batch, channels, outputHeight, outputWidth]`.
  public static func averagePooling<Scalar>(
    _ input: Tensor<Scalar>, _ window: WindowGeometry, countsPadding: Bool
  ) -> Tensor<Scalar> {
    let (height, width) = window.outputs(height: input.shape[2], width: input.shape[3])
    var result = Tensor<Scalar>(zeros: [input.shape[0], input.shape[1], height, width])
    forEachShare(input.shape, result.shape, window, countsPadding) { from, to, count in
      result[to] += input[from] / Scalar(count)
    }
    return result
  }

  /// The gradient of average pooling: each value of the signal divided among the positions that it was the mean of.
  public static func averagePoolingBackward<Scalar>(
    _ signal: Tensor<Scalar>, inputShape: Shape, _ window: WindowGeometry, countsPadding: Bool
  ) -> Tensor<Scalar> {
    var result = Tensor<Scalar>(zeros: inputShape)
    forEachShare(inputShape, signal.shape, window, countsPadding) { to, from, count in
      result[to] += signal[from] / Scalar(count)
    }
    return result
  }

  /// Calls `body` with the flat places of an input and an output that it enters, and the number that the mean divides by.
  private static func forEachShare(
    _ inputShape: Shape, _ outputShape: Shape, _ window: WindowGeometry, _ countsPadding: Bool,
    _ body: (_ input: Int, _ output: Int, _ count: Int) -> Void
  ) {
    let (height, width) = (inputShape[2], inputShape[3])
    for plane in 0..<inputShape[0] * inputShape[1] {
      for y in 0..<outputShape[2] {
        let rows = window.rows.inputRange(y, length: height)
        for x in 0..<outputShape[3] {
          let columns = window.columns.inputRange(x, length: width)
          let count =
            countsPadding
            ? window.rows.paddedCount(y, length: height) * window.columns.paddedCount(x, length: width)
            : rows.count * columns.count
          for row in rows {
            for column in columns {
              body(
                (plane * height + row) * width + column, (plane * outputShape[2] + y) * outputShape[3] + x,
                count)
            }
          }
        }
      }
    }
  }
}
