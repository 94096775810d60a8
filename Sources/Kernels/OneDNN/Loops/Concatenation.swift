/// Arrays of one batch, height and width laid one after another along the channels.
package struct Concatenation: LoopOperation, Sendable {
  private let batch: Int
  /// Numbers of one image in each input.
  private let sizes: [Int]

  /// For inputs `[batch, channels, height, width]` that differ in their channels alone.
  package init(_ dimensions: [[Int]]) {
    batch = dimensions[0][0]
    sizes = dimensions.map { $0.dropFirst().reduce(1, *) }
  }

  package var isOrderFree: Bool { false }

  package func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>) {
    forEachPiece { input, offset, place, count in
      (output + place).update(from: inputs[input] + offset, count: count)
    }
  }

  package func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>]
  ) {
    forEachPiece { input, offset, place, count in
      (signals[input] + offset).update(from: signal + place, count: count)
    }
  }

  private func forEachPiece(_ body: (_ input: Int, _ offset: Int, _ place: Int, _ count: Int) -> Void) {
    var place = 0
    for image in 0..<batch {
      for (input, size) in sizes.enumerated() {
        body(input, image * size, place, size)
        place += size
      }
    }
  }
}
