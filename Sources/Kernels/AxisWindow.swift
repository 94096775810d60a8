/// How many windows fit where their steps do not end at the far edge.
public enum SizeRounding: String, Hashable, Sendable, Codable, CaseIterable {
  /// `1 + ceil((length + pads − kernel) / stride)`, cuda-convnet's rule, for convolution as well as pooling. It alone gives
  /// every size of the paper's Figure 3. The last window may reach beyond the padding.
  case up
  /// `1 + floor((length + pads − kernel) / stride)`, the rule of most frameworks.
  case down
  /// Rounded up, but a last window that starts in the far padding or beyond it is dropped: the rule of PyTorch's
  /// `ceil_mode` and of Caffe's pooling.
  case upWithinInput
}

/// A sliding window along one axis of a feature map.
public struct AxisWindow: Hashable, Sendable, Codable {
  /// The window's extent in positions.
  public let kernel: Int
  /// The step from one window to the next.
  public let stride: Int
  /// How far the first window starts before the map's first position.
  public let padBefore: Int
  /// How far the map is padded after its last position.
  public let padAfter: Int
  /// What happens where the steps do not end at the far edge.
  public let rounding: SizeRounding

  /// A window of the given extent, step, and padding on both ends.
  public init(
    kernel: Int, stride: Int = 1, padBefore: Int = 0, padAfter: Int = 0, rounding: SizeRounding = .up
  ) {
    precondition(
      kernel > 0 && stride > 0 && padBefore >= 0 && padAfter >= 0,
      "a window of \(kernel) with stride \(stride) and pads of \(padBefore) and \(padAfter)")
    self.kernel = kernel
    self.stride = stride
    self.padBefore = padBefore
    self.padAfter = padAfter
    self.rounding = rounding
  }

  /// Whether a map of a length has room for one window at least.
  public func fits(_ length: Int) -> Bool { length + padBefore + padAfter >= kernel }

  /// The number of windows over `length` positions.
  public func outputs(_ length: Int) -> Int {
    precondition(
      fits(length),
      "a window of \(kernel) does not fit \(length) positions with pads of \(padBefore), \(padAfter)")
    let free = length + padBefore + padAfter - kernel
    switch rounding {
    case .down: return 1 + free / stride
    case .up: return 1 + (free + stride - 1) / stride
    case .upWithinInput:
      let outputs = 1 + (free + stride - 1) / stride
      return (outputs - 1) * stride >= length + padBefore ? outputs - 1 : outputs
    }
  }

  /// How many positions beyond the map's last one the windows may read: the far padding, or more where rounding up lets
  /// the last window overhang it.
  public func farPad(_ length: Int) -> Int {
    max(padAfter, (outputs(length) - 1) * stride + kernel - length - padBefore)
  }

  /// The positions of the map that window `index` covers, clipped to `length` positions.
  public func inputRange(_ index: Int, length: Int) -> Range<Int> {
    let start = index * stride - padBefore
    let first = min(max(start, 0), length)
    return first..<max(min(start + kernel, length), first)
  }

  /// How many positions of window `index` lie in the map or its padding.
  public func paddedCount(_ index: Int, length: Int) -> Int {
    let start = index * stride - padBefore
    return min(start + kernel, length + padAfter) - start
  }

  /// The same window without its padding.
  public var unpadded: AxisWindow { AxisWindow(kernel: kernel, stride: stride, rounding: rounding) }
}

extension AxisWindow {
  private enum CodingKeys: String, CodingKey { case kernel, stride, padBefore, padAfter, rounding }

  /// More than any feature map has positions.
  private static let longest = 1 << 16

  /// Reads a window and checks its numbers.
  ///
  /// - Throws: `DecodingError` where an extent or a step is not above zero, a pad is negative, or one is larger than any
  ///   feature map.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func number(_ key: CodingKeys, from least: Int) throws -> Int {
      let value = try container.decode(Int.self, forKey: key)
      guard (least...Self.longest).contains(value) else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container,
          debugDescription:
            "a window's \(key.stringValue) of \(value) is not from \(least) to \(Self.longest)")
      }
      return value
    }
    self.init(
      kernel: try number(.kernel, from: 1), stride: try number(.stride, from: 1),
      padBefore: try number(.padBefore, from: 0), padAfter: try number(.padAfter, from: 0),
      rounding: try container.decode(SizeRounding.self, forKey: .rounding))
  }
}
