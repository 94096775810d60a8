import CaffeSchema
import Kernels
import Networks
import Tensors

/// The translation of a file's layers, one after another, into the nodes and parameters of a graph.
struct CaffeTranslation {
  /// A value of the network: what node of the graph has it, and under which extents Caffe sees it.
  struct Values {
    /// A node's name, or `Graph.inputName`.
    let source: String
    /// One image's extents: `[channels, height, width]` of maps, `[values]` of a dense layer.
    let dimensions: [Int]
  }

  let weights: CaffeWeights
  /// The number of images for which the file states its shapes.
  let batch: Int
  private var graph: ForeignGraphBuilder
  private var values: [CaffeWiring.Source: Values] = [:]

  /// The graph and the parameters of a network.
  ///
  /// - Parameters:
  ///   - side: the image's side in pixels where the file does not say it.
  ///   - output: the name of the output; nil for the only one.
  /// - Throws: `ForeignFailure`.
  static func network(
    _ wiring: CaffeWiring, _ weights: CaffeWeights, side: Int?, output: String?
  ) throws(ForeignFailure) -> (graph: Graph, parameters: Parameters<Float>) {
    let output = try wiring.output(output)
    let needed = wiring.needed(for: output)
    for place in needed.layers where CaffeStep.data.contains(wiring.layers[place].step.layer.type) {
      throw wiring.layers[place].step.unsupported(
        "it reads the images from elsewhere, so that the file is one for training",
        hint:
          "take the network's deploy.prototxt, or put this in the layer's place: input: \"data\" input_shape { dim: 1 dim: 3 dim: 224 dim: 224 }"
      )
    }
    guard needed.inputs.count == 1 else {
      let list = needed.inputs.prefix(8).map { "“\(wiring.inputs[$0].name)”" }.joined(separator: ", ")
      throw .unsupported(
        "it has \(needed.inputs.count) inputs and not one image\(list.isEmpty ? "" : ": \(list)")",
        hint: "take the network's deploy.prototxt")
    }
    var translation = try CaffeTranslation(wiring, weights, input: needed.inputs[0], side: side)
    for place in needed.layers { try translation.translate(wiring.layers[place], at: place) }
    guard let result = translation.values[output], result.source != Graph.inputName else {
      throw .unsupported("its output is the image", hint: "name another output by --output-name")
    }
    return try translation.graph.finished(result.source)
  }

  private init(
    _ wiring: CaffeWiring, _ weights: CaffeWeights, input: Int, side: Int?
  ) throws(ForeignFailure) {
    let (name, extents) = (wiring.inputs[input].name, wiring.inputs[input].extents)
    if let extents {
      guard extents.count == 4, extents.allSatisfy({ (1...1 << 24).contains($0) }) else {
        throw .unsupported(
          "its input “\(name)” has the extents \(extents.prefix(8))",
          hint: "images have four: the batch, 3 channels, height and width")
      }
      guard extents[1] == 3 else {
        throw .unsupported(
          "its images have \(extents[1]) channels", hint: "networks of three channels are read")
      }
    }
    let side = try ForeignImage.side(height: extents?[2], width: extents?[3], asked: side)
    self.weights = weights
    batch = extents?[0] ?? 1
    graph = ForeignGraphBuilder(inputShape: [3, side, side])
    values[.input(input)] = Values(source: Graph.inputName, dimensions: [3, side, side])
  }

  private mutating func translate(_ linked: CaffeWiring.Linked, at place: Int) throws(ForeignFailure) {
    let step = linked.step
    var inputs: [Values] = []
    for source in linked.bottoms {
      guard let input = values[source] else {
        throw step.unsupported("it reads a second output of a layer, which is not computed here")
      }
      inputs.append(input)
    }
    guard !inputs.isEmpty else { throw step.unsupported("it reads nothing") }
    let result = try self.result(of: step, inputs)
    values[.layer(place, top: 0)] = result
    guard step.layer.type == "Split" else { return }
    for top in step.layer.top.indices { values[.layer(place, top: top)] = result }
  }

  // MARK: Parts

  /// One image's shape of a node of the graph.
  func shape(of values: Values) -> Shape { graph.shape(of: values.source) }

  /// The only value that a layer reads.
  func single(_ inputs: [Values], _ step: CaffeStep) throws(ForeignFailure) -> Values {
    guard inputs.count == 1 else {
      throw step.unsupported("it reads \(inputs.count) values; one is supported")
    }
    return inputs[0]
  }

  /// The only value that a layer reads, which must be maps.
  func maps(_ inputs: [Values], _ step: CaffeStep) throws(ForeignFailure) -> Values {
    let input = try single(inputs, step)
    guard input.dimensions.count == 3 else {
      throw step.malformed("its input has \(input.dimensions.count + 1) extents; images and maps have four")
    }
    return input
  }

  /// An axis counted from the batch's, which is 0, where files may count from the last.
  func axis(_ axis: Int64, of input: Values, _ step: CaffeStep) throws(ForeignFailure) -> Int {
    let rank = Int64(input.dimensions.count + 1)
    guard (-rank..<rank).contains(axis) else { throw step.malformed("its axis \(axis) is none of \(rank)") }
    return Int(axis < 0 ? axis + rank : axis)
  }

  /// A number that must not be infinite or none at all.
  func finite(_ value: Float, _ name: String, _ step: CaffeStep) throws(ForeignFailure) -> Float {
    guard value.isFinite else { throw step.malformed("its \(name) is \(value)") }
    return value
  }

  /// Adds a node of values that keep their extents.
  mutating func keeping(
    _ input: Values, _ operation: Node.Operation, parameters: Parameters<Float>.Pair? = nil,
    _ step: CaffeStep
  ) throws(ForeignFailure) -> Values {
    let result = try add(operation, of: [input], parameters: parameters, step)
    return Values(source: result.source, dimensions: input.dimensions)
  }

  /// Adds a node to the graph and returns its values, as maps.
  mutating func add(
    _ operation: Node.Operation, of inputs: [Values], parameters: Parameters<Float>.Pair? = nil,
    _ step: CaffeStep
  ) throws(ForeignFailure) -> Values {
    let label = step.layer.name.isEmpty ? step.layer.type.lowercased() : step.layer.name
    let name: String
    do throws(ForeignGraphBuilder.Failure) {
      name = try graph.add(operation, of: inputs.map(\.source), called: label, parameters: parameters)
    } catch {
      throw step.failure(error)
    }
    return Values(source: name, dimensions: graph.shape(of: name).dimensions)
  }
}
