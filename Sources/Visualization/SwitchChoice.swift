import Kernels
import Tensors

/// Which switches unpooling goes by: the image's own, or others that show how much of a projection is theirs.
public enum SwitchChoice: Hashable, Sendable, Codable {
  /// Where the maxima lay in this image, as in the paper.
  case recorded
  /// Where they would lie if the values of each map stood at other places, drawn by a seed for each image.
  case shuffled(seed: UInt64)
  /// The middle of each window, whatever the image.
  case centered

  /// Values of which a pooling's maxima leave these switches; nil for the recorded ones, which are there already.
  ///
  /// - Parameters:
  ///   - input: what the pooling was given, `[n, maps, height, width]`.
  ///   - layer: the pooling's name; each shuffles in its own way.
  ///   - images: the images' numbers, one a row of `input`.
  ///   - window: the pooling's window.
  public func values(
    inPlaceOf input: Tensor<Float>, layer: String, images: [Int], window: WindowGeometry
  ) -> Tensor<Float>? {
    switch self {
    case .recorded: nil
    case .shuffled(let seed): Self.shuffled(input, layer: layer, images: images, seed: seed)
    case .centered: Self.centered(input.shape, window: window)
    }
  }

  private static func shuffled(
    _ input: Tensor<Float>, layer: String, images: [Int], seed: UInt64
  ) -> Tensor<Float> {
    let (maps, area) = (input.shape[1], input.shape[2] * input.shape[3])
    return Tensor(input.shape) { target in
      input.withUnsafeBuffer { source in
        for (row, image) in images.enumerated() {
          var stream = RandomStream(seed: seed, domain: "switches of \(layer)", image)
          for map in 0..<maps {
            let start = (row * maps + map) * area
            for (place, from) in stream.permutation(area).enumerated() {
              target[start + place] = source[start + from]
            }
          }
        }
      }
    }
  }

  /// Ones in the middle of the windows, zeros elsewhere. A window that the edge cuts short of its middle takes its first
  /// position.
  private static func centered(_ shape: Shape, window: WindowGeometry) -> Tensor<Float> {
    let (height, width) = (shape[2], shape[3])
    func isMiddle(_ place: Int, _ axis: AxisWindow) -> Bool {
      (place + axis.padBefore - (axis.kernel - 1) / 2).isMultiple(of: axis.stride)
    }
    return Tensor(shape) { target in
      for index in target.indices
      where isMiddle(index % width, window.columns) && isMiddle(index / width % height, window.rows) {
        target[index] = 1
      }
    }
  }
}
