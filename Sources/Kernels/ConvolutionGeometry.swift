import Tensors

/// A convolution's sizes: channels in, channels out, window and groups. Weights are OIHW:
/// `[outputs, inputs / groups, kernel height, kernel width]`.
public struct ConvolutionGeometry: Hashable, Sendable, Codable {
  /// The number of input channels, of all groups together.
  public let inputs: Int
  /// The number of output channels, of all groups together.
  public let outputs: Int
  /// The window that slides over the input, with its strides and pads.
  public let window: WindowGeometry
  /// How many groups of channels are convolved apart from one another (AlexNet's two halves).
  public let groups: Int

  /// A convolution; both channel counts must be multiples of `groups`.
  public init(inputs: Int, outputs: Int, window: WindowGeometry, groups: Int = 1) {
    precondition(
      inputs % groups == 0 && outputs % groups == 0, "\(inputs)→\(outputs) channels in \(groups) groups")
    self.inputs = inputs
    self.outputs = outputs
    self.window = window
    self.groups = groups
  }

  /// The weights' shape, OIHW.
  public var weightShape: Shape {
    [outputs, inputs / groups, window.rows.kernel, window.columns.kernel]
  }

  /// The output's shape for an input `[batch, inputs, height, width]`.
  public func outputShape(_ input: Shape) -> Shape {
    precondition(input[1] == inputs, "\(inputs) channels wanted, the input is \(input)")
    return [input[0], outputs, window.rows.outputs(input[2]), window.columns.outputs(input[3])]
  }
}
