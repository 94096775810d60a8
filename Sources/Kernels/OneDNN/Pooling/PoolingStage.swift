/// Max pooling that remembers its switches.
package final class PoolingStage: Stage {
  package var kernelNames: [LayerPass: String] { pooling.kernelNames }
  package var inputs: [Connection] { [input] }
  package let output: Connection
  private let input: Connection
  private let rearrangement: Rearrangement?
  private let pooling: any Pooling

  /// Pooling of maps `[batch, maps, side, side]`.
  package init(
    _ input: Connection, dimensions: [Int], window: WindowGeometry, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    let (height, width) = window.outputs(height: dimensions[2], width: dimensions[3])
    let targetDimensions = [dimensions[0], dimensions[1], height, width]
    func channelsLast(_ below: Connection) throws(OneDNNError) -> (Connection, ChannelsLastPooling) {
      let output = try Connection(
        DataLayout(channelsLast: targetDimensions, .bfloat16), withSignal: input.signal != nil)
      return (output, try ChannelsLastPooling(window, from: below, to: output))
    }
    if ChannelsLastPooling.fits(input.values.layout, window, over: dimensions) {
      rearrangement = nil
      (output, pooling) = try channelsLast(input)
      return
    }
    if BlockedPooling.fits(input.values.layout) {
      let blocked = try BlockedPooling(window, from: input)
      (output, pooling, rearrangement) = (blocked.output, blocked, nil)
      return
    }
    let kernel = try KernelPooling(window, from: input, to: targetDimensions, for: purpose)
    if window.isSquare, dimensions[2] == dimensions[3],
      Rearrangement.isCalled(for: kernel.kernelNames, input, purpose)
    {
      let other = try Rearrangement(channelsLast: input)
      rearrangement = other
      (output, pooling) = try channelsLast(other.copy)
    } else {
      (output, pooling, rearrangement) = (kernel.output, kernel, nil)
    }
  }

  package func forward() throws(OneDNNError) {
    try rearrangement?.forward()
    try pooling.forward()
  }

  package func backward() throws(OneDNNError) {
    try pooling.backward()
    try rearrangement?.backward()
  }
}

/// Both ways of a max pooling.
protocol Pooling {
  /// What computes it, by pass, for benchmarks.
  var kernelNames: [LayerPass: String] { get }
  /// Computes the maxima and where they lie.
  func forward() throws(OneDNNError)
  /// Carries the signal above to where the maxima lay.
  func backward() throws(OneDNNError)
}
