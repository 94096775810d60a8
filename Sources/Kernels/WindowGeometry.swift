/// A sliding window over the rows and columns of a feature map: the geometry that convolution and pooling share.
public struct WindowGeometry: Hashable, Sendable, Codable {
  /// The window along the height.
  public let rows: AxisWindow
  /// The window along the width.
  public let columns: AxisWindow

  /// A window of any two axes.
  public init(rows: AxisWindow, columns: AxisWindow) {
    self.rows = rows
    self.columns = columns
  }

  /// A square window of the given side, step and padding, the same on all four sides.
  public init(kernel: Int, stride: Int = 1, pad: Int = 0, rounding: SizeRounding = .up) {
    let axis = AxisWindow(
      kernel: kernel, stride: stride, padBefore: pad, padAfter: pad, rounding: rounding)
    self.init(rows: axis, columns: axis)
  }

  /// Whether rows and columns are treated alike, as in all of the paper's layers.
  public var isSquare: Bool { rows == columns }

  /// The positions in one window: its height times its width.
  public var area: Int { rows.kernel * columns.kernel }

  /// The side of a square window.
  public var kernel: Int { square.kernel }
  /// The step of a square window.
  public var stride: Int { square.stride }
  /// How far the first window of a square one starts before the map's edges.
  public var pad: Int { square.padBefore }
  /// The number of windows of a square one along an axis of `length` positions.
  public func outputSide(_ length: Int) -> Int { square.outputs(length) }

  /// The same window without its padding.
  public var unpadded: WindowGeometry {
    WindowGeometry(rows: rows.unpadded, columns: columns.unpadded)
  }

  /// The output's height and width over a map of a height and a width.
  public func outputs(height: Int, width: Int) -> (height: Int, width: Int) {
    (rows.outputs(height), columns.outputs(width))
  }

  private var square: AxisWindow {
    precondition(isSquare, "a window of \(rows.kernel)×\(columns.kernel) is not the same along both axes")
    return rows
  }
}
