import Networks

/// Which nodes of a network stand for the paper's layers.
///
/// A network whose nodes are numbered as the paper's are (`conv1` … `fc7`) has them by its own names. In any other, layers 1
/// to 5 are spread evenly over its depth, or named by whoever knows the network better; layer 7 is what its classifier reads.
public struct LayerAssignment: Sendable, Hashable {
  /// The nodes whose maps are shown as layers 1 to 5, from the pixels upward. The values of a convolution are those after the
  /// ReLU that alone reads it.
  public let maps: [String]
  /// By the layer's number, the node that its features are taken from: what leaves the layer, pooled where it pools.
  public let outputs: [Int: String]
  /// Whether layer 7 has the same values as layer 5: nothing stands between the uppermost maps and the classifier.
  public let endsInMaps: Bool

  /// How many of the layers are maps.
  public static let mapCount = 5

  /// Why a network has no such layers, or not those that were asked for.
  public struct Failure: Error, Hashable, CustomStringConvertible {
    /// The cause, in words.
    public let description: String

    init(_ description: String) { self.description = description }
  }

  /// The layers of a network whose nodes are numbered as the paper's.
  public init(numberedIn graph: Graph) {
    maps = graph.convolutionNames
    let numbers = Set(graph.nodes.compactMap { Int($0.name.drop { !$0.isNumber }) })
    outputs = Dictionary(
      uniqueKeysWithValues: numbers.map { ($0, NetworkFeatures.outputName(ofLayer: $0, in: graph)) })
    endsInMaps = false
  }

  /// The layers of any network, by a rule.
  ///
  /// The classifier is the last convolution or dense layer before the logits. Of the convolutions below it that have maps, the depth is the number of
  /// convolutions on the longest way from the image, its own counted. Layers 1 to 5 are at five depths that are evenly spaced
  /// from the first to the last. A convolution whose maps are added to others or joined with them stands for the sum, or for
  /// the joined maps; of several at one depth, the one counts that ends in the most maps, of equals the last. Layers 6 and 7 are the last two dense layers below the classifier; with
  /// one alone there is no layer 6, and without any, layer 7 is what the classifier reads.
  ///
  /// - Throws: `Failure` where a network has no five such layers.
  public init(spacedOver graph: Graph) throws(Failure) {
    let classifier = try Self.classifier(of: graph)
    let depths = Self.depths(in: graph)
    let hidden = graph.ancestors(of: graph.nodes[classifier].inputs[0]).filter { place in
      guard case .convolution = graph.nodes[place].operation else { return false }
      return graph.outputShapes[place][1] > 1 && graph.outputShapes[place][2] > 1
    }
    let deepest = hidden.map { depths[$0] }.max() ?? 0
    let steps = Self.mapCount - 1
    guard deepest > steps else {
      throw Failure(
        "it has \(deepest) convolution\(deepest == 1 ? "" : "s") below its classifier, one above the other, and the paper's layers 1 to 5 need five"
      )
    }
    let maps = (0...steps).map { step -> String in
      let wanted = 1 + (step * (deepest - 1) + steps / 2) / steps
      let depth = hidden.map { depths[$0] }.filter { $0 <= wanted }.max() ?? wanted
      let ends = hidden.filter { depths[$0] == depth }.map {
        Self.maps(from: graph.nodes[$0].name, in: graph)
      }
      let most = ends.map { graph.shape(of: $0)[0] }.max()
      return ends.last { graph.shape(of: $0)[0] == most } ?? ""
    }
    guard Set(maps).count == maps.count else {
      throw Failure("its branches leave no five layers one above the other; name them")
    }
    self.init(maps, in: graph, classifier: classifier)
  }

  /// The layers of any network, with layers 1 to 5 named.
  ///
  /// - Parameter names: five nodes with maps, from the pixels upward.
  /// - Throws: `Failure` for other numbers of names, for nodes that are not there, have no maps, or come in another order.
  public init(named names: [String], in graph: Graph) throws(Failure) {
    guard names.count == Self.mapCount else {
      throw Failure("five nodes are wanted, for the paper's layers 1 to 5, not \(names.count)")
    }
    for name in names {
      guard graph.contains(name) else { throw Failure("there is no node “\(name)”") }
      let shape = graph.shape(of: name)
      guard shape[1] > 1, shape[2] > 1 else { throw Failure("\(name) has no maps: its output is \(shape)") }
    }
    for (lower, upper) in zip(names, names.dropFirst()) {
      guard lower != upper, graph.ancestors(of: upper).contains(graph.index(of: lower)) else {
        throw Failure("\(upper) does not depend on \(lower): name them from the pixels upward")
      }
    }
    self.init(names, in: graph, classifier: try Self.classifier(of: graph))
  }

  private init(_ maps: [String], in graph: Graph, classifier: Int) {
    var outputs = [Int: String](
      uniqueKeysWithValues: maps.enumerated().map { ($0 + 1, Self.output(from: $1, in: graph, pools: true)) })
    let read = graph.nodes[classifier].inputs[0]
    let dense = graph.ancestors(of: read).map { graph.nodes[$0] }.filter {
      if case .dense = $0.operation { true } else { false }
    }
    let ends = dense.suffix(2).map { Self.output(from: $0.name, in: graph, pools: false) }
    if ends.count == 2 { outputs[6] = ends[0] }
    outputs[7] = ends.last ?? Self.values(of: read, in: graph)
    self.maps = maps
    self.outputs = outputs
    endsInMaps =
      outputs[5].map { Self.values(of: $0, in: graph) } == outputs[7].map { Self.values(of: $0, in: graph) }
  }

  /// The numbers of the layers that there are, in order.
  public var numbers: [Int] { outputs.keys.sorted() }

  /// The node that a layer's features are taken from; the layer must be one of `numbers`.
  public func output(ofLayer number: Int) -> String {
    guard let name = outputs[number] else { preconditionFailure("no node stands for layer \(number)") }
    return name
  }

  // MARK: The rule

  /// The place of the last node with weights that the logits depend on.
  private static func classifier(of graph: Graph) throws(Failure) -> Int {
    let places = graph.ancestors(of: graph.logitsName).filter { graph.nodes[$0].fanIn != nil }
    guard let last = places.last, graph.nodes[last].inputs[0] != Graph.inputName else {
      throw Failure("it has no layer below its classifier")
    }
    return last
  }

  /// By node, how many convolutions there are on the longest way from the image to it, its own counted.
  private static func depths(in graph: Graph) -> [Int] {
    var depths: [Int] = []
    for node in graph.nodes {
      let below = node.inputs.map { $0 == Graph.inputName ? 0 : depths[graph.index(of: $0)] }.max() ?? 0
      if case .convolution = node.operation { depths.append(below + 1) } else { depths.append(below) }
    }
    return depths
  }

  /// The convolution itself, or the sum or the joined maps that it ends in before they are pooled or read by several.
  private static func maps(from name: String, in graph: Graph) -> String {
    var (place, end) = (name, name)
    while let reader = soleReader(of: place, in: graph) {
      switch reader.operation {
      case .add, .concatenation: end = reader.name
      case .activation: if end != name { end = reader.name }
      case .batchNormalization, .responseNormalization, .dropout: break
      default: return end
      }
      place = reader.name
    }
    return end
  }

  /// What leaves a layer that begins with a node: after what works on its values alone and, where it pools, after that.
  private static func output(from name: String, in graph: Graph, pools: Bool) -> String {
    var place = name
    while let reader = soleReader(of: place, in: graph) {
      switch reader.operation {
      case .activation, .batchNormalization, .responseNormalization, .dropout: break
      case .maxPooling, .averagePooling: if !pools { return place }
      default: return place
      }
      place = reader.name
    }
    return place
  }

  /// The node whose values a node has that changes none: dropout, and maps as one vector.
  private static func values(of name: String, in graph: Graph) -> String {
    switch graph[name].operation {
    case .dropout, .flatten:
      let input = graph[name].inputs[0]
      return input == Graph.inputName ? name : values(of: input, in: graph)
    default: return name
    }
  }

  private static func soleReader(of name: String, in graph: Graph) -> Node? {
    let readers = graph.readers(of: name)
    return readers.count == 1 ? graph[readers[0]] : nil
  }
}
