import COneDNN

/// One compiled oneDNN operation. Made once, executed many times.
final class Primitive {
  private let primitive: dnnl_primitive_t
  private let descriptor: dnnl_primitive_desc_t

  /// Compiles an operation.
  ///
  /// - Parameters:
  ///   - operation: a pointer to oneDNN's operation descriptor.
  ///   - fusesReLU: whether a ReLU is applied to the result before it is stored.
  ///   - hint: the forward operation that a backward one belongs to.
  init(
    _ operation: UnsafeRawPointer, fusesReLU: Bool = false, hint: Primitive? = nil,
    _ name: @autoclosure () -> String
  ) throws(OneDNNError) {
    var attributes: dnnl_primitive_attr_t?
    try OneDNNError.check(dnnl_primitive_attr_create(&attributes), "attributes")
    defer { dnnl_primitive_attr_destroy(attributes) }
    if fusesReLU {
      var operations: dnnl_post_ops_t?
      try OneDNNError.check(dnnl_post_ops_create(&operations), "post-operations")
      defer { dnnl_post_ops_destroy(operations) }
      try OneDNNError.check(
        dnnl_post_ops_append_eltwise(operations, 1, dnnl_eltwise_relu, 0, 0), "fused ReLU")
      try OneDNNError.check(dnnl_primitive_attr_set_post_ops(attributes, operations), "fused ReLU")
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
    var made: dnnl_primitive_desc_t?
    try OneDNNError.check(
      dnnl_reorder_primitive_desc_create(&made, &from, engine, &to, engine, nil), "reorder")
    descriptor = made!
    var compiled: dnnl_primitive_t?
    try OneDNNError.check(dnnl_primitive_create(&compiled, descriptor), "reorder")
    primitive = compiled!
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

  /// Runs the operation and waits for it.
  func execute(_ arguments: [(Int32, DataBuffer)]) throws(OneDNNError) {
    let list = arguments.map { dnnl_exec_arg_t(arg: $0.0, memory: $0.1.memory) }
    let stream = ComputeDevice.shared.stream
    try OneDNNError.check(dnnl_primitive_execute(primitive, stream, Int32(list.count), list), "execute")
    try OneDNNError.check(dnnl_stream_wait(stream), "wait")
  }
}

/// A copy between two buffers of different layouts; nothing where the layouts agree and the buffer is one.
package final class Reorder {
  private let primitive: Primitive
  private let source: DataBuffer
  private let target: DataBuffer

  package init(_ source: DataBuffer, _ target: DataBuffer) throws(OneDNNError) {
    self.source = source
    self.target = target
    primitive = try Primitive(reorderFrom: source.layout, to: target.layout)
  }

  package func run() throws(OneDNNError) {
    try primitive.execute([(DNNL_ARG_FROM, source), (DNNL_ARG_TO, target)])
  }
}
