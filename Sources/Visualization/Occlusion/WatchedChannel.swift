import Tensors

/// The one map of a layer whose summed activation is followed while a square moves: Figure 7 (b).
struct WatchedChannel {
  /// Its place among the layer's maps.
  let channel: Int
  /// Its sum in the unoccluded image.
  let total: Double
  private let values: [Double]
  private let width: Int

  /// The map to watch in the unoccluded values of its layer, `[1, maps, height, width]`; nil is the one with the
  /// largest sum, of equal ones the first.
  init(activation: Tensor<Float>, channel: Int?) {
    let (maps, plane) = (activation.shape[1], activation.shape[2] * activation.shape[3])
    width = activation.shape[3]
    let sums = activation.withUnsafeBuffer { values in
      (0..<maps).map { channel in
        values[(channel * plane)..<((channel + 1) * plane)].reduce(0.0) { $0 + Double($1) }
      }
    }
    let strongest = sums.indexOfMaximum ?? 0
    let chosen = channel ?? strongest
    precondition(sums.indices ~= chosen, "no channel \(chosen) among \(maps)")
    self.channel = chosen
    total = sums[chosen]
    values = activation.withUnsafeBuffer { values in
      values[(chosen * plane)..<((chosen + 1) * plane)].map { Double($0) }
    }
  }

  /// The sum of what lies outside the given rows and columns.
  func sum(outside rows: Range<Int>, _ columns: Range<Int>) -> Double {
    var sum = 0.0
    for index in values.indices where !(rows ~= index / width && columns ~= index % width) {
      sum += values[index]
    }
    return sum
  }
}
