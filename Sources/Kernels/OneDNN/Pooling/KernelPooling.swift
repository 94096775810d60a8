import COneDNN

/// Max pooling by the library's kernels; the switches are in its workspace.
struct KernelPooling: Pooling {
  /// What it computes, in the layout that the kernel chose.
  let output: Connection
  private let pool: Execution
  private let unpool: Execution?
  /// The names of the library's kernels.
  let kernelNames: [String]

  /// Pooling of a connection's maps, `[batch, maps, side, side]`, to the given extents.
  init(
    _ window: WindowGeometry, from input: Connection, to targetDimensions: [Int], for purpose: StagePurpose
  ) throws(OneDNNError) {
    let dimensions = input.values.dimensions
    var source = input.values.layout.descriptor
    var target = try DataLayout(free: targetDimensions, input.values.layout.precision).descriptor
    var window = WindowArguments(window, over: dimensions)
    var operation = dnnl_pooling_desc_t()
    try OneDNNError.check(
      dnnl_pooling_forward_desc_init(
        &operation, purpose.isInference ? dnnl_forward_inference : dnnl_forward_training, dnnl_pooling_max,
        &source, &target, &window.strides, &window.kernel, &window.near, &window.far), "max pooling")
    let primitive = try Primitive(&operation, "max pooling \(dimensions)")
    output = try Connection(primitive.layout(dnnl_query_dst_md), withSignal: input.signal != nil)
    let switches = purpose.isInference ? nil : try DataBuffer(primitive.layout(dnnl_query_workspace_md))
    pool = try primitive.on(
      [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)]
        + (switches.map { [(DNNL_ARG_WORKSPACE, $0)] } ?? []))
    if let below = input.signal, let above = output.signal, let switches {
      var target = output.values.layout.descriptor
      var reverse = dnnl_pooling_desc_t()
      try OneDNNError.check(
        dnnl_pooling_backward_desc_init(
          &reverse, dnnl_pooling_max, &source, &target, &window.strides, &window.kernel, &window.near,
          &window.far), "unpooling")
      let reversed = try Primitive(&reverse, hint: primitive, "unpooling \(dimensions)")
      kernelNames = [primitive.kernelName, reversed.kernelName]
      unpool = try reversed.on([
        (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below), (DNNL_ARG_WORKSPACE, switches),
      ])
    } else {
      kernelNames = [primitive.kernelName]
      unpool = nil
    }
  }

  func forward() throws(OneDNNError) { try pool.run() }

  func backward() throws(OneDNNError) { try unpool?.run() }
}
