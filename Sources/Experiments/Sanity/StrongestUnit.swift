import Tensors

/// Which unit answers most: the largest activation of a layer in an image, or at one place of it.
public enum StrongestUnit {
  /// The place of the largest activation of one image; of equals the first.
  ///
  /// - Parameter activations: `[images, maps, height, width]`.
  public static func place(
    in activations: Tensor<Float>, image: Int
  ) -> (channel: Int, row: Int, column: Int) {
    let (height, width) = (activations.shape[2], activations.shape[3])
    let scalars = activations.slice(image..<image + 1).scalars
    let best = scalars.indices.max { (scalars[$0], -$0) < (scalars[$1], -$1) } ?? 0
    return (best / (height * width), best / width % height, best % width)
  }

  /// Of each map that answers to an image, the place where it answers most: the strongest map first, of equals the first.
  ///
  /// - Parameter activations: `[images, maps, height, width]`, after the ReLU; a map whose largest is not above 0 is left out.
  public static func peaks(
    in activations: Tensor<Float>, image: Int
  ) -> [(channel: Int, row: Int, column: Int, value: Float)] {
    let (maps, width) = (activations.shape[1], activations.shape[3])
    let area = activations.shape[2] * width
    return activations.withUnsafeBuffer { values in
      (0..<maps).compactMap { map -> (channel: Int, row: Int, column: Int, value: Float)? in
        let start = (image * maps + map) * area
        guard let best = values[start..<start + area].indexOfMaximum, values[best] > 0 else { return nil }
        return (map, (best - start) / width, (best - start) % width, values[best])
      }.sorted { ($1.value, $0.channel) < ($0.value, $1.channel) }
    }
  }

  /// The map with the largest activation at one place of an image; of equals the first.
  ///
  /// - Parameter activations: `[images, maps, height, width]`.
  public static func channel(
    in activations: Tensor<Float>, image: Int, row: Int, column: Int
  ) -> Int {
    (0..<activations.shape[1]).max {
      (activations[image, $0, row, column], -$0) < (activations[image, $1, row, column], -$1)
    } ?? 0
  }
}
