import COneDNN

/// Local response normalisation across maps.
package final class NormalizationStage: Stage {
  package let input: Connection
  package let output: Connection
  private let normalize: Execution
  private let reverse: Execution?
  private let copySignal: Reorder?
  /// Whether the signal passes unchanged on its way down, as in most deconvnets.
  package var passesSignalUnchanged = false

  /// Normalisation with the given constants of whatever maps come from below.
  package init(
    _ input: Connection, _ constants: ResponseNormalization, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    var data = input.values.layout.descriptor
    var operation = dnnl_lrn_desc_t()
    try OneDNNError.check(
      dnnl_lrn_forward_desc_init(
        &operation, purpose.isInference ? dnnl_forward_inference : dnnl_forward_training,
        dnnl_lrn_across_channels, &data, dnnl_dim_t(constants.size), constants.alpha, constants.beta,
        constants.k),
      "response normalization")
    let primitive = try Primitive(&operation, "response normalization")
    output = try Connection(input.values.layout, withSignal: input.signal != nil)
    let space = primitive.layout(dnnl_query_workspace_md)
    let workspace =
      !purpose.isInference && space.byteCount > 0 ? [(DNNL_ARG_WORKSPACE, try DataBuffer(space))] : []
    normalize = primitive.on(
      [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)] + workspace)
    if let below = input.signal, let above = output.signal {
      var gradient = data
      var backward = dnnl_lrn_desc_t()
      try OneDNNError.check(
        dnnl_lrn_backward_desc_init(
          &backward, dnnl_lrn_across_channels, &gradient, &data, dnnl_dim_t(constants.size), constants.alpha,
          constants.beta, constants.k), "response normalization backward")
      reverse = try Primitive(&backward, hint: primitive, "response normalization backward").on(
        [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below)] + workspace)
      copySignal = try Reorder(above, below)
    } else {
      reverse = nil
      copySignal = nil
    }
  }

  package func forward() throws(OneDNNError) { try normalize.run() }

  package func backward() throws(OneDNNError) {
    if passesSignalUnchanged { try copySignal?.run() } else { try reverse?.run() }
  }
}
