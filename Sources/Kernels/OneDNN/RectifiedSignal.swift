import COneDNN

/// How a signal passes a ReLU in the backward pass, in place: the one step in which backpropagation, the deconvnet and
/// guided backpropagation differ.
package final class RectifiedSignal {
  private let mask: Execution
  private let rectify: Execution

  /// For the signal at the output of a ReLU whose values are `connection.values`.
  package init(_ connection: Connection) throws(OneDNNError) {
    guard let signal = connection.signal else { preconditionFailure("no signal passes this connection") }
    precondition(
      signal.layout.matches(connection.values.layout), "a signal of another data type than the ReLU's values")
    let layout = connection.values.layout
    rectify = try Primitive("ReLU", over: [layout]) { zfnet_dnnl_relu_forward($0, $1, $2[0], false) }
      .on([(DNNL_ARG_SRC, signal), (DNNL_ARG_DST, signal)])
    // The hint is a forward operation of the same kind: the mask is read from the ReLU's output.
    let hint = try Primitive("ReLU", over: [layout]) { zfnet_dnnl_relu_forward($0, $1, $2[0], true) }
    let backward = try Primitive("ReLU backward", over: [layout], hint: hint) {
      zfnet_dnnl_relu_backward($0, $1, $2[0])
    }
    mask = try backward.on([
      (DNNL_ARG_DST, connection.values), (DNNL_ARG_DIFF_DST, signal), (DNNL_ARG_DIFF_SRC, signal),
    ])
  }

  /// Lets the signal pass where the forward value was positive: backpropagation's rule.
  package func maskByForwardSign() throws(OneDNNError) { try mask.run() }

  /// Keeps what is positive of the signal itself: the deconvnet's rule.
  package func rectifySignal() throws(OneDNNError) { try rectify.run() }
}
