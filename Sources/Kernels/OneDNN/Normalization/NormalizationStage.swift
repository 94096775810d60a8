/// Local response normalisation across maps.
package final class NormalizationStage: Stage {
  package let input: Connection
  package let output: Connection
  private let normalization: any Normalization
  private let copySignal: Reorder?
  /// Whether the signal passes unchanged on its way down, as in most deconvnets.
  package var passesSignalUnchanged = false

  /// Normalisation with the given constants of whatever maps come from below.
  package init(
    _ input: Connection, _ constants: ResponseNormalization, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    output = try Connection(input.values.layout, withSignal: input.signal != nil)
    normalization =
      ChannelsLastNormalization.fits(input.values.layout, constants)
      ? ChannelsLastNormalization(constants, from: input, to: output)
      : try KernelNormalization(constants, from: input, to: output, for: purpose)
    if let below = input.signal, let above = output.signal {
      copySignal = try Reorder(above, below)
    } else {
      copySignal = nil
    }
  }

  package func forward() throws(OneDNNError) { try normalization.forward() }

  package func backward() throws(OneDNNError) {
    if passesSignalUnchanged { try copySignal?.run() } else { try normalization.backward() }
  }
}

/// Both ways of a response normalisation.
protocol Normalization {
  /// Normalises the values below.
  func forward() throws(OneDNNError)
  /// Carries the signal above down by the derivative.
  func backward() throws(OneDNNError)
}
