import Networks

extension Architecture {
  /// The network cut below its first dense layer: the layers whose values have a place in the image, and those above
  /// them, which need only the result.
  ///
  /// - Parameters:
  ///   - layer: a layer below the first dense one.
  ///   - includingLogits: without it the lower part ends at the layer, and there is no upper part.
  func split(watching layer: String, includingLogits: Bool) -> (trunk: Architecture, head: Architecture?) {
    let watched = index(of: layer)
    let firstDense =
      layers.firstIndex { if case .dense = $0.kind { true } else { false } } ?? layers.count
    precondition(
      watched < firstDense,
      "\(layer) of \(name) has no place in the image: it is not below the dense layers")
    var end = firstDense
    if !includingLogits {
      end = watched + 1
      if end < firstDense, layers[end].kind == .relu { end += 1 }
    }
    let trunk = Architecture(name: name, inputShape: inputShape, layers: Array(layers[..<end]))
    guard includingLogits else { return (trunk, nil) }
    return (
      trunk, Architecture(name: name, inputShape: outputShapes[end - 1], layers: Array(layers[end...]))
    )
  }
}
