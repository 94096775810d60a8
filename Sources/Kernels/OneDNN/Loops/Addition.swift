/// The sum of arrays of one shape: the end of a residual block (He et al. 2016).
package struct Addition: LoopOperation, Sendable {
  private let count: Int

  /// For arrays of `count` numbers, padding of the blocks included.
  package init(count: Int) { self.count = count }

  package var isOrderFree: Bool { true }

  package func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    output.update(from: inputs[0], count: count)
    for input in inputs.dropFirst() {
      for index in 0..<count { output[index] += input[index] }
    }
  }

  package func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    for target in signals { target.update(from: signal, count: count) }
  }
}
