import Foundation
import Kernels
import ModelFiles
import Networks
import ONNXSchema
import Tensors
import TestSupport
import Testing

/// What each operator becomes in a graph, in the forms that versions of the operators give it.
@Suite struct ONNXOperatorTests {
  /// The operations of a file's graph that ends in `y`.
  private func operations(_ file: ONNXFile) throws -> [Node.Operation] {
    try file.network(output: "y").graph.nodes.map(\.operation)
  }

  private func operation(_ kind: String, _ attributes: [ONNXAttribute], opset: Int = 13) throws
    -> Node.Operation
  {
    var file = ONNXFile(opset: opset)
    file.add(kind, ["image"], "y")
    file.model.graph.nodes[0].attributes = attributes
    return try #require(operations(file).first)
  }

  private func window(
    _ kernel: Int, stride: Int = 1, before: Int = 0, after: Int = 0, _ rounding: SizeRounding = .down
  ) -> AxisWindow {
    AxisWindow(kernel: kernel, stride: stride, padBefore: before, padAfter: after, rounding: rounding)
  }

  // MARK: Windows

  @Test func convolution() throws {
    var file = ONNXFile()
    file.weights("w", [6, 1, 3, 2])
    file.weights("b", [6])
    file.add(
      "Conv", ["image", "w", "b"], "y", .integer("group", 3), .integers("pads", [1, 0, 2, 1]),
      .integers("strides", [2, 1]), .integers("dilations", [1, 1]))
    let network = try file.network(output: "y")
    let expected = ConvolutionGeometry(
      inputs: 3, outputs: 6,
      window: WindowGeometry(rows: window(3, stride: 2, before: 1, after: 2), columns: window(2, after: 1)),
      groups: 3)
    #expect(network.graph.nodes.map(\.operation) == [.convolution(expected)])
    #expect(network.graph.outputShapes == [[6, 5, 8]])
    #expect(network.parameters["y"].weights.scalars == ONNXFile.tenths([6, 1, 3, 2]))
    #expect(network.parameters["y"].biases.scalars == ONNXFile.tenths([6]))
  }

  /// A kernel with gaps is a larger one with zeros in them.
  @Test func dilatedConvolution() throws {
    var file = ONNXFile(image: [1, 3, 9, 9])
    file.weights("v", [3, 1, 2, 3])
    file.add(
      "Conv", ["image", "v"], "z", .integers("dilations", [3, 2]), .text("auto_pad", "SAME_UPPER"),
      .integer("group", 3))
    let network = try file.network(output: "z")
    let geometry = ConvolutionGeometry(
      inputs: 3, outputs: 3,
      window: WindowGeometry(rows: window(4, before: 1, after: 2), columns: window(5, before: 2, after: 2)),
      groups: 3)
    #expect(network.graph.nodes.map(\.operation) == [.convolution(geometry)])
    #expect(network.graph.outputShapes == [[3, 9, 9]])
    let weights = network.parameters["z"].weights
    #expect(weights.shape == [3, 1, 4, 5] && weights.scalars.count { $0 != 0 } == 18)
    let own = ONNXFile.tenths([3, 1, 2, 3])
    for place in own.indices {
      #expect(weights[place / 6, 0, place / 3 % 2 * 3, place % 3 * 2] == own[place])
    }
  }

  @Test(arguments: [("SAME_UPPER", 1, 2), ("SAME_LOWER", 2, 1)])
  func automaticPadding(_ name: String, _ before: Int, _ after: Int) throws {
    var file = ONNXFile(image: [1, 3, 9, 9])
    file.weights("w", [2, 3, 4, 4])
    file.add("Conv", ["image", "w"], "y", .text("auto_pad", name))
    let network = try file.network(output: "y")
    #expect(network.graph.outputShapes == [[2, 9, 9]])
    let axis = window(4, before: before, after: after)
    #expect(network.graph.nodes[0].operation.window == WindowGeometry(rows: axis, columns: axis))
  }

  @Test func pooling() throws {
    let axis = window(3, stride: 2, before: 1, after: 1, .upWithinInput)
    let attributes: [ONNXAttribute] = [
      .integers("kernel_shape", [3, 3]), .integers("strides", [2, 2]), .integers("pads", [1, 1, 1, 1]),
      .integer("ceil_mode", 1),
    ]
    let square = WindowGeometry(rows: axis, columns: axis)
    #expect(try operation("MaxPool", attributes) == .maxPooling(square))
    #expect(try operation("AveragePool", attributes) == .averagePooling(square, countsPadding: false))
    #expect(
      try operation("AveragePool", attributes + [.integer("count_include_pad", 1)])
        == .averagePooling(square, countsPadding: true))
    #expect(try operation("GlobalAveragePool", []) == .globalAveragePooling)
    #expect(
      try operation("GlobalMaxPool", [])
        == .maxPooling(WindowGeometry(rows: window(8, .up), columns: window(8, .up))))
    #expect(try operation("ReduceMean", [.integers("axes", [3, -2])]) == .globalAveragePooling)
  }

  /// A `Pad` becomes the padding of the window that reads it, where that means the same.
  @Test func padding() throws {
    var file = ONNXFile()
    file.integers("pads", [0, 0, 1, 2, 0, 0, 0, 3])
    file.weights("w", [2, 3, 3, 3])
    file.add("Pad", ["image", "pads"], "padded", name: "border")
    var convolving = file
    convolving.add("Conv", ["padded", "w"], "y", .integers("pads", [1, 1, 1, 1]))
    #expect(
      try operations(convolving).map(\.window) == [
        WindowGeometry(rows: window(3, before: 2, after: 1), columns: window(3, before: 3, after: 4))
      ])
    // The largest value of a window can be the border's zero.
    file.add("MaxPool", ["padded"], "y", .integers("kernel_shape", [4, 4]))
    refuse(file, saying: "border", "maximum")
  }

  // MARK: Value by value

  @Test func activations() throws {
    #expect(try operation("Relu", []) == .relu)
    #expect(try operation("LeakyRelu", []) == .activation(.leaky(slope: 0.01)))
    #expect(try operation("LeakyRelu", [.float("alpha", 0.3)]) == .activation(.leaky(slope: 0.3)))
    #expect(
      try operation("Clip", [.float("min", 0), .float("max", 6)], opset: 6) == .activation(.clipped(limit: 6))
    )
    var file = ONNXFile()
    file.weights("zero", [], [0])
    file.add("Clip", ["image", "zero"], "y")
    #expect(try operations(file) == [.relu])
    #expect(
      try operation("LRN", [.integer("size", 4), .float("alpha", 0.5), .float("bias", 2)])
        == .responseNormalization(
          ResponseNormalization(size: 4, alpha: 0.5, beta: 0.75, k: 2, dividesAlpha: true)))
    refuse("Clip", [.float("min", -1), .float("max", 1)], opset: 6, saying: "-1.0 … 1.0")
  }

  @Test func slopes() throws {
    var file = ONNXFile()
    file.weights("slopes", [3, 1, 1])
    file.add("PRelu", ["image", "slopes"], "y")
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.operation) == [.activation(.parametric)])
    #expect(network.parameters["y"].weights.scalars == [0.1, 0.2, 0.3])
  }

  // MARK: Dense layers and constants

  @Test func denseLayers() throws {
    var file = ONNXFile(image: [4, 3, 1, 1])
    file.weights("w", [2, 3])
    file.weights("b", [2], [1, -1])
    file.add("Flatten", ["image"], "x")
    file.add(
      "Gemm", ["x", "w", "b"], "y", .integer("transB", 1), .float("alpha", 2), .float("beta", 0.5))
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.operation) == [.dense(inputs: 3, outputs: 2)])
    #expect(network.parameters["y"].weights.scalars == [0.2, 0.4, 0.6, 0.8, 1, 1.2].map { Float($0) })
    #expect(network.parameters["y"].biases.scalars == [0.5, -0.5])
  }

  @Test func aMatrixProductAndASumAreOneLayer() throws {
    var file = ONNXFile(image: [4, 3, 1, 1])
    file.weights("w", [3, 2], [1, 2, 3, 4, 5, 6])
    file.weights("b", [2], [1, -1])
    file.integers("shape", [0, -1])
    file.add("Reshape", ["image", "shape"], "x")
    file.add("MatMul", ["x", "w"], "z", name: "fc")
    file.add("Add", ["b", "z"], "y")
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.name) == ["fc"])
    #expect(network.parameters["fc"].weights.scalars == [1, 3, 5, 2, 4, 6])
    #expect(network.parameters["fc"].biases.scalars == [1, -1])
  }

  @Test func constantsFoldIntoAConvolution() throws {
    var file = ONNXFile()
    file.weights("w", [2, 3, 1, 1], [1, 2, 3, 4, 5, 6])
    file.weights("scale", [2, 1, 1], [2, 4])
    file.weights("shift", [1], [8])
    file.add("Conv", ["image", "w"], "a", name: "conv")
    file.add("Mul", ["a", "scale"], "b")
    file.add("Sub", ["shift", "b"], "c")
    file.add("Div", ["c", "scale"], "y")
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.name) == ["conv"])
    #expect(network.parameters["conv"].weights.scalars == [-1, -2, -3, -4, -5, -6])
    #expect(network.parameters["conv"].biases.scalars == [4, 2])
  }

  /// Where the layer before it is read by others too, a normalization stays a node.
  @Test func batchNormalization() throws {
    var file = ONNXFile()
    for (name, numbers) in [
      ("gamma", [2, 2, 2]), ("beta", [1, 1, 1]), ("mean", [1, 2, 3]), ("variance", [0, 3, 8]),
    ] {
      file.weights(name, [3], numbers.map { Float($0) })
    }
    file.add(
      "BatchNormalization", ["image", "gamma", "beta", "mean", "variance"], "n", .float("epsilon", 1))
    file.add("Add", ["n", "image"], "y")
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.operation) == [.batchNormalization(channels: 3), .add])
    #expect(network.graph.nodes[1].inputs == ["n", Graph.inputName])
    #expect(relativeError(network.parameters["n"].weights, Tensor([3], [2, 1, 2 / 3])) < 1e-6)
    #expect(relativeError(network.parameters["n"].biases, Tensor([3], [-1, -1, -1])) < 1e-6)
  }

  // MARK: Ends, and what is asked of a caller

  @Test func dropoutAndSoftmax() throws {
    var file = ONNXFile(opset: 9)
    file.add("Dropout", ["image"], "a", .float("ratio", 0.25))
    file.model.graph.nodes[0].outputs.append("mask")
    file.add("Softmax", ["a"], "y")
    #expect(try operations(file) == [.dropout(probability: 0.25), .flatten, .softmax])
    // The mask is another value, which no graph has.
    file.add("Mul", ["y", "mask"], "z")
    refuse(file, output: "z", saying: "mask")
  }

  /// Images of any side, where it is said which; other inputs, and outputs of which one is meant.
  @Test func choices() throws {
    var file = ONNXFile(image: [-1, 3, -1, -1])
    file.add("Relu", ["image"], "y")
    refuse(file, saying: "any side", "--side")
    #expect(try file.network(output: "y", options: .init(side: 20)).graph.inputShape == [3, 20, 20])
    file.model.graph.outputs = [ONNXFile.value("y", []), ONNXFile.value("image", [])]
    let bytes = try file.model.serializedData() as Data
    let url = URL(fileURLWithPath: "/nowhere/net.onnx")
    let error = #expect(throws: ForeignFileError.self) {
      try ONNXNetwork(data: bytes, url: url, options: .init(side: 8))
    }
    #expect(error?.cause.contains("2 outputs: “y”, “image”") == true)
    let network = try ONNXNetwork(data: bytes, url: url, options: .init(side: 8, output: "y"))
    #expect(network.graph.nodes.count == 1)
  }

  // MARK: Refusals

  @Test func whatGraphsLackIsRefusedByNode() throws {
    refuse("Conv", [], opset: 13, saying: "input 2 is missing")
    refuse(
      "MaxPool", [.integers("kernel_shape", [2, 2]), .integers("dilations", [2, 1])], saying: "dilations",
      "“n”")
    refuse(
      "MaxPool", [.integers("kernel_shape", [2, 2]), .integers("pads", [2, 0, 0, 0])], saying: "padding")
    refuse("ReduceMean", [.integers("axes", [1])], saying: "[1]")
    refuse("Softmax", [], saying: "axis 3")
    refuse("Sigmoid", [], saying: "Sigmoid", "“n”", "LeakyRelu")
    refuse("BatchNormalization", [.integer("training_mode", 1)], opset: 14, saying: "training")
    refuse("Transpose", [.integers("perm", [0, 2, 3, 1])], saying: "constants alone")
    refuse("Relu", [], opset: 5, saying: "version 5")
    refuse("Relu", [], opset: 23, saying: "version 23")
  }

  private func refuse(
    _ kind: String, _ attributes: [ONNXAttribute], opset: Int = 13, saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var file = ONNXFile(opset: opset)
    file.add(kind, ["image"], "y", name: "n")
    file.model.graph.nodes[0].attributes = attributes
    refuse(file, words: words, sourceLocation: sourceLocation)
  }

  private func refuse(
    _ file: ONNXFile, output: String = "y", saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    refuse(file, output: output, words: words, sourceLocation: sourceLocation)
  }

  private func refuse(
    _ file: ONNXFile, output: String = "y", words: [String], sourceLocation: SourceLocation
  ) {
    let error = #expect(throws: ForeignFileError.self, sourceLocation: sourceLocation) {
      try file.network(output: output)
    }
    for word in words {
      let text = error.map { "\($0)" } ?? ""
      #expect(text.contains(word), sourceLocation: sourceLocation)
    }
  }
}
