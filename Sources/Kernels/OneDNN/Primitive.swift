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
  }

  /// Compiles an operation.
  ///
  /// - Parameters:
  ///   - operation: a pointer to oneDNN's operation descriptor.
  ///   - postOp: what is done to the result before it is stored.
  ///   - hint: the forward operation that a backward one belongs to.
  init(
    _ operation: UnsafeRawPointer, then postOp: PostOp = .none, hint: Primitive? = nil,
    _ name: @autoclosure () -> String
  ) throws(OneDNNError) {
    zfnet_dnnl_use_calling_thread()
    let attributes = try Self.attributes()
    defer { dnnl_primitive_attr_destroy(attributes) }
    if postOp != .none {
      var operations: dnnl_post_ops_t?
      try OneDNNError.check(dnnl_post_ops_create(&operations), "post-operations")
      defer { dnnl_post_ops_destroy(operations) }
      let status =
        postOp == .relu
        ? dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0)
        : dnnl_post_ops_append_sum(operations, 1)
      try OneDNNError.check(status, "post-operation")
      try OneDNNError.check(dnnl_primitive_attr_set_post_ops(attributes, operations), "post-operation")
    }
    var made: dnnl_primitive_desc_t?
    try OneDNNError.check(
      dnnl_primitive_desc_create(
        &made, operation, attributes, ComputeDevice.shared.engine, hint?.descriptor), name())
    descriptor = made!
    var compiled: dnnl_primitive_t?
    try OneDNNError.check(dnnl_primitive_create(&compiled, descriptor), name())
    primitive = compiled!
  }

  /// A copy from one layout to another.
  init(reorderFrom source: DataLayout, to target: DataLayout) throws(OneDNNError) {
    var from = source.descriptor
    var to = target.descriptor
    let engine = ComputeDevice.shared.engine
    zfnet_dnnl_use_calling_thread()
    let attributes = try Self.attributes()
    defer { dnnl_primitive_attr_destroy(attributes) }
    var made: dnnl_primitive_desc_t?
    try OneDNNError.check(
      dnnl_reorder_primitive_desc_create(&made, &from, engine, &to, engine, attributes), "reorder")
    descriptor = made!
    var compiled: dnnl_primitive_t?
    try OneDNNError.check(dnnl_primitive_create(&compiled, descriptor), "reorder")
    primitive = compiled!
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
    var (a, b, c) = (left.descriptor, right.descriptor, target.descriptor)
    var bias = try DataLayout(plain: [1, Int(c.dims.1)]).descriptor
    var operation = dnnl_matmul_desc_t()
    try OneDNNError.check(
      withUnsafePointer(to: &bias) { dnnl_matmul_desc_init(&operation, &a, &b, addsBias ? $0 : nil, &c) },
      "matrix product")
    try self.init(&operation, then: postOp, "matrix product")
  }

  /// Attributes of an operation that takes what memory it needs while it runs from its caller: the library's own would be
  /// that of the thread that compiled it.
  private static func attributes() throws(OneDNNError) -> dnnl_primitive_attr_t {
    var attributes: dnnl_primitive_attr_t?
    try OneDNNError.check(dnnl_primitive_attr_create(&attributes), "attributes")
    try OneDNNError.check(
      dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user), "scratchpad")
    return attributes!
  }

  deinit {
    dnnl_primitive_destroy(primitive)
    dnnl_primitive_desc_destroy(descriptor)
  }

  /// The layout that the operation chose for one of its arguments.
  func layout(_ query: dnnl_query_t) -> DataLayout {
    DataLayout(dnnl_primitive_desc_query_md(descriptor, query, 0).pointee)
  }

  /// The name of the kernel behind it, for benchmarks: `jit:avx512_core`, `ref:any`, ….
  var kernelName: String {
    var text: UnsafePointer<CChar>?
    dnnl_primitive_desc_query(descriptor, dnnl_query_impl_info_str, 0, &text)
    return text.map { String(cString: $0) } ?? "unknown"
  }

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
    var memory: dnnl_memory_t?
    var descriptor = layout.descriptor
    try OneDNNError.check(
      dnnl_memory_create(&memory, &descriptor, ComputeDevice.shared.engine, zfnet_dnnl_memory_none()),
      "scratchpad")
    self.memory = memory!
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
