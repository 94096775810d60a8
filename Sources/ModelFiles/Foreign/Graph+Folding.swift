import Networks

extension Graph {
  /// The network without the batch normalizations that can be folded into the layers before them: of several in a row, one after
  /// another.
  func foldingAllBatchNormalization(
    _ parameters: Parameters<Float>
  ) -> (graph: Graph, parameters: Parameters<Float>) {
    var result = (graph: self, parameters: parameters)
    while let folded = result.graph.foldingBatchNormalization(result.parameters) { result = folded }
    return result
  }
}
