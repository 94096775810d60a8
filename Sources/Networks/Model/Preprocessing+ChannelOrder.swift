import Tensors

extension Preprocessing {
  /// Numbers at the pixels as red, green and blue, to be shown: planes that stand in the order of the network's input are
  /// brought into that order.
  ///
  /// - Parameter planes: `[3, height, width]` or `[n, 3, height, width]`, such as a projection or the filters of the first layer.
  public func inRGB(_ planes: Tensor<Float>) -> Tensor<Float> {
    guard channelOrder == .bgr else { return planes }
    let extents = planes.shape.dimensions
    precondition(extents.count >= 3 && extents[extents.count - 3] == 3, "\(planes.shape) has no three planes")
    let plane = extents[extents.count - 2] * extents[extents.count - 1]
    var result = planes
    result.withUnsafeMutableBuffer { values in
      for first in stride(from: 0, to: values.count, by: 3 * plane) {
        for index in first..<first + plane { values.swapAt(index, index + 2 * plane) }
      }
    }
    return result
  }
}
