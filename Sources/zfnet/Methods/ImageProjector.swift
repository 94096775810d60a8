import Experiments
import Foundation
import Kernels
import Networks
import Tensors
import Visualization

/// The deconvnet on one image at a time: where the maps of a layer answer most, and what of the image they answer to.
struct ImageProjector {
  /// A map's strongest activation in an image.
  typealias Peak = (channel: Int, row: Int, column: Int, value: Float)

  private let layer: String
  private let engine: NetworkEngine
  private let deconvnet: Deconvnet
  private let preprocessing: Preprocessing
  private let graph: Graph
  private var side: Int { graph.inputSide }

  /// A projector of a layer's maps, in 32-bit floats.
  ///
  /// - Parameter layer: a convolution.
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  init(_ model: Model, layer: String) throws {
    self.layer = layer
    engine = try NetworkEngine(model.graph, batch: 1, for: .inference)
    try engine.load(model.parameters)
    deconvnet = Deconvnet(model, batch: 8)
    preprocessing = model.preprocessing
    graph = model.graph
  }

  /// Of each map that answers to an image the place where it answers most, the strongest first.
  ///
  /// - Parameter pixels: the network's input, `[3, side, side]`.
  /// - Throws: `OneDNNError` where a primitive fails.
  func peaks(in pixels: Tensor<Float>) throws -> [Peak] {
    pixels.withUnsafeBuffer { _ = engine.inputPixels.update(fromContentsOf: $0) }
    try engine.forward()
    return StrongestUnit.peaks(in: try engine.activation(of: layer), image: 0)
  }

  /// The most probable class of the image that `peaks` has looked at last; nil where the network's output is not a number a class.
  func mostProbable() throws -> (label: Int, probability: Float)? {
    let output = graph.shape(of: graph.logitsName)
    guard output[0] == output.count else { return nil }
    let logits = try engine.activation(of: graph.logitsName).scalars
    guard let best = logits.indices.max(by: { (logits[$0], -$0) < (logits[$1], -$1) }) else { return nil }
    // The softmax of the largest.
    return (best, 1 / logits.reduce(0) { $0 + exp($1 - logits[best]) })
  }

  /// The projections of peaks at the pixels, `[3, side, side]` each, in red, green and blue.
  ///
  /// - Throws: `OneDNNError` where a primitive fails.
  func project(_ peaks: [Peak], of pixels: Tensor<Float>, by rule: BackwardRule) throws -> [Tensor<Float>] {
    deconvnet.options.rule = rule
    let units = peaks.map { Unit(image: 0, channel: $0.channel, row: $0.row, column: $0.column) }
    let images = PreparedPixels(Tensor([1, 3, side, side], pixels.scalars))
    return try deconvnet.patches(units, of: layer, pixels: images).map {
      preprocessing.inRGB($0.image(side: side))
    }
  }
}
