import Kernels
import Tensors

/// The unoccluded image's values at every layer that the windows are cut from, in the layouts that they are cut for.
package final class OcclusionBase {
  private let trunk: NetworkEngine
  private var sources: [Source] = []
  /// What the square shows, `[1, 3, side, side]`.
  let fill: DataBuffer

  /// One layer's values, or the pixels where the layer is nil, in plain order and as they were asked for.
  private struct Source {
    let layer: String?
    let plain: DataBuffer
    let copy: DataBuffer
    let reorder: Reorder
  }

  /// The base of images of a network's layers before the first dense one.
  package init(_ trunk: NetworkEngine) throws {
    self.trunk = trunk
    fill = try DataBuffer(DataLayout(plain: [1] + trunk.graph.inputShape.dimensions))
  }

  /// Where the values of a layer, or the pixels, will be, `[1, maps, height, width]` in the order of `layout`.
  func values(of layer: String?, like layout: DataLayout) throws -> DataBuffer {
    let shape = trunk.graph.shape(of: layer ?? Graph.inputName)
    let wanted = try layout.resized(to: [1] + shape.dimensions)
    if let source = sources.first(where: { $0.layer == layer && $0.copy.layout.matches(wanted) }) {
      return source.copy
    }
    let plain = try DataBuffer(DataLayout(plain: [1] + shape.dimensions))
    let copy = try DataBuffer(wanted)
    sources.append(Source(layer: layer, plain: plain, copy: copy, reorder: try Reorder(plain, copy)))
    return copy
  }

  /// Computes the base of an image `[3, side, side]`, and takes over what the square shows of it.
  package func compute(_ image: Tensor<Float>, fill fillImage: Tensor<Float>) throws {
    precondition(
      image.shape == trunk.graph.inputShape && fillImage.shape == image.shape,
      "an image of \(image.shape) with a fill of \(fillImage.shape)")
    trunk.setPixels(image)
    fillImage.withUnsafeBuffer { _ = fill.floats.update(fromContentsOf: $0) }
    try trunk.forward()
    for source in sources {
      let values = try source.layer.map { try trunk.activation(of: $0) } ?? image
      values.withUnsafeBuffer { _ = source.plain.floats.update(fromContentsOf: $0) }
      try source.reorder.run()
    }
  }

  /// The unoccluded values of the last layer, `[1, maps, height, width]`.
  package func outputs() throws -> Tensor<Float> { try trunk.activation(of: trunk.graph.nodes.last!.name) }

  /// The unoccluded values of a layer, `[1, maps, height, width]`.
  package func activation(of layer: String) throws -> Tensor<Float> { try trunk.activation(of: layer) }
}
