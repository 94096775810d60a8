import Tensors

/// A graph as JSON: the image's shape and the nodes. This text is hashed where a graph decides a result.
extension Graph: Codable {
  private enum CodingKeys: String, CodingKey { case inputShape, nodes }

  /// Reads a graph and checks that it fits together.
  ///
  /// - Throws: `DecodingError`, which names the node that does not fit.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      self = try Graph(
        checking: container.decode([Node].self, forKey: .nodes),
        inputShape: container.decode(Shape.self, forKey: .inputShape))
    } catch let error as GraphError {
      throw DecodingError.dataCorruptedError(
        forKey: .nodes, in: container, debugDescription: error.description)
    }
  }

  /// Writes the image's shape and the nodes; shapes of nodes follow from them.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(inputShape, forKey: .inputShape)
    try container.encode(nodes, forKey: .nodes)
  }
}
