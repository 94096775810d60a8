/// What a `LoopStage` computes: loops over 32-bit values `[batch, channels, height, width]`, all planes in a row.
package protocol LoopOperation {
  /// Whether it works value by value, so that any order of the values will do as long as all arrays have the same.
  var isOrderFree: Bool { get }
  /// Computes the output from the inputs.
  func forward(_ inputs: [UnsafeMutablePointer<Float>], to output: UnsafeMutablePointer<Float>)
  /// Computes the signals of the inputs from the output's; `signals` has one array for each input.
  func backward(
    _ signal: UnsafeMutablePointer<Float>, inputs: [UnsafeMutablePointer<Float>],
    to signals: [UnsafeMutablePointer<Float>])
}

/// A stage for what the paper's networks do not need and other networks do: plain loops over plain 32-bit arrays, with
/// copies to and from whatever order and data type its neighbors use.
package class LoopStage: Stage {
  package var kernelNames: [LayerPass: String] { [.forward: "loops", .backwardData: "loops"] }
  package let inputs: [Connection]
  package let output: Connection
  private let operation: any LoopOperation
  /// The inputs' values and signals as the loops want them, and the copies that bring them there and back.
  private var values: [DataBuffer] = []
  private var signals: [DataBuffer] = []
  private var valueReorders: [Reorder] = []
  private var signalReorders: [Reorder] = []

  /// Compiles an operation over its inputs.
  ///
  /// - Parameters:
  ///   - inputs: what it reads.
  ///   - dimensions: of each input, `[batch, channels, height, width]`.
  ///   - outputDimensions: of the output.
  package init(
    _ operation: any LoopOperation, _ inputs: [Connection], dimensions: [[Int]], outputDimensions: [Int]
  ) throws(OneDNNError) {
    self.inputs = inputs
    self.operation = operation
    let first = inputs[0].values.layout
    let shared = operation.isOrderFree ? first.converted(to: .float32) : nil
    let outputLayout = if let shared { shared } else { try DataLayout(plain: outputDimensions) }
    output = try Connection(outputLayout, withSignal: inputs.contains { $0.signal != nil })
    for (input, dimensions) in zip(inputs, dimensions) {
      let layout = if let shared { shared } else { try DataLayout(plain: dimensions) }
      if layout.matches(input.values.layout) {
        values.append(input.values)
      } else {
        let copy = try DataBuffer(layout)
        values.append(copy)
        valueReorders.append(try Reorder(input.values, copy))
      }
      guard let signal = input.signal else {
        // What one input does not want is computed beside what the others do.
        if output.signal != nil { signals.append(try DataBuffer(layout)) }
        continue
      }
      if layout.matches(signal.layout) {
        signals.append(signal)
      } else {
        let copy = try DataBuffer(layout)
        signals.append(copy)
        signalReorders.append(try Reorder(copy, signal))
      }
    }
  }

  /// The inputs' values, for gradients of parameters.
  var plainInputs: [UnsafeMutablePointer<Float>] { values.map { $0.floats.baseAddress! } }

  package func forward() throws(OneDNNError) {
    for reorder in valueReorders { try reorder.run() }
    operation.forward(plainInputs, to: output.values.floats.baseAddress!)
  }

  package func backward() throws(OneDNNError) {
    guard let signal = output.signal else { return }
    operation.backward(
      signal.floats.baseAddress!, inputs: plainInputs, to: signals.map { $0.floats.baseAddress! })
    for reorder in signalReorders { try reorder.run() }
  }
}
