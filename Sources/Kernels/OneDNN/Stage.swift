/// What passes between two stages of the engine: the values in the forward pass and the signal in the backward pass, in one order.
package struct Connection {
  /// The values.
  package let values: DataBuffer
  /// The signal, where something is to be carried downward.
  package let signal: DataBuffer?

  /// Makes room for values, and for a signal where `withSignal` asks for it.
  ///
  /// - Parameter signalPrecision: where the signal's numbers are of another width than the values.
  package init(
    _ layout: DataLayout, withSignal: Bool, signalPrecision: Precision? = nil
  ) throws(OneDNNError) {
    values = try DataBuffer(layout)
    let signalLayout = signalPrecision.map(layout.converted) ?? layout
    signal = withSignal ? try DataBuffer(signalLayout) : nil
  }
}

/// What the stages of an engine are made for.
package enum StagePurpose {
  /// Forward only.
  case inference
  /// Forward, and a signal down to the pixels.
  case visualization
  /// Forward, and gradients of the weights.
  case training

  var isInference: Bool { self == .inference }
}

/// One step of the engine: a layer, or a layer with its ReLU fused in, whose operations were compiled once.
package protocol Stage: AnyObject {
  /// The values and signal below.
  var input: Connection { get }
  /// The values and signal above.
  var output: Connection { get }
  /// Computes the values above from those below.
  func forward() throws(OneDNNError)
  /// Carries the signal from above to below.
  func backward() throws(OneDNNError)
}
