import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import TestSupport
import Testing

/// Agreement with onnxruntime on whole networks, which between them use every operator; `Fixtures/make_onnx_fixtures.py` made
/// them.
@Suite struct ONNXFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The image that the answers are of.
  private static let image = Tensor<Float>([1, 3, 16, 16]) { target in
    for place in target.indices {
      let level: Int = (place * 37) % 101 - 50
      target[place] = Float(level) / 50
    }
  }

  private static func answers(_ name: String) throws -> [Float] {
    let data = try Data(contentsOf: folder.appending(path: "expected.json"))
    return try #require(JSONDecoder().decode([String: [Float]].self, from: data)[name])
  }

  @Test(arguments: ["classic", "branches", "modern"]) func networksAgree(_ name: String) throws {
    let network = try ONNXNetwork(contentsOf: Self.folder.appending(path: "\(name).onnx"))
    let answers = try Self.answers(name)
    let expected = Tensor<Float>([1, network.graph.classes, 1, 1], answers)
    let reference = ReferenceNetwork(graph: network.graph, parameters: network.parameters)
    let output = try #require(reference.forward(Self.image).outputs.last)
    #expect(relativeError(output, expected) < 1e-5)

    // The engine ends at the logits.
    let engine = try NetworkEngine(network.graph, batch: 2, for: .inference)
    try engine.load(network.parameters)
    engine.setPixels(Self.image)
    let logits = try engine.forward()
    if network.graph.nodes.last?.operation == .softmax {
      SoftmaxCrossEntropy.probabilities(logits, classes: network.graph.classes)
    }
    let values = Tensor<Float>([1, network.graph.classes, 1, 1], Array(logits.prefix(answers.count)))
    #expect(relativeError(values, expected) < 1e-5)
  }

  @Test func namesAreCleanAndUnique() throws {
    let network = try ONNXNetwork(contentsOf: Self.folder.appending(path: "classic.onnx"))
    let names = network.graph.nodes.map(\.name)
    // The batch normalization `net.conv` is folded into the convolution before it.
    #expect(names.prefix(5) == ["net.conv", "v3", "v4", "v5", "net.conv_3"])
    #expect(names.contains("classifier.Flatten"))
  }

  @Test func anImportedModelIsReadAgain() throws {
    let network = try ONNXNetwork(contentsOf: Self.folder.appending(path: "branches.onnx"))
    let model = try network.model(
      preprocessing: .imagenetCaffe, classNames: ["a", "b", "c", "d", "e"])
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(model, to: url)
    let (read, _) = try ModelFile.read(url)
    #expect(read.graph == model.graph && read.parameters == model.parameters)
    #expect(read.preprocessing == model.preprocessing && read.origin == model.origin)
    #expect(read.preprocessing.channelOrder == .bgr && read.preprocessing.storedSide == 18)
    #expect(read.preprocessing.mean == .channels([122.679, 116.669, 104.006]))
  }

  @Test func anotherPreprocessingIsAnotherModel() throws {
    let network = try ONNXNetwork(contentsOf: Self.folder.appending(path: "branches.onnx"))
    let digests = try [PreprocessingSettings.imagenetCaffe, .imagenetTorch, .imagenetCaffe].map {
      try network.model(preprocessing: $0).origin.digest
    }
    #expect(digests[0] != digests[1] && digests[0] == digests[2])
  }

  @Test func namesMustFitTheClasses() throws {
    let network = try ONNXNetwork(contentsOf: Self.folder.appending(path: "branches.onnx"))
    let error = #expect(throws: ForeignNetworkError.self) {
      try network.model(preprocessing: .imagenetTorch, classNames: ["a", "b"])
    }
    #expect(error?.cause.contains("5 classes") == true && error?.path.hasSuffix("branches.onnx") == true)
  }
}
