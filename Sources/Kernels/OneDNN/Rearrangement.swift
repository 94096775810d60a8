/// A connection's values and signal in channels-last order, for layers that have nothing but the library's reference loops for
/// the order in which they come, such as blocks of eight maps in bf16, which convolutions of groups of 24 choose.
struct Rearrangement {
  /// The connection in the other order.
  let copy: Connection
  private let up: Reorder
  private let down: Reorder?

  /// - Parameter input: what is copied in the forward pass, and what the signal returns to in the backward pass.
  init(channelsLast input: Connection) throws(OneDNNError) {
    let layout = try DataLayout(channelsLast: input.values.dimensions, input.values.layout.precision)
    copy = try Connection(layout, withSignal: input.signal != nil)
    up = try Reorder(input.values, copy.values)
    if let below = input.signal, let above = copy.signal {
      down = try Reorder(above, below)
    } else {
      down = nil
    }
  }

  /// Copies the values.
  func forward() throws(OneDNNError) { try up.run() }

  /// Copies the signal back.
  func backward() throws(OneDNNError) { try down?.run() }

  /// Whether kernels are the library's reference loops, some hundred times slower than others.
  static func isCalled(for kernelNames: [LayerPass: String], _ input: Connection, _ purpose: StagePurpose)
    -> Bool
  {
    purpose == .training && input.values.layout.precision == .bfloat16
      && kernelNames.values.contains { $0.hasPrefix("ref") || $0.hasPrefix("lrn_ref") }
  }
}
