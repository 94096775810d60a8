import CVectorLoops
import Foundation
import Tensors

/// Response normalization of channels-last bf16 maps near the memory's speed, with the paper's exponent.
///
/// The library's kernel for this layout takes three times as long.
struct ChannelsLastNormalization: Normalization {
  let kernelNames: [LayerPass: String] = [.forward: "loops", .backwardData: "loops"]
  private let rows: NormalizationRows
  private let tasks: Int
  /// What `rows` points to.
  private let owners: [DataBuffer]

  /// Whether it can be used: channels-last bf16, an exponent of 3/4, which two square roots give.
  static func fits(_ layout: DataLayout, _ constants: ResponseNormalization) -> Bool {
    layout.precision == .bfloat16 && layout.isChannelsLast && constants.beta == 0.75
      && !constants.size.isMultiple(of: 2)
  }

  /// Normalization from one connection to another of the same layout.
  init(_ constants: ResponseNormalization, from input: Connection, to output: Connection) {
    let extents = input.values.dimensions
    tasks = extents[0] * extents[2]
    rows = NormalizationRows(
      places: extents[3], maps: extents[1], reach: constants.size / 2, k: constants.k,
      share: constants.strength, values: input.values.bfloats.baseAddress!,
      normalized: output.values.bfloats.baseAddress!, above: output.signal?.bfloats.baseAddress!,
      below: input.signal?.bfloats.baseAddress!)
    owners = [input.values, output.values, input.signal, output.signal].compactMap { $0 }
  }

  func forward() {
    for task in 0..<tasks { rows.normalize(task) }
  }

  func backward() {
    guard rows.below != nil else { return }
    for task in 0..<tasks { rows.carryDown(task) }
  }
}

/// The arrays of a channels-last normalization, and what is done to one row of one image.
private struct NormalizationRows {
  let places: Int
  let maps: Int
  let reach: Int
  let k: Float
  let share: Float
  let values: UnsafeMutablePointer<UInt16>
  let normalized: UnsafeMutablePointer<UInt16>
  let above: UnsafeMutablePointer<UInt16>?
  let below: UnsafeMutablePointer<UInt16>?

  func normalize(_ row: Int) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: maps + 2 * reach) { scratch in
      for place in (row * places)..<((row + 1) * places) {
        bf16_normalize(
          values + place * maps, Int32(maps), Int32(reach), k, share, scratch.baseAddress!,
          normalized + place * maps)
      }
    }
  }

  func carryDown(_ row: Int) {
    guard let above, let below else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * (maps + 2 * reach)) { scratch in
      for place in (row * places)..<((row + 1) * places) {
        bf16_normalize_backward(
          values + place * maps, above + place * maps, Int32(maps), Int32(reach), k, share,
          scratch.baseAddress!, below + place * maps)
      }
    }
  }
}
