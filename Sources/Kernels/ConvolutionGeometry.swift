import Tensors

/// A convolution's sizes: maps in, maps out, window and groups. Weights are OIHW: `[outputs, inputs / groups, kernel, kernel]`.
public struct ConvolutionGeometry: Hashable, Sendable, Codable {
  /// Maps in.
  public let inputs: Int
  /// Maps out.
  public let outputs: Int
  /// The sliding window.
  public let window: WindowGeometry
  /// How many groups of maps are convolved apart from one another (AlexNet's two halves).
  public let groups: Int

  /// A convolution; both map counts must be multiples of `groups`.
  public init(inputs: Int, outputs: Int, window: WindowGeometry, groups: Int = 1) {
    precondition(
      inputs % groups == 0 && outputs % groups == 0, "\(inputs)→\(outputs) maps in \(groups) groups")
    self.inputs = inputs
    self.outputs = outputs
    self.window = window
    self.groups = groups
  }

  /// The weights' shape, OIHW.
  public var weightShape: Shape { [outputs, inputs / groups, window.kernel, window.kernel] }

  /// The output's shape for an input `[batch, inputs, height, width]`.
  public func outputShape(_ input: Shape) -> Shape {
    precondition(input[1] == inputs, "\(inputs) maps wanted, the input is \(input)")
    return [input[0], outputs, window.outputSide(input[2]), window.outputSide(input[3])]
  }
}
