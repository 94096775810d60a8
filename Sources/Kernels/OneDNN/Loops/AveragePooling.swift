/// The mean over a sliding window.
package struct AveragePooling: LoopOperation, Sendable {
  private let window: WindowGeometry
  private let countsPadding: Bool
  private let planes: Int
  private let (height, width): (Int, Int)
  private let (outputHeight, outputWidth): (Int, Int)

  /// For maps `[batch, channels, height, width]`.
  ///
  /// - Parameter countsPadding: whether the positions of the padding count as zeros in the mean; those of a window that
  ///   overhangs the padding, because sizes are rounded up, never count.
  package init(_ window: WindowGeometry, countsPadding: Bool, over dimensions: [Int]) {
    self.window = window
    self.countsPadding = countsPadding
    planes = dimensions[0] * dimensions[1]
    (height, width) = (dimensions[2], dimensions[3])
    (outputHeight, outputWidth) = window.outputs(height: height, width: width)
  }

  package var isOrderFree: Bool { false }

  package func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    let input = inputs[0]
    for plane in 0..<planes {
      let from = input + plane * height * width
      forEachWindow { place, rows, columns, share in
        var sum: Float = 0
        for row in rows {
          for column in columns { sum += from[row * width + column] }
        }
        output[plane * outputHeight * outputWidth + place] = sum * share
      }
    }
  }

  package func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    let target = signals[0]
    for plane in 0..<planes {
      let to = target + plane * height * width
      to.update(repeating: 0, count: height * width)
      forEachWindow { place, rows, columns, share in
        let value = signal[plane * outputHeight * outputWidth + place] * share
        for row in rows {
          for column in columns { to[row * width + column] += value }
        }
      }
    }
  }

  private func forEachWindow(
    _ body: (_ place: Int, _ rows: Range<Int>, _ columns: Range<Int>, _ share: Float) -> Void
  ) {
    for y in 0..<outputHeight {
      let rows = window.rows.inputRange(y, length: height)
      for x in 0..<outputWidth {
        let columns = window.columns.inputRange(x, length: width)
        let count =
          countsPadding
          ? window.rows.paddedCount(y, length: height) * window.columns.paddedCount(x, length: width)
          : rows.count * columns.count
        body(y * outputWidth + x, rows, columns, 1 / Float(max(count, 1)))
      }
    }
  }
}
