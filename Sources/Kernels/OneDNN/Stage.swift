/// What passes between two stages of the engine: the values on the forward pass and their gradient (or the deconvnet's
/// backward signal) on the backward pass, in one order.
package struct Connection {
  /// The values.
  package let values: DataBuffer
  /// The signal, where something is to be carried backward.
  package let signal: DataBuffer?

  /// Makes room for values, and for a signal where `withSignal` asks for it.
  ///
  /// - Parameter signalPrecision: where the signal's data type is not that of the values.
  package init(
    _ layout: DataLayout, withSignal: Bool, signalPrecision: Precision? = nil
  ) throws(OneDNNError) {
    values = try DataBuffer(layout)
    let signalLayout = signalPrecision.map(layout.converted) ?? layout
    signal = withSignal ? try DataBuffer(signalLayout) : nil
  }

  private init(values: DataBuffer, signal: DataBuffer?) {
    self.values = values
    self.signal = signal
  }

  /// The same memory as maps `[batch, channels, 1, 1]` where it is a dense layer's `[batch, units]`.
  package func asMaps() throws(OneDNNError) -> Connection {
    guard values.dimensions.count == 2 else { return self }
    let dimensions = values.dimensions + [1, 1]
    let signalView: DataBuffer? = if let signal { try signal.viewed(as: dimensions) } else { nil }
    return Connection(values: try values.viewed(as: dimensions), signal: signalView)
  }

  /// Some images' part of plain arrays `[batch, …]`, in the same memory.
  package func images(_ images: Range<Int>) throws(OneDNNError) -> Connection {
    let signalView: DataBuffer? = if let signal { try signal.images(images) } else { nil }
    return Connection(values: try values.images(images), signal: signalView)
  }

  /// Plain arrays `[batch, …]` as rows `[batch, values]`, in the same memory.
  package func asRows() throws(OneDNNError) -> Connection {
    func view(_ buffer: DataBuffer) throws(OneDNNError) -> DataBuffer {
      let extents = buffer.dimensions
      return try buffer.viewed(as: [extents[0], extents.dropFirst().reduce(1, *)])
    }
    let signalView: DataBuffer? = if let signal { try view(signal) } else { nil }
    return Connection(values: try view(values), signal: signalView)
  }

  /// The same values with a signal of their own, for one of several readers.
  package func branch() throws(OneDNNError) -> Connection {
    guard let signal else { return self }
    return Connection(values: values, signal: try DataBuffer(signal.layout))
  }
}

/// What the stages of an engine are made for.
package enum StagePurpose {
  /// Forward only.
  case inference
  /// Forward, and a signal carried to the pixels.
  case visualization
  /// Forward, and gradients of the weights.
  case training

  var isInference: Bool { self == .inference }
}

/// One step of the engine: a node, or a node with its ReLU fused in, whose operations were compiled once.
package protocol Stage: AnyObject {
  /// What computes it, by pass, for benchmarks: the names of the library's kernels (`jit:avx512_core`, …) or of the project's
  /// own loops.
  var kernelNames: [LayerPass: String] { get }
  /// The values and signals of what it reads, in the node's order.
  var inputs: [Connection] { get }
  /// The values and signal of what it computes.
  var output: Connection { get }
  /// Computes the output's values from the inputs'.
  func forward() throws(OneDNNError)
  /// Carries the output's signal to the inputs.
  func backward() throws(OneDNNError)
}

/// A stage that ends in a ReLU, whose rule is applied to the output's signal before `backward()`.
package protocol RectifyingStage: Stage {
  /// The ReLU's rules; none where no ReLU follows or nothing is carried backward.
  var rectifiedSignal: RectifiedSignal? { get }
}
