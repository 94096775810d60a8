import COneDNN

/// A failure that oneDNN reports: its raw status, and the call that met it.
public struct OneDNNError: Error, CustomStringConvertible {
  /// oneDNN's status code, a `dnnl_status_t`.
  public let status: UInt32
  /// The call, with what it was asked to make.
  public let call: String

  /// For example `convolution forward 3→96: unimplemented`.
  public var description: String {
    let name = String(cString: dnnl_status2str(dnnl_status_t(status)))
    return "oneDNN failed: \(call): \(name)"
  }

  static func check(_ status: dnnl_status_t, _ call: @autoclosure () -> String) throws(OneDNNError) {
    if status != dnnl_success { throw OneDNNError(status: status.rawValue, call: call()) }
  }
}
