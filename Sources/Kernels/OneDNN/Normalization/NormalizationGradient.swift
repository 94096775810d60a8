import CVectorLoops
import Foundation

/// A response normalization's gradient in 32 bits, with the paper's exponent, in whatever order the maps lie.
///
/// oneDNN 3 has nothing but its reference loops for it on CPUs without AVX-512, some eighty times slower than the kernel of
/// version 2.
struct NormalizationGradient {
  private let positions: NormalizedPositions
  /// What `positions` points to.
  private let owners: [DataBuffer]

  /// Whether it is to be used in the place of a kernel.
  static func replaces(_ kernelName: String, _ layout: DataLayout, _ constants: ResponseNormalization) -> Bool
  {
    kernelName.hasPrefix("ref") && layout.precision == .float32 && constants.beta == 0.75
      && !constants.size.isMultiple(of: 2)
  }

  /// The gradient at `below` from that at `above`, for the given values below.
  init(
    _ constants: ResponseNormalization, of values: DataBuffer, from above: DataBuffer, to below: DataBuffer
  ) {
    positions = NormalizedPositions(
      extents: values.dimensions, reach: constants.size / 2, k: constants.k, share: constants.strength,
      values: MapView(values), above: MapView(above), below: MapView(below))
    owners = [values, above, below]
  }

  func run() {
    for task in 0..<positions.extents[0] * positions.extents[2] { positions.carryDown(task) }
  }
}

/// The arrays of a normalization, and what is done to one row of one image.
private struct NormalizedPositions {
  let extents: [Int]
  let reach: Int
  let k: Float
  let share: Float
  let values: MapView
  let above: MapView
  let below: MapView

  func carryDown(_ task: Int) {
    let (image, row) = task.quotientAndRemainder(dividingBy: extents[2])
    let maps = extents[1]
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 6 * maps + 6 * reach) { memory in
      let value = memory.baseAddress!
      let (signal, target, scratch) = (value + maps, value + 2 * maps, value + 3 * maps)
      for column in 0..<extents[3] {
        var map = 0
        while map < maps {
          let run = values.run(image, map, row, column)
          (value + map).update(from: run.baseAddress!, count: run.count)
          (signal + map).update(from: above.run(image, map, row, column).baseAddress!, count: run.count)
          map += run.count
        }
        f32_normalize_backward(value, signal, Int32(maps), Int32(reach), k, share, scratch, target)
        map = 0
        while map < maps {
          let run = below.run(image, map, row, column)
          run.baseAddress!.update(from: target + map, count: run.count)
          map += run.count
        }
      }
    }
  }
}
