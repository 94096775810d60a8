import Foundation
import Kernels
import Networks
import ONNXSchema
import Tensors

/// A file's way to a graph: what image it takes, which nodes matter to its output, their translation one after another.
struct ONNXReading {
  private let graph: ONNXGraph
  private let opset: Int
  private let external: ONNXExternalData
  private let options: ONNXNetwork.Options

  init(_ file: ONNXModel, url: URL, options: ONNXNetwork.Options) throws(ForeignFailure) {
    guard let version = file.operatorSets.first(where: { ["", "ai.onnx"].contains($0.domain) })?.version
    else {
      throw .malformed("it does not say which version of the operators it uses")
    }
    guard ONNXNetwork.versions.contains(Int(version)) else {
      let range = "\(ONNXNetwork.versions.lowerBound) to \(ONNXNetwork.versions.upperBound)"
      throw .unsupported(
        "it uses version \(version) of the operators, and \(range) are read",
        hint: "export it with opset_version=17")
    }
    opset = Int(version)
    graph = file.graph
    external = ONNXExternalData(beside: url)
    self.options = options
    guard graph.nodes.count <= ForeignGraphBuilder.mostNodes else {
      throw .unsupported(
        "it has \(graph.nodes.count) nodes; networks of up to \(ForeignGraphBuilder.mostNodes) are read")
    }
  }

  /// The graph and the parameters, node for node.
  ///
  /// - Throws: `ForeignFailure`.
  func network() throws(ForeignFailure) -> (graph: Graph, parameters: Parameters<Float>) {
    var initializers: [String: ONNXTensor] = [:]
    for tensor in graph.initializers {
      guard initializers.updateValue(tensor, forKey: tensor.name) == nil else {
        throw .malformed("two initializers are called “\(tensor.name)”")
      }
    }
    let (inputName, batch, shape) = try image(initializers)
    let output = try outputName()
    var translation = ONNXTranslation(
      opset: opset, batch: batch, inputName: inputName, inputShape: shape, initializers: initializers,
      external: external)
    for place in neededNodes(for: output) {
      try translation.translate(ONNXStep(graph.nodes[place], place: place + 1))
    }
    let source = try translation.source(of: output)
    return try translation.graph.finished(source)
  }

  // MARK: Input and output

  /// The name of the image, the batch size that the file states, or 1, and one image's shape.
  private func image(
    _ initializers: [String: ONNXTensor]
  ) throws(ForeignFailure) -> (name: String, batch: Int, shape: Shape) {
    // Old files list their weights among the inputs.
    let inputs = graph.inputs.filter { initializers[$0.name] == nil }
    guard inputs.count == 1 else {
      let list = inputs.prefix(8).map { "“\($0.name)”" }.joined(separator: ", ")
      throw .unsupported("it has \(inputs.count) inputs and not one image\(list.isEmpty ? "" : ": \(list)")")
    }
    let name = inputs[0].name
    let type = inputs[0].type.tensor
    guard let numbers = ONNXNumberType(rawValue: type.dataType), numbers.isFloating else {
      throw .unsupported("its input “\(name)” is not of floating-point numbers")
    }
    let extents = type.extents.extents
    guard extents.count == 4 else {
      throw .unsupported(
        "its input “\(name)” has \(extents.count) extents; images have four: [batch, 3, height, width]")
    }
    var known: [Int?] = []
    for extent in extents {
      guard case .number(let number)? = extent.value else {
        known.append(nil)
        continue
      }
      // Exporters write −1 or 0 for what is open.
      guard number >= -1, number <= 1 << 24 else {
        throw .malformed("its input “\(name)” has an extent of \(number)")
      }
      known.append(number > 0 ? Int(number) : nil)
    }
    guard known[1] ?? 3 == 3 else {
      let isLast = known[3] == 3
      throw .unsupported(
        "its images have \(known[1] ?? 0) channels" + (isLast ? ", or three in the last place" : ""),
        hint: isLast ? "export it with channels first" : "networks of three channels are read")
    }
    let side = try ForeignImage.side(height: known[2], width: known[3], asked: options.side)
    return (name, known[0] ?? 1, [3, side, side])
  }

  private func outputName() throws(ForeignFailure) -> String {
    let names = graph.outputs.map(\.name)
    let list = names.prefix(8).map { "“\($0)”" }.joined(separator: ", ")
    if let output = options.output {
      guard names.contains(output) else {
        throw .unsupported("it has no output “\(output)”", hint: "its outputs are \(list)")
      }
      return output
    }
    guard names.count == 1 else {
      guard !names.isEmpty else { throw .malformed("it has no output") }
      throw .unsupported(
        "it has \(names.count) outputs: \(list)", hint: "say which, such as --output-name \(names[0])")
    }
    return names[0]
  }

  /// The places of the nodes that an output depends on, in the file's order.
  private func neededNodes(for output: String) -> [Int] {
    var wanted: Set<String> = [output]
    var places: [Int] = []
    for place in graph.nodes.indices.reversed() {
      guard graph.nodes[place].outputs.contains(where: { !$0.isEmpty && wanted.contains($0) }) else {
        continue
      }
      places.append(place)
      wanted.formUnion(graph.nodes[place].inputs)
    }
    return places.reversed()
  }
}

extension ONNXTranslation {
  /// The graph's node that computes an output of the file.
  ///
  /// - Throws: `ForeignFailure` where nothing does.
  func source(of output: String) throws(ForeignFailure) -> String {
    guard let operand = result(output) else {
      throw .malformed("no node writes its output “\(output)”")
    }
    guard case .values(let values) = operand, values.source != Graph.inputName else {
      throw .unsupported("its output “\(output)” does not depend on the image, or is the image")
    }
    if let padding = values.padding {
      throw .unsupported("\(padding.title) pads the output; only convolution and pooling can take that up")
    }
    return values.source
  }
}
