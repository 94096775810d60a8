/// A sliding square window over a map: the geometry that convolution and pooling share.
public struct WindowGeometry: Hashable, Sendable, Codable {
  /// The window's side.
  public let kernel: Int
  /// The step between windows.
  public let stride: Int
  /// How far the first window starts before the map's edge.
  public let pad: Int

  /// A square window of the given side, step and padding.
  public init(kernel: Int, stride: Int, pad: Int = 0) {
    precondition(kernel > 0 && stride > 0 && pad >= 0 && pad < kernel, "no window \(kernel)/\(stride)/\(pad)")
    self.kernel = kernel
    self.stride = stride
    self.pad = pad
  }

  /// The output's side: `1 + ceil((input + 2·pad − kernel) / stride)`, cuda-convnet's rule, which rounds up for
  /// convolution as well as pooling. It alone gives every size of the paper's Figure 3.
  public func outputSide(_ input: Int) -> Int {
    precondition(
      input + 2 * pad >= kernel, "a window of \(kernel) does not fit a map of \(input) with padding \(pad)")
    return 1 + (input + 2 * pad - kernel + stride - 1) / stride
  }

  /// How far the last window reaches beyond the map's far edge. In a convolution the overhang reads as zeros; in
  /// max pooling it is left out of the maximum.
  public func farPad(_ input: Int) -> Int {
    (outputSide(input) - 1) * stride + kernel - input - pad
  }

  /// The input positions that window `index` covers, clipped to the map.
  public func inputRange(_ index: Int, inputSide: Int) -> Range<Int> {
    let start = index * stride - pad
    return max(start, 0)..<max(min(start + kernel, inputSide), 0)
  }
}
