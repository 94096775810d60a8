import COneDNN

/// Local response normalisation across maps.
package final class NormalizationStage: Stage {
  package let input: Connection
  package let output: Connection
  private let normalize: Primitive
  private let reverse: Primitive?
  private let copySignal: Reorder?
  private let workspace: DataBuffer?
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
    let normalize = try Primitive(&operation, "response normalization")
    self.normalize = normalize
    output = try Connection(input.values.layout, withSignal: input.signal != nil)
    let space = normalize.layout(dnnl_query_workspace_md)
    workspace = !purpose.isInference && space.byteCount > 0 ? try DataBuffer(space) : nil
    if let below = input.signal, let above = output.signal {
      var gradient = data
      var backward = dnnl_lrn_desc_t()
      try OneDNNError.check(
        dnnl_lrn_backward_desc_init(
          &backward, dnnl_lrn_across_channels, &gradient, &data, dnnl_dim_t(constants.size), constants.alpha,
          constants.beta, constants.k), "response normalization backward")
      reverse = try Primitive(&backward, hint: normalize, "response normalization backward")
      copySignal = try Reorder(above, below)
    } else {
      reverse = nil
      copySignal = nil
    }
  }

  package func forward() throws(OneDNNError) {
    var arguments = [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)]
    if let workspace { arguments.append((DNNL_ARG_WORKSPACE, workspace)) }
    try normalize.execute(arguments)
  }

  package func backward() throws(OneDNNError) {
    guard let reverse, let above = output.signal, let below = input.signal else { return }
    if passesSignalUnchanged {
      try copySignal?.run()
      return
    }
    var arguments = [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below)]
    if let workspace { arguments.append((DNNL_ARG_WORKSPACE, workspace)) }
    try reverse.execute(arguments)
  }
}
