import COneDNN

/// Response normalization by the library's kernels.
struct KernelNormalization: Normalization {
  private let normalize: Execution
  private let reverse: Execution?
  /// The names of the library's kernels.
  let kernelNames: [String]

  /// Normalization from one connection to another of the same layout.
  init(
    _ constants: ResponseNormalization, from input: Connection, to output: Connection,
    for purpose: StagePurpose
  ) throws(OneDNNError) {
    let constants = constants.divided
    var data = input.values.layout.descriptor
    var operation = dnnl_lrn_desc_t()
    try OneDNNError.check(
      dnnl_lrn_forward_desc_init(
        &operation, purpose.isInference ? dnnl_forward_inference : dnnl_forward_training,
        dnnl_lrn_across_channels, &data, dnnl_dim_t(constants.size), constants.alpha, constants.beta,
        constants.k),
      "response normalization")
    let primitive = try Primitive(&operation, "response normalization")
    let space = primitive.layout(dnnl_query_workspace_md)
    let workspace =
      !purpose.isInference && space.byteCount > 0 ? [(DNNL_ARG_WORKSPACE, try DataBuffer(space))] : []
    normalize = try primitive.on(
      [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)] + workspace)
    if let below = input.signal, let above = output.signal {
      var gradient = data
      var backward = dnnl_lrn_desc_t()
      try OneDNNError.check(
        dnnl_lrn_backward_desc_init(
          &backward, dnnl_lrn_across_channels, &gradient, &data, dnnl_dim_t(constants.size), constants.alpha,
          constants.beta, constants.k), "response normalization backward")
      let reversed = try Primitive(&backward, hint: primitive, "response normalization backward")
      kernelNames = [primitive.kernelName, reversed.kernelName]
      reverse = try reversed.on(
        [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below)] + workspace)
    } else {
      kernelNames = [primitive.kernelName]
      reverse = nil
    }
  }

  func forward() throws(OneDNNError) { try normalize.run() }

  func backward() throws(OneDNNError) { try reverse?.run() }
}
