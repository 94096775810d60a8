import Datasets
import Kernels
import Networks
import Tensors

/// How much the units of layers count for a logit, in many images, one batch at a time.
public enum LayerRelevances {
  /// Runs the center crops of images through a model, and the gradient of a logit back to layers, in 32-bit floats.
  ///
  /// - Parameters:
  ///   - layers: names such as `conv2`; the values are those after the ReLU.
  ///   - indices: which images of the cache, in this order.
  ///   - target: the logit of each image.
  ///   - body: called with the next images, each layer's activations and their products with the gradient, `[batch, maps, height,
  ///     width]` both; rows past the last image are undefined.
  /// - Throws: `OneDNNError`, and what `body` throws.
  public static func visit(
    _ model: Model, layers: [String], images: ImageCache, indices: [Int], of target: Ranking.Target,
    batch: Int = 16,
    _ body: (_ part: [Int], _ values: [Tensor<Float>], _ products: [Tensor<Float>]) throws -> Void
  ) throws {
    let engine = try NetworkEngine(model.graph, batch: batch, for: .visualization)
    try engine.load(model.parameters)
    let classes = model.graph.classes
    for start in stride(from: 0, to: indices.count, by: batch) {
      let part = Array(indices[start..<min(start + batch, indices.count)])
      model.preprocessing.writeCenters(of: part, in: images, to: engine.inputPixels)
      let logits = try engine.forward()
      let labels = part.indices.map { row in
        switch target {
        case .predicted:
          UnsafeMutableBufferPointer(rebasing: logits[row * classes..<(row + 1) * classes]).indexOfMaximum
            ?? 0
        case .label(let label): label
        }
      }
      let values = try layers.map { try engine.activation(of: $0) }
      let gradients = try engine.gradients(ofLogits: labels, at: layers)
      try body(part, values, zip(values, gradients).map { product($0, $1) })
    }
  }

  private static func product(_ values: Tensor<Float>, _ gradients: Tensor<Float>) -> Tensor<Float> {
    Tensor(values.shape) { target in
      values.withUnsafeBuffer { values in
        gradients.withUnsafeBuffer { gradients in
          for place in target.indices { target[place] = values[place] * gradients[place] }
        }
      }
    }
  }
}
