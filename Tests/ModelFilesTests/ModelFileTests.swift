import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import TestSupport
import Testing

@Suite struct ModelFileTests {
  private let url = FileManager.default.temporaryDirectory
    .appendingPathComponent("\(UUID().uuidString).safetensors")

  private static func model(_ mean: Preprocessing.Mean, _ graph: Graph = graph) -> Model {
    var parameters = Parameters<Float>(zerosFor: graph)
    for (place, name) in parameters.nodeNames.enumerated() {
      parameters[name] = .init(
        weights: randomTensor(parameters[name].weights.shape, seed: UInt64(place)),
        biases: randomTensor(parameters[name].biases.shape, seed: UInt64(place + 50)))
    }
    return Model(
      graph: graph, parameters: parameters,
      preprocessing: Preprocessing(
        storedSide: 14, inputSide: 12, channelOrder: .bgr, mean: mean, scales: [0.5, 0.25, 2]),
      classNames: ["a \"b\"", "ü"], origin: .init(title: "made up", digest: "d"), precision: .bfloat16)
  }

  /// All that a graph can hold besides the paper's operations: rounding rules, pads, slopes without biases.
  private static let graph: Graph = {
    var graph = GraphBuilder(inputShape: [3, 12, 12])
    let conv = graph.add(
      "conv1",
      .convolution(
        ConvolutionGeometry(
          inputs: 3, outputs: 4,
          window: WindowGeometry(
            rows: AxisWindow(kernel: 3, stride: 2, padBefore: 1, padAfter: 2, rounding: .down),
            columns: AxisWindow(kernel: 5, rounding: .upWithinInput)))), Graph.inputName)
    let slopes = graph.add("prelu1", .activation(.parametric), conv)
    let norm = graph.add("bn1", .batchNormalization(channels: 4), slopes)
    let sum = graph.add("sum", .add, norm, conv)
    let mean = graph.add("mean", .globalAveragePooling, sum)
    graph.add("softmax", .softmax, graph.dense("fc", of: mean, units: 2))
    return graph.graph
  }()

  @Test(arguments: [
    Preprocessing.Mean.channels([1, 2, 3]), .image((0..<14 * 14 * 3).map { Float($0) }),
  ])
  func whatIsWrittenIsRead(_ mean: Preprocessing.Mean) throws {
    defer { try? FileManager.default.removeItem(at: url) }
    let model = Self.model(mean)
    try ModelFile.write(model, to: url, metadata: ["recipe": "r"])
    let (read, metadata) = try ModelFile.read(url)
    #expect(read.graph == model.graph && read.parameters == model.parameters)
    #expect(read.preprocessing == model.preprocessing && read.classNames == model.classNames)
    #expect(read.origin == model.origin && read.precision == model.precision && metadata["recipe"] == "r")
    let bytes = try Data(contentsOf: url)
    try ModelFile.write(read, to: url, metadata: ["recipe": "r"])
    #expect(try Data(contentsOf: url) == bytes)
  }

  /// A file with other metadata than a model's is refused, and the error says what is missing.
  @Test(arguments: [
    (["graph": "{}"], "graph"), (["classNames": "[\"one\"]"], "class names"),
    (["preprocessing": "{\"storedSide\":14}"], "preprocessing"), (["title": nil], "title"),
    (
      [
        "graph": """
        {"inputShape":[3,12,12],"nodes":[{"name":"x","inputs":["y"],"operation":{"kind":"relu"}}]}
        """
      ], "no node before it is called y"
    ),
  ])
  func whatIsNoModelIsRefused(_ changes: [String: String?], _ cause: String) throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model(.channels([0, 0, 0])), to: url)
    let file = try WeightFile(contentsOf: url)
    var metadata = file.metadata
    for (key, value) in changes { metadata[key] = value }
    try WeightFile(tensors: file.tensors, metadata: metadata).write(to: url)
    #expect {
      _ = try ModelFile.read(url)
    } throws: { error in
      "\(error)".contains(cause) && "\(error)".contains(url.path)
    }
  }

  /// Constants that no network has are refused, by name, and nothing is allocated for them.
  @Test(arguments: [
    ("\"stride\":2", "\"stride\":0", "stride of 0"), ("\"kernel\":3", "\"kernel\":-1", "kernel of -1"),
    ("\"padAfter\":2", "\"padAfter\":9223372036854775807", "padAfter of 9223372036854775807"),
    ("\"kernel\":3", "\"kernel\":13", "conv1.weight is 4×3×3×5 and not 4×3×13×5"),
    ("\"outputs\":4", "\"outputs\":1000000000", "outputs of 1000000000"),
    ("[3,12,12]", "[-3,12,12]", "no array has the extents"),
    ("[3,12,12]", "[3,4611686018427387904,12]", "no array has the extents"),
  ])
  func constantsThatCannotBeAreRefused(_ text: String, _ other: String, _ cause: String) throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model(.channels([0, 0, 0])), to: url)
    let file = try WeightFile(contentsOf: url)
    var metadata = file.metadata
    metadata["graph"] = try #require(metadata["graph"]).replacingOccurrences(of: text, with: other)
    #expect(metadata["graph"] != file.metadata["graph"])
    try WeightFile(tensors: file.tensors, metadata: metadata).write(to: url)
    #expect {
      _ = try ModelFile.read(url)
    } throws: { "\($0)".contains(cause) && "\($0)".contains(url.path) }
  }

  /// The file of a model in which one number of a tensor was changed, and its checksum taken out.
  private func write(_ number: Float, in tensor: String) throws {
    try ModelFile.write(Self.model(.image((0..<14 * 14 * 3).map { Float($0) })), to: url)
    let file = try WeightFile(contentsOf: url)
    let tensors = file.tensors.map { name, values in
      var values = values
      if name == tensor { values.withUnsafeMutableBuffer { $0[1] = number } }
      return (name, values)
    }
    try WeightFile(tensors: tensors, metadata: file.metadata).write(to: url)
  }

  @Test(arguments: [
    ("conv1.weight", Float.nan), ("fc.bias", .infinity), ("preprocessing.mean", -.infinity),
  ]) func whatIsNoNumberIsRefused(_ tensor: String, _ number: Float) throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try write(0.5, in: tensor)
    _ = try ModelFile.read(url)
    try write(number, in: tensor)
    let error = #expect(throws: WeightFileError.self) { try ModelFile.read(url) }
    #expect(error?.cause == "the tensor \(tensor) holds a number that is not finite")
  }

  @Test func aFileWithoutItsChecksumIsNoFileOfOurs() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model(.channels([1, 2, 3])), to: url)
    _ = try ModelFile.read(url, isSealed: true)
    var bytes = try Data(contentsOf: url)
    // Other names for the two keys: what is left is a file from elsewhere.
    for key in ["checksum", "sha256"] {
      let place = try #require(bytes.range(of: Data("\"\(key)\":".utf8)))
      bytes[place.lowerBound + 1] = UInt8(ascii: "x")
    }
    try bytes.write(to: url)
    _ = try ModelFile.read(url)
    let error = #expect(throws: WeightFileError.self) { try ModelFile.read(url, isSealed: true) }
    #expect(error?.cause == "its checksum is missing")
  }

  @Test func aTensorOfAnotherShapeIsRefused() throws {
    defer { try? FileManager.default.removeItem(at: url) }
    try ModelFile.write(Self.model(.channels([0, 0, 0])), to: url)
    let file = try WeightFile(contentsOf: url)
    let tensors = file.tensors.map { ($0.0, $0.0 == "fc.weight" ? $0.1.reshaped(to: [4, 2]) : $0.1) }
    try WeightFile(tensors: tensors, metadata: file.metadata).write(to: url)
    #expect {
      _ = try ModelFile.read(url)
    } throws: { "\($0)".contains("fc.weight is 4×2 and not 2×4") }
  }
}
