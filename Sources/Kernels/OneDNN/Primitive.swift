import COneDNN

/// One compiled oneDNN operation. Made once, executed many times.
final class Primitive {
  private let primitive: dnnl_primitive_t
  private let descriptor: dnnl_primitive_desc_t

  /// What is done to a result before it is stored.
  enum PostOp {
    /// Nothing.
    case none
    /// A ReLU.
    case relu
    /// What the target held is added.
    case add

    fileprivate var code: zfnet_dnnl_post_op {
      switch self {
      case .none: zfnet_dnnl_nothing
      case .relu: zfnet_dnnl_relu
      case .add: zfnet_dnnl_add
      }
    }
  }

  /// What the shim's functions are called with: where the operation goes, what all are asked with, and the layouts' handles.
  typealias Description = (
    UnsafeMutablePointer<dnnl_primitive_desc_t?>, UnsafePointer<zfnet_dnnl_request>, [OpaquePointer?]
  ) -> dnnl_status_t

  /// Compiles an operation.
  ///
  /// - Parameters:
  ///   - layouts: of its arguments, whose handles `describe` is given in this order.
  ///   - postOp: what is done to the result before it is stored.
  ///   - hint: the forward operation that a backward one belongs to.
  ///   - describe: describes the operation to the library.
  init(
    _ name: @autoclosure () -> String, over layouts: [DataLayout?], then postOp: PostOp = .none,
    hint: Primitive? = nil, _ describe: Description
  ) throws(OneDNNError) {
    zfnet_dnnl_use_calling_thread()
    var request = zfnet_dnnl_request(
      engine: ComputeDevice.shared.engine, post_op: postOp.code, hint: hint?.descriptor)
    var made: dnnl_primitive_desc_t?
    let status = withExtendedLifetime((layouts, hint)) {
      describe(&made, &request, layouts.map { $0?.description.handle })
    }
    try OneDNNError.check(status, name())
    descriptor = made!
    var compiled: dnnl_primitive_t?
    try OneDNNError.check(dnnl_primitive_create(&compiled, descriptor), name())
    primitive = compiled!
  }

  /// A copy from one layout to another.
  convenience init(reorderFrom source: DataLayout, to target: DataLayout) throws(OneDNNError) {
    try self.init("reorder", over: [source, target]) { made, request, layouts in
      zfnet_dnnl_reorder(made, request, layouts[0], layouts[1])
    }
  }

  /// A matrix product.
  ///
  /// - Parameters:
  ///   - addsBias: whether a row of 32-bit biases is added to each row.
  ///   - postOp: what is done to the result before it is stored.
  convenience init(
    product left: DataLayout, _ right: DataLayout, into target: DataLayout, addsBias: Bool = false,
    then postOp: PostOp = .none
  ) throws(OneDNNError) {
    let biases = addsBias ? try DataLayout(plain: [1, target.description.dimensions[1]]) : nil
    try self.init("matrix product", over: [left, right, biases, target], then: postOp) {
      zfnet_dnnl_product($0, $1, $2[0], $2[1], $2[2], $2[3])
    }
  }

  deinit {
    dnnl_primitive_destroy(primitive)
    dnnl_primitive_desc_destroy(descriptor)
  }

  /// The layout that the operation chose for one of its arguments.
  func layout(_ query: dnnl_query_t) -> DataLayout {
    do {
      return DataLayout(
        try LayoutDescription("argument") { zfnet_dnnl_layout_create_chosen($0, descriptor, query) })
    } catch {
      preconditionFailure("\(error)")
    }
  }

  /// The name of the kernel behind it, for benchmarks: `jit:avx512_core`, `ref:any`, ….
  var kernelName: String { String(cString: zfnet_dnnl_kernel_name(descriptor)) }

  /// The operation on given buffers, to be run many times.
  func on(_ arguments: [(Int32, DataBuffer)]) throws(OneDNNError) -> Execution {
    try Execution(self, arguments)
  }

  fileprivate func execute(_ arguments: [dnnl_exec_arg_t]) throws(OneDNNError) {
    zfnet_dnnl_use_calling_thread()
    let stream = ComputeDevice.shared.stream
    try OneDNNError.check(
      dnnl_primitive_execute(primitive, stream, Int32(arguments.count), arguments), "execute")
    try OneDNNError.check(dnnl_stream_wait(stream), "wait")
  }
}

/// A primitive bound to its buffers, so that running it allocates nothing. It runs on the thread that asks for it, one at a
/// time.
struct Execution {
  private let primitive: Primitive
  private let arguments: [dnnl_exec_arg_t]
  private let buffers: [DataBuffer]
  private let scratchpad: Scratchpad?

  init(_ primitive: Primitive, _ arguments: [(Int32, DataBuffer)]) throws(OneDNNError) {
    self.primitive = primitive
    buffers = arguments.map(\.1)
    let layout = primitive.layout(dnnl_query_scratchpad_md)
    scratchpad = layout.byteCount > 0 ? try Scratchpad(layout) : nil
    self.arguments =
      arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.memory) }
      + (scratchpad.map { [dnnl_exec_arg_t(arg: DNNL_ARG_SCRATCHPAD, memory: $0.memory)] } ?? [])
  }

  /// Runs the operation and waits for it.
  func run() throws(OneDNNError) {
    try scratchpad?.useCallingThreads()
    try primitive.execute(arguments)
  }
}

/// What an operation writes down while it runs, in memory of whichever thread runs it.
private final class Scratchpad {
  let memory: dnnl_memory_t
  private let byteCount: Int

  init(_ layout: DataLayout) throws(OneDNNError) {
    byteCount = layout.byteCount
    memory = try layout.description.memory(at: zfnet_dnnl_memory_none(), "scratchpad")
  }

  deinit { dnnl_memory_destroy(memory) }

  func useCallingThreads() throws(OneDNNError) {
    try OneDNNError.check(
      dnnl_memory_set_data_handle(memory, zfnet_dnnl_scratchpad(byteCount)), "scratchpad")
  }
}

/// A copy between two buffers of different layouts or widths.
package struct Reorder {
  private let copy: Execution

  package init(_ source: DataBuffer, _ target: DataBuffer) throws(OneDNNError) {
    copy = try Primitive(reorderFrom: source.layout, to: target.layout).on([
      (DNNL_ARG_FROM, source), (DNNL_ARG_TO, target),
    ])
  }

  package func run() throws(OneDNNError) { try copy.run() }
}
