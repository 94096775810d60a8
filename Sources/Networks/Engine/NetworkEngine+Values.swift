import Kernels
import Tensors

/// Values of the batch in plain order, of an engine that computes all of it.
extension NetworkEngine {
  /// The values of a node after the last `forward`, `[batch, C, H, W]`; those of a convolution with a fused ReLU are after it,
  /// and a softmax has the logits.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func activation(of name: String) throws(OneDNNError) -> Tensor<Float> {
    let place = stepIndex(of: name)
    return try plain(Shape([batch] + graph.shape(of: name).dimensions)) {
      $0.steps[place].stage.output.values
    }
  }

  /// The values that a node was given in the last `forward`, `[batch, C, H, W]`; those of its first input.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  public func input(of name: String) throws(OneDNNError) -> Tensor<Float> {
    let place = stepIndex(of: name)
    let extents = shards[0].steps[place].stage.inputs[0].values.dimensions
    return try plain(Shape([batch] + extents.dropFirst())) { $0.steps[place].stage.inputs[0].values }
  }

  /// The values of all shards' buffers, in plain order, of the batch's images.
  func plain(_ shape: Shape, _ buffer: (Shard) -> DataBuffer) throws(OneDNNError) -> Tensor<Float> {
    precondition(group == nil, "an engine that computes a part of a batch has no values of all of it")
    let buffers = shards.map(buffer)
    let count = shards[shards.count - 1].images.upperBound
    let target = try DataBuffer(DataLayout(plain: [count] + buffers[0].dimensions.dropFirst()))
    for (shard, buffer) in zip(shards, buffers) {
      try Reorder(buffer, target.images(shard.images)).run()
    }
    return Tensor(shape, UnsafeMutableBufferPointer(rebasing: target.floats[..<shape.count]))
  }

  /// Brings numbers `[n, …]`, n at most `batch`, in plain order to each shard's part of a plain array; the rest is zero.
  func divided(_ values: Tensor<Float>, like extents: [Int]) throws(OneDNNError) -> [DataBuffer] {
    let count = shards[shards.count - 1].images.upperBound
    let whole = try DataBuffer(DataLayout(plain: [count] + extents.dropFirst()))
    values.withUnsafeBuffer { source in
      precondition(source.count <= whole.floats.count, "\(values.shape) for a batch of \(batch)")
      _ = whole.floats.update(fromContentsOf: source)
    }
    var parts: [DataBuffer] = []
    for shard in shards { parts.append(try whole.images(shard.images)) }
    return parts
  }
}
