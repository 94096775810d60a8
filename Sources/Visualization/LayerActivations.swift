import Datasets
import Inference
import Kernels
import Networks
import Tensors

/// Layer activations of many images, one batch at a time: those of a whole set do not fit into memory.
public enum LayerActivations {
  /// Runs the center crops of images through a model.
  ///
  /// - Parameters:
  ///   - layers: names such as `conv2`; the values are those after the ReLU.
  ///   - indices: which images of the cache, in this order.
  ///   - precision: the data type that is computed in; nil takes the model's own.
  ///   - body: called with the next images and each layer's activations, `[batch, maps, height, width]`; rows
  ///     past the last image are undefined.
  /// - Throws: `OneDNNError`, and what `body` throws.
  public static func visit(
    _ model: Model, layers: [String], images: ImageCache, indices: [Int], batch: Int = 32,
    precision: Precision? = nil, _ body: (_ part: [Int], _ values: [Tensor<Float>]) throws -> Void
  ) throws {
    let engine = try NetworkEngine(
      model.graph, batch: batch, for: .inference, precision: precision ?? model.precision)
    try engine.load(model.parameters)
    for start in stride(from: 0, to: indices.count, by: batch) {
      let part = Array(indices[start..<min(start + batch, indices.count)])
      model.preprocessing.writeCenters(of: part, in: images, to: engine.inputPixels)
      try engine.forward()
      try body(part, layers.map { try engine.activation(of: $0) })
    }
  }
}
