/// Max pooling that remembers its switches.
package final class PoolingStage: Stage {
  package let input: Connection
  package let output: Connection
  private let pooling: any Pooling

  /// Pooling of maps `[batch, maps, side, side]`.
  package init(
    _ input: Connection, dimensions: [Int], window: WindowGeometry, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    let side = window.outputSide(dimensions[2])
    let targetDimensions = [dimensions[0], dimensions[1], side, side]
    if ChannelsLastPooling.fits(input.values.layout) {
      output = try Connection(
        DataLayout(channelsLast: targetDimensions, .bfloat16), withSignal: input.signal != nil)
      pooling = try ChannelsLastPooling(window, from: input, to: output)
    } else {
      let kernel = try KernelPooling(window, from: input, to: targetDimensions, for: purpose)
      output = kernel.output
      pooling = kernel
    }
  }

  package func forward() throws(OneDNNError) { try pooling.forward() }

  package func backward() throws(OneDNNError) { try pooling.backward() }
}

/// Both ways of a max pooling.
protocol Pooling {
  /// Computes the maxima and where they lie.
  func forward() throws(OneDNNError)
  /// Carries the signal above to where the maxima lay.
  func backward() throws(OneDNNError)
}
