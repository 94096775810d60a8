import COneDNN

/// Max pooling that remembers its switches in oneDNN's workspace.
package final class PoolingStage: Stage {
  package let input: Connection
  package let output: Connection
  private let pool: Primitive
  private let unpool: Primitive?
  private let workspace: DataBuffer?

  /// Pooling of maps `[batch, maps, side, side]`.
  package init(
    _ input: Connection, dimensions: [Int], window: WindowGeometry, for purpose: StagePurpose
  ) throws(OneDNNError) {
    self.input = input
    let side = window.outputSide(dimensions[2])
    var source = input.values.layout.descriptor
    var target = try DataLayout(free: [dimensions[0], dimensions[1], side, side]).descriptor
    var strides = [dnnl_dim_t](repeating: dnnl_dim_t(window.stride), count: 2)
    var kernel = [dnnl_dim_t](repeating: dnnl_dim_t(window.kernel), count: 2)
    var near = [dnnl_dim_t](repeating: dnnl_dim_t(window.pad), count: 2)
    var far = [dnnl_dim_t](repeating: dnnl_dim_t(window.farPad(dimensions[2])), count: 2)
    var operation = dnnl_pooling_desc_t()
    try OneDNNError.check(
      dnnl_pooling_forward_desc_init(
        &operation, purpose.isInference ? dnnl_forward_inference : dnnl_forward_training, dnnl_pooling_max,
        &source, &target, &strides, &kernel, &near, &far), "max pooling")
    let pool = try Primitive(&operation, "max pooling \(dimensions)")
    self.pool = pool
    output = try Connection(pool.layout(dnnl_query_dst_md), withSignal: input.signal != nil)
    workspace = purpose.isInference ? nil : try DataBuffer(pool.layout(dnnl_query_workspace_md))
    if input.signal != nil {
      var above = output.values.layout.descriptor
      var reverse = dnnl_pooling_desc_t()
      try OneDNNError.check(
        dnnl_pooling_backward_desc_init(
          &reverse, dnnl_pooling_max, &source, &above, &strides, &kernel, &near, &far), "unpooling")
      unpool = try Primitive(&reverse, hint: pool, "unpooling \(dimensions)")
    } else {
      unpool = nil
    }
  }

  package func forward() throws(OneDNNError) {
    var arguments = [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)]
    if let workspace { arguments.append((DNNL_ARG_WORKSPACE, workspace)) }
    try pool.execute(arguments)
  }

  package func backward() throws(OneDNNError) {
    guard let unpool, let workspace, let above = output.signal, let below = input.signal else { return }
    try unpool.execute([
      (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below), (DNNL_ARG_WORKSPACE, workspace),
    ])
  }
}
