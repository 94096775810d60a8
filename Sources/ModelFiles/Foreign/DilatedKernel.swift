import Tensors

/// A kernel with gaps between its positions (a dilated convolution's) as the larger one without gaps that has zeros there. It computes the
/// same, forward and backward, so that nothing beyond the readers of files need know of gaps; it costs as many multiply-adds as
/// any kernel of its size.
struct DilatedKernel {
  /// The height and the width with the gaps.
  let extents: [Int]
  private let kernel: [Int]
  private let dilations: [Int]

  /// More weights than a layer of common networks has with its gaps.
  private static let mostWeights = 1 << 26
  /// What is wanted, for who gave something else.
  static let wanted = "two from 1 on are wanted, and at most \(mostWeights) weights with the gaps"

  /// A kernel of a layer; nil where with its gaps it is larger than what is read.
  ///
  /// - Parameters:
  ///   - kernel: its height and width without gaps.
  ///   - dilations: the distance between neighboring positions along each, 1 where there is no gap.
  ///   - planes: how many such kernels the layer has: outputs times inputs of a group.
  init?(_ kernel: [Int], dilations: [Int], planes: Int) {
    (self.kernel, self.dilations) = (kernel, dilations)
    guard dilations != [1, 1] else {
      extents = kernel
      return
    }
    let bounds = 1...ForeignGraphBuilder.longestWindow
    guard kernel.count == 2, dilations.count == 2, (kernel + dilations).allSatisfy(bounds.contains) else {
      return nil
    }
    extents = zip(kernel, dilations).map { ($0 - 1) * $1 + 1 }
    guard extents.allSatisfy(bounds.contains), extents[0] * extents[1] <= Self.mostWeights / max(planes, 1)
    else {
      return nil
    }
  }

  /// Weights `[outputs, inputs, height, width]` with zeros in the gaps.
  func spread(_ weights: Tensor<Float>) -> Tensor<Float> {
    guard dilations != [1, 1] else { return weights }
    let shape = weights.shape.dimensions
    var result = Tensor<Float>(zeros: Shape(shape.prefix(2) + extents))
    weights.withUnsafeBuffer { values in
      result.withUnsafeMutableBuffer { spread in
        var next = 0
        for plane in 0..<shape[0] * shape[1] {
          for row in 0..<kernel[0] {
            let start = (plane * extents[0] + row * dilations[0]) * extents[1]
            for column in 0..<kernel[1] {
              spread[start + column * dilations[1]] = values[next]
              next += 1
            }
          }
        }
      }
    }
    return result
  }
}
