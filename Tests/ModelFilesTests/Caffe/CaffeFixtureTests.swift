import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import TestSupport
import Testing

/// Agreement with OpenCV's reader on whole networks, which between them have every type of layer but `Bias`;
/// `Fixtures/make_caffe_fixtures.py` made them.
@Suite struct CaffeFixtureTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  /// The image that the answers are of.
  private static let image = Tensor<Float>([1, 3, 19, 19]) { target in
    for place in target.indices {
      let level: Int = (place * 37) % 101 - 50
      target[place] = Float(level) / 50
    }
  }

  private func read(_ name: String) throws -> CaffeNetwork {
    try CaffeNetwork(contentsOf: Self.folder.appending(path: "\(name).prototxt"))
  }

  @Test(arguments: ["classic", "modern"]) func networksAgree(_ name: String) throws {
    let network = try read(name)
    let data = try Data(contentsOf: Self.folder.appending(path: "caffe-expected.json"))
    let answers = try #require(JSONDecoder().decode([String: [Float]].self, from: data)[name])
    let expected = Tensor<Float>([1, network.graph.classes, 1, 1], answers)
    let reference = ReferenceNetwork(graph: network.graph, parameters: network.parameters)
    let output = try #require(reference.forward(Self.image).outputs.last)
    #expect(relativeError(output, expected) < 1e-5)

    // The engine ends at the logits.
    let engine = try NetworkEngine(network.graph, batch: 1, for: .inference)
    try engine.load(network.parameters)
    engine.setPixels(Self.image)
    let logits = try engine.forward()
    SoftmaxCrossEntropy.probabilities(logits, classes: network.graph.classes)
    let values = Tensor<Float>([1, network.graph.classes, 1, 1], Array(logits.prefix(answers.count)))
    #expect(relativeError(values, expected) < 1e-5)
  }

  @Test func nodesAndSizesAreCaffes() throws {
    let classic = try read("classic").graph
    #expect(
      classic.nodes.map(\.name) == [
        "conv1", "relu1", "pool1", "norm1", "conv2", "relu2", "pool2", "fc6", "relu6", "drop6", "fc8", "prob",
      ])
    // 10 positions, rounded up.
    #expect(classic.shape(of: "pool1") == [8, 5, 5] && classic.shape(of: "pool2") == [6, 3, 3])
    #expect(
      classic["conv2"].operation
        == .convolution(
          .init(inputs: 8, outputs: 6, window: .init(kernel: 3, pad: 1, rounding: .down), groups: 2)))
    let modern = try read("modern")
    // A last window that starts in the padding is dropped along the height, and there is none along the width.
    #expect(modern.graph.shape(of: "pool_steps") == [6, 4, 7])
    // The normalization is in the convolution.
    #expect(!modern.graph.contains("bn_stem") && !modern.graph.contains("scale_stem"))
    #expect(modern.title == "modern.prototxt (Modern)" && modern.notes.preprocessing == nil)
  }

  @Test func anImportedModelIsReadAgain() throws {
    let model = try read("modern").model(
      preprocessing: .init(storedSide: 19, mean: [0, 0, 0], scales: [1, 1, 1]))
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(model, to: url)
    let (again, _) = try ModelFile.read(url)
    #expect(again.graph == model.graph && again.parameters == model.parameters)
  }

  // MARK: Which file has the weights

  /// A folder with copies of fixtures under other names.
  private func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("caffe-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, fixture) in files {
      try FileManager.default.copyItem(
        at: Self.folder.appending(path: fixture), to: folder.appendingPathComponent(name))
    }
    return folder
  }

  @Test func theOnlyWeightsBesideTheTextAreTaken() throws {
    let folder = try folder(["deploy.prototxt": "classic.prototxt", "net.caffemodel": "classic.caffemodel"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = folder.appendingPathComponent("deploy.prototxt")
    #expect(try CaffeNetwork(contentsOf: text).parameters == read("classic").parameters)

    // With another file of weights there, it must be said which.
    let other = folder.appendingPathComponent("other.caffemodel")
    try FileManager.default.copyItem(at: Self.folder.appending(path: "modern.caffemodel"), to: other)
    let error = #expect(throws: ForeignFileError.self) { try CaffeNetwork(contentsOf: text) }
    #expect(error?.cause.contains("2 files of weights") == true && error?.hint.contains("--weights") == true)
    let named = CaffeNetwork.Options(weights: folder.appendingPathComponent("net.caffemodel"))
    #expect(try CaffeNetwork(contentsOf: text, options: named).parameters == read("classic").parameters)
    let wrong = #expect(throws: ForeignFileError.self) {
      try CaffeNetwork(contentsOf: text, options: .init(weights: other))
    }
    #expect(wrong?.cause.contains("“conv1” (Convolution): other.caffemodel has no weights") == true)
  }

  @Test func missingWeightsAndAFileInTheOthersPlaceAreNamed() throws {
    let folder = try folder(["deploy.prototxt": "classic.prototxt"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let missing = #expect(throws: ForeignFileError.self) {
      try CaffeNetwork(contentsOf: folder.appendingPathComponent("deploy.prototxt"))
    }
    #expect(missing?.cause.contains("there is no .caffemodel") == true)
    let swapped = #expect(throws: ForeignFileError.self) {
      try CaffeNetwork(contentsOf: Self.folder.appending(path: "classic.caffemodel"))
    }
    #expect(swapped?.hint == "name the .prototxt, with --weights classic.caffemodel")
    let absent = #expect(throws: ForeignFileError.self) {
      try CaffeNetwork(contentsOf: folder.appendingPathComponent("absent.prototxt"))
    }
    if case .unreadable? = absent {} else { Issue.record("\(absent.map { "\($0)" } ?? "nothing is thrown")") }
  }
}
