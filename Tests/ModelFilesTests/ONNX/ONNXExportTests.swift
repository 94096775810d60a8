import Foundation
import Kernels
import ModelFiles
import Networks
import ONNXSchema
import Tensors
import TestSupport
import Testing

/// Models as ONNX files: what is written is read back as the same network, by this package's reader.
@Suite(.serialized) struct ONNXExportTests {
  private func readAgain(_ model: Model) throws -> ONNXNetwork {
    try ONNXNetwork(
      data: ONNXExport.encoded(model, path: "net.onnx"), url: URL(filePath: "/nowhere/net.onnx"))
  }

  /// The largest difference of the logits of two images, as a share of the largest.
  private func difference(_ network: ONNXNetwork, _ model: Model) throws -> Double {
    let images = randomTensor(Shape([2] + model.graph.inputShape.dimensions), seed: 9, of: Float.self)
    let logits = try [(model.graph, model.parameters), (network.graph, network.parameters)].map {
      let engine = try NetworkEngine($0, batch: 2, for: .inference)
      try engine.load($1)
      return try engine.logits(of: images)
    }
    #expect(relativeError(logits[0].map { _ in 0 }, logits[0]) == 1, "an answer that is not zero")
    return relativeError(logits[1], logits[0])
  }

  /// The paper's networks, whose sizes are rounded up, their variants, and networks with branches.
  @Test(arguments: Architecture.all.map(\.name)) func architecturesAreTheSame(_ name: String) throws {
    let architecture = try #require(Architecture(named: name))
    let side = max(architecture.smallestInput, 64) + 1
    let model = RandomModel.of(architecture.graph(input: side, width: 1 / 16, classes: 7, pixelScale: 1 / 64))
    let network = try readAgain(model)
    #expect(try difference(network, model) < 1e-6)
    // Nodes keep their names, so that layers are asked for as before.
    let names = model.graph.nodes.filter { $0.fanIn != nil }.map(\.name)
    #expect(network.graph.nodes.filter { $0.fanIn != nil }.map(\.name) == names)
    #expect(names.allSatisfy { network.parameters[$0] == model.parameters[$0] })
  }

  @Test func everyOperationIsWritten() throws {
    let model = RandomModel.of(RandomModel.everything)
    let network = try readAgain(model)
    #expect(try difference(network, model) < 1e-6)
    let kinds = Set(model.graph.nodes.map(\.operation.name))
    #expect(kinds.count == 16, "\(kinds)")
    // Of maps and of vectors alike, values are the same node by node.
    let images = randomTensor([1, 3, 26, 26], seed: 4, of: Float.self)
    let own = ReferenceNetwork(graph: model.graph, parameters: model.parameters).forward(images)
    let read = ReferenceNetwork(graph: network.graph, parameters: network.parameters).forward(images)
    for name in ["pool", "overhanging", "counted", "uncounted", "mixed", "both"] {
      #expect(relativeError(read[name], own[name]) < 1e-5, "\(name)")
    }
  }

  @Test func theFileSaysWhatTheModelSays() throws {
    let model = RandomModel.of(
      Architecture.zfnet.graph(input: 64, width: 1 / 16, classes: 2), classNames: ["a \"b\"", "ü"])
    let network = try readAgain(model)
    #expect(network.notes.classNames == model.classNames)
    let settings = try #require(network.notes.preprocessing)
    #expect(settings.preprocessing(inputSide: 64) == model.preprocessing)
    // A mean image has no place there.
    let side = model.preprocessing.storedSide
    let other = RandomModel.of(
      model.graph, mean: .image([Float](repeating: 100, count: side * side * 3)))
    #expect(try readAgain(other).notes.preprocessing == nil)
    // Broken notes say nothing, and break nothing.
    var file = try ONNXModel(serializedBytes: ONNXExport.encoded(model, path: "x"))
    for place in file.metadata.indices { file.metadata[place].value = "{" }
    let broken = try ONNXNetwork(data: file.serializedData(), url: URL(filePath: "/nowhere/net.onnx"))
    #expect(broken.notes.preprocessing == nil && broken.notes.classNames.isEmpty)
  }

  @Test func theSameModelGivesTheSameBytes() throws {
    let model = RandomModel.of(RandomModel.everything)
    let files = try (0..<2).map { _ in try ONNXExport.encoded(model, path: "x") }
    #expect(files[0] == files[1])
  }

  /// Values may be called as the file's own are, or as one another's weights.
  @Test func namesInTheFileDoNotClash() throws {
    var graph = GraphBuilder(inputShape: [3, 8, 8])
    let first = graph.convolution("a", of: Graph.inputName, channels: 4, kernel: 3)
    let second = graph.convolution("a.weight", of: first, channels: 4, kernel: 3)
    graph.dense("image", of: graph.add("a.bias", .relu, second), units: 3)
    let model = RandomModel.of(graph.graph)
    #expect(try difference(readAgain(model), model) < 1e-6)
  }

  /// One rounding holds for both axes: where it would add a window, there is no way to say what counts.
  @Test func roundingThatTheFormatCannotSayIsNamed() throws {
    var graph = GraphBuilder(inputShape: [3, 8, 8])
    let window = WindowGeometry(
      rows: AxisWindow(kernel: 3, stride: 2, rounding: .down),
      columns: AxisWindow(kernel: 3, stride: 2, rounding: .up))
    let pool = graph.add("mixed", .averagePooling(window, countsPadding: true), Graph.inputName)
    graph.dense("fc", of: pool, units: 3)
    let model = RandomModel.of(graph.graph)
    let error = #expect(throws: ForeignNetworkError.self) { try ONNXExport.encoded(model, path: "net.onnx") }
    #expect(error?.cause.contains("mixed rounds") == true)
  }

  @Test func whatTheFormatHasNoPlaceForIsNamed() throws {
    var graph = GraphBuilder(inputShape: [3, 8, 8])
    let window = WindowGeometry(
      rows: AxisWindow(kernel: 2, padBefore: 2, rounding: .down), columns: AxisWindow(kernel: 2))
    let pool = graph.add("wide", .averagePooling(window, countsPadding: true), Graph.inputName)
    graph.dense("fc", of: pool, units: 3)
    let model = RandomModel.of(graph.graph)
    let error = #expect(throws: ForeignNetworkError.self) { try ONNXExport.encoded(model, path: "net.onnx") }
    #expect(error?.path == "net.onnx" && error?.cause.contains("wide pads") == true)
  }
}
