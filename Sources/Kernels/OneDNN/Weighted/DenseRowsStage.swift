import Tensors

/// What one shard of a batch has to do with a dense layer, whose products are the whole batch's: to bring its values
/// into the layer's matrix, and its rows of the signal back.
package final class DenseRowsStage: RectifyingStage {
  /// The products are the whole batch's.
  package var kernelNames: [LayerPass: String] { [:] }
  package let inputs: [Connection]
  package let output: Connection
  package let rectifiedSignal: RectifiedSignal?
  private var gather: Reorder?
  private var scatter: Reorder?

  /// The shard's part of a layer.
  ///
  /// - Parameters:
  ///   - input: the shard's values below, in any order.
  ///   - rows: the shard's rows of the matrix that the layer reads, of its own memory or of that of `input`.
  ///   - output: the shard's rows of what the layer computes.
  ///   - fusesReLU: whether a ReLU follows.
  package init(
    _ input: Connection, rows: Connection, output: Connection, fusesReLU: Bool
  ) throws(OneDNNError) {
    inputs = [input]
    self.output = output
    rectifiedSignal = fusesReLU && output.signal != nil ? try RectifiedSignal(output) : nil
    // A matrix row is an image's values in the order C, H, W.
    let image = input.values.dimensions
    if rows.values.bytes != input.values.bytes {
      gather = try Reorder(input.values, rows.values.viewed(as: image))
    }
    if let below = input.signal, let signal = rows.signal, signal.bytes != below.bytes {
      scatter = try Reorder(signal.viewed(as: image), below)
    }
  }

  /// Brings the values into the matrix.
  package func forward() throws(OneDNNError) { try gather?.run() }

  /// Brings the signal back.
  package func backward() throws(OneDNNError) { try scatter?.run() }
}
