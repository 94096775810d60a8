/// Local response normalization across maps.
package final class NormalizationStage: Stage {
  package var kernelNames: [LayerPass: String] { normalization.kernelNames }
  package var inputs: [Connection] { [input] }
  package let output: Connection
  private let input: Connection
  private let rearrangement: Rearrangement?
  private let normalization: any Normalization
  private let copySignal: Reorder?
  /// Whether the signal passes unchanged in the backward pass, as in most deconvnets.
  package var passesSignalUnchanged = false

  /// Normalization with the given constants of whatever maps come from below.
  package init(
    _ input: Connection, _ constants: ResponseNormalization, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    // Even neighborhoods have an output of their own.
    let alike = try Connection(input.values.layout, withSignal: input.signal != nil)
    if constants.size.isMultiple(of: 2) {
      let loops = try LoopStage(
        EvenNormalization(constants, over: input.values.dimensions), [input],
        dimensions: [input.values.dimensions], outputDimensions: input.values.dimensions)
      (output, rearrangement, normalization) = (loops.output, nil, loops)
    } else if ChannelsLastNormalization.fits(input.values.layout, constants) {
      (output, rearrangement) = (alike, nil)
      normalization = ChannelsLastNormalization(constants, from: input, to: alike)
    } else {
      let kernel = try KernelNormalization(constants, from: input, to: alike, for: purpose)
      let other =
        Rearrangement.isCalled(for: kernel.kernelNames, input, purpose)
        ? try Rearrangement(channelsLast: input) : nil
      if let other, ChannelsLastNormalization.fits(other.copy.values.layout, constants) {
        output = try Connection(other.copy.values.layout, withSignal: input.signal != nil)
        rearrangement = other
        normalization = ChannelsLastNormalization(constants, from: other.copy, to: output)
      } else {
        (output, rearrangement, normalization) = (alike, nil, kernel)
      }
    }
    if let below = input.signal, let above = output.signal {
      copySignal = try Reorder(above, below)
    } else {
      copySignal = nil
    }
  }

  package func forward() throws(OneDNNError) {
    try rearrangement?.forward()
    try normalization.forward()
  }

  package func backward() throws(OneDNNError) {
    if passesSignalUnchanged {
      try copySignal?.run()
    } else {
      try normalization.backward()
      try rearrangement?.backward()
    }
  }
}

extension LoopStage: Normalization {}

/// Both ways of a response normalization.
protocol Normalization {
  /// What computes it, by pass, for benchmarks.
  var kernelNames: [LayerPass: String] { get }
  /// Normalizes the values below.
  func forward() throws(OneDNNError)
  /// Carries the signal above down by the derivative.
  func backward() throws(OneDNNError)
}
