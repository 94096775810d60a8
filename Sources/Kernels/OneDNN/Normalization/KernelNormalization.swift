import COneDNN

/// Response normalization by the library's kernels.
struct KernelNormalization: Normalization {
  private let normalize: Execution
  private let reverse: Execution?
  /// What carries the signal down where the library has nothing but its reference loops for it.
  private let gradient: NormalizationGradient?
  /// The names of the library's kernels.
  let kernelNames: [LayerPass: String]

  /// Normalization from one connection to another of the same layout.
  init(
    _ constants: ResponseNormalization, from input: Connection, to output: Connection,
    for purpose: StagePurpose
  ) throws(OneDNNError) {
    let constants = constants.divided
    let data = input.values.layout
    let numbers = zfnet_dnnl_normalization(
      size: dnnl_dim_t(constants.size), alpha: constants.alpha, beta: constants.beta, k: constants.k)
    let primitive = try Primitive("response normalization", over: [data]) {
      zfnet_dnnl_normalization_forward($0, $1, purpose.isInference, $2[0], numbers)
    }
    let space = primitive.layout(dnnl_query_workspace_md)
    let workspace =
      !purpose.isInference && space.byteCount > 0 ? [(DNNL_ARG_WORKSPACE, try DataBuffer(space))] : []
    normalize = try primitive.on(
      [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)] + workspace)
    if let below = input.signal, let above = output.signal {
      let reversed = try Primitive("response normalization backward", over: [data], hint: primitive) {
        zfnet_dnnl_normalization_backward($0, $1, $2[0], numbers)
      }
      if NormalizationGradient.replaces(reversed.kernelName, data, constants) {
        kernelNames = [.forward: primitive.kernelName, .backwardData: "loops"]
        gradient = NormalizationGradient(constants, of: input.values, from: above, to: below)
        reverse = nil
        return
      }
      gradient = nil
      kernelNames = [.forward: primitive.kernelName, .backwardData: reversed.kernelName]
      reverse = try reversed.on(
        [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below)] + workspace)
    } else {
      kernelNames = [.forward: primitive.kernelName]
      (reverse, gradient) = (nil, nil)
    }
  }

  func forward() throws(OneDNNError) { try normalize.run() }

  func backward() throws(OneDNNError) {
    gradient?.run()
    try reverse?.run()
  }
}
