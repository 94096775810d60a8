import COneDNN

/// How a signal passes a ReLU in the backward pass, in place: the one step in which backpropagation, the deconvnet and
/// guided backpropagation differ.
package final class RectifiedSignal {
  private let mask: Execution
  private let rectify: Execution

  /// For the signal at the output of a ReLU whose values are `connection.values`.
  package init(_ connection: Connection) throws(OneDNNError) {
    guard let signal = connection.signal else { preconditionFailure("no signal passes this connection") }
    var data = connection.values.layout.descriptor
    var operation = dnnl_eltwise_desc_t()
    try OneDNNError.check(
      dnnl_eltwise_forward_desc_init(&operation, dnnl_forward_training, dnnl_eltwise_relu, &data, 0, 0),
      "ReLU")
    rectify = try Primitive(&operation, "ReLU").on([(DNNL_ARG_SRC, signal), (DNNL_ARG_DST, signal)])
    // The hint is a forward operation of the same kind: the mask is read from the ReLU's output.
    var hintOperation = dnnl_eltwise_desc_t()
    try OneDNNError.check(
      dnnl_eltwise_forward_desc_init(
        &hintOperation, dnnl_forward_training, dnnl_eltwise_relu_use_dst_for_bwd, &data, 0, 0), "ReLU")
    let hint = try Primitive(&hintOperation, "ReLU")
    try OneDNNError.check(
      dnnl_eltwise_backward_desc_init(&operation, dnnl_eltwise_relu_use_dst_for_bwd, &data, &data, 0, 0),
      "ReLU backward")
    mask = try Primitive(&operation, hint: hint, "ReLU backward").on([
      (DNNL_ARG_DST, connection.values), (DNNL_ARG_DIFF_DST, signal), (DNNL_ARG_DIFF_SRC, signal),
    ])
  }

  /// Lets the signal pass where the forward value was positive: backpropagation's rule.
  package func maskByForwardSign() throws(OneDNNError) { try mask.run() }

  /// Keeps what is positive of the signal itself: the deconvnet's rule.
  package func rectifySignal() throws(OneDNNError) { try rectify.run() }
}
