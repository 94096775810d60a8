import Kernels
import Networks
import Tensors

/// Occlusion maps of a network: window by window where it is a chain up to where its values lose their place in the image
/// (`IncrementalOcclusion`), and by a full evaluation of every occluded image otherwise (`FullOcclusion`).
///
/// Made once for a network and a square, and used for any number of images, from one thread at a time.
public final class OcclusionEngine {
  private let method: any OcclusionMethod

  /// Whether only what the square changes is computed. Networks that branch before their values lose their place in the
  /// image, or pool by means there, are evaluated as a whole for every place of the square.
  public var isIncremental: Bool { method is IncrementalOcclusion }

  /// Compiles a network for a square.
  ///
  /// - Parameters:
  ///   - graph: what the network computes.
  ///   - parameters: its weights and biases.
  ///   - occlusion: the square and its places.
  ///   - layer: the layer whose strongest channel is watched, before the first dense layer; `conv5` in the paper. Its values
  ///     are those after the ReLU.
  ///   - includingLogits: whether probabilities and labels are computed; without them everything after the watched
  ///     layer is left out.
  ///   - precision: the data type that the kernels multiply.
  ///   - batch: how many places are computed at once, at most.
  /// - Throws: `OneDNNError` where a primitive cannot be made.
  public init(
    _ graph: Graph, _ parameters: Parameters<Float>, occlusion: Occlusion,
    watching layer: String, includingLogits: Bool = true, precision: Precision = .float32, batch: Int = 25
  ) throws {
    let incremental = try IncrementalOcclusion(
      graph, parameters, occlusion: occlusion, watching: layer, includingLogits: includingLogits,
      precision: precision, batch: batch)
    method =
      if let incremental { incremental } else {
        try FullOcclusion(
          graph, parameters, occlusion: occlusion, watching: layer, includingLogits: includingLogits,
          precision: precision, batch: batch)
      }
  }

  /// The maps of one image.
  ///
  /// - Parameters:
  ///   - image: as the network sees it, `[3, side, side]`.
  ///   - fill: what the square shows of it, of the same shape: `OcclusionFill.image(for:square:preprocessing:)`.
  ///   - classIndex: whose probability is wanted; nil is the most probable class of the unoccluded image.
  ///   - channel: which channel of the layer is watched; nil is the one with the largest summed activation in the unoccluded
  ///     image.
  /// - Throws: `OneDNNError` where a primitive fails.
  public func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int? = nil, watching channel: Int? = nil
  ) throws -> OcclusionMap {
    try method.maps(of: image, fill: fill, class: classIndex, watching: channel)
  }
}

/// A way to compute occlusion maps; all give the same maps, to rounding.
protocol OcclusionMethod {
  /// The maps of one image: see `OcclusionEngine.maps`.
  func maps(
    of image: Tensor<Float>, fill: Tensor<Float>, class classIndex: Int?, watching channel: Int?
  ) throws -> OcclusionMap
}

extension IncrementalOcclusion: OcclusionMethod {}
extension FullOcclusion: OcclusionMethod {}
