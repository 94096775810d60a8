import COneDNN

/// Max pooling by the library's kernels; the switches are in its workspace.
struct KernelPooling: Pooling {
  /// What it computes, in the layout that the kernel chose.
  let output: Connection
  private let pool: Execution
  private let unpool: Execution?
  /// The names of the library's kernels.
  let kernelNames: [LayerPass: String]

  /// Pooling of a connection's maps, `[batch, maps, side, side]`, to the given extents.
  init(
    _ window: WindowGeometry, from input: Connection, to targetDimensions: [Int], for purpose: StagePurpose
  ) throws(OneDNNError) {
    let dimensions = input.values.dimensions
    let source = input.values.layout
    let target = try DataLayout(free: targetDimensions, source.precision)
    var window = zfnet_dnnl_window(window, over: dimensions)
    let primitive = try Primitive("max pooling \(dimensions)", over: [source, target]) {
      zfnet_dnnl_pooling_forward($0, $1, purpose.isInference, $2[0], $2[1], &window)
    }
    output = try Connection(primitive.layout(dnnl_query_dst_md), withSignal: input.signal != nil)
    let switches = purpose.isInference ? nil : try DataBuffer(primitive.layout(dnnl_query_workspace_md))
    pool = try primitive.on(
      [(DNNL_ARG_SRC, input.values), (DNNL_ARG_DST, output.values)]
        + (switches.map { [(DNNL_ARG_WORKSPACE, $0)] } ?? []))
    if let below = input.signal, let above = output.signal, let switches {
      let reversed = try Primitive(
        "unpooling \(dimensions)", over: [source, output.values.layout], hint: primitive
      ) {
        zfnet_dnnl_pooling_backward($0, $1, $2[0], $2[1], &window)
      }
      kernelNames = [.forward: primitive.kernelName, .backwardData: reversed.kernelName]
      unpool = try reversed.on([
        (DNNL_ARG_DIFF_DST, above), (DNNL_ARG_DIFF_SRC, below), (DNNL_ARG_WORKSPACE, switches),
      ])
    } else {
      kernelNames = [.forward: primitive.kernelName]
      unpool = nil
    }
  }

  func forward() throws(OneDNNError) { try pool.run() }

  func backward() throws(OneDNNError) { try unpool?.run() }
}
