import Kernels

/// Along one axis of the image: which outputs of each layer a square can change, position by position.
///
/// The changed outputs of a layer are an interval. To compute many positions at once, every position gets an interval of
/// the longest one's length, moved inside the map: what it holds beyond the changed outputs is computed again to the
/// same values.
package struct ChangedWindows: Equatable {
  /// The windows at one layer's output.
  struct Level: Equatable {
    /// How many outputs each window holds; the same for all positions.
    let extent: Int
    /// The first output of each position's window.
    let starts: [Int]

    func range(_ position: Int) -> Range<Int> { starts[position]..<(starts[position] + extent) }
  }

  /// The pixels that each position of the square covers.
  let pixels: [Range<Int>]
  /// The windows after each sliding window, from the pixels upward.
  let levels: [Level]

  /// Carries intervals of changed pixels up through a chain of sliding windows, over an axis of `length` pixels.
  package init(pixels: [Range<Int>], through windows: [AxisWindow], length: Int) {
    self.pixels = pixels
    var changed = pixels
    var length = length
    levels = windows.map { window in
      let outputs = window.outputs(length)
      changed = changed.map { Self.outputs(reading: $0, window, count: outputs) }
      let extent = max(changed.map(\.count).max() ?? 1, 1)
      length = outputs
      return Level(extent: extent, starts: changed.map { min($0.lowerBound, outputs - extent) })
    }
  }

  /// The outputs whose windows hold any of the given inputs, of `count` outputs in all.
  private static func outputs(reading inputs: Range<Int>, _ window: AxisWindow, count: Int) -> Range<Int> {
    if inputs.isEmpty { return 0..<0 }
    // Output o reads the inputs o·stride − pad ..< o·stride − pad + kernel.
    let first = (inputs.lowerBound + window.padBefore - window.kernel + window.stride) / window.stride
    let last = (inputs.upperBound - 1 + window.padBefore) / window.stride
    let from = inputs.lowerBound + window.padBefore < window.kernel ? 0 : first
    let to = min(last, count - 1)
    return from <= to ? from..<(to + 1) : 0..<0
  }
}
