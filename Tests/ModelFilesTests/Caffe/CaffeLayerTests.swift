import CaffeSchema
import Foundation
import Kernels
import ModelFiles
import Networks
import Tensors
import Testing

/// What a file's layers become, one at a time, and which of them count.
@Suite struct CaffeLayerTests {
  private func layer(_ settings: String, _ change: (inout CaffeFile) -> Void = { _ in }) throws
    -> CaffeNetwork
  {
    var file = CaffeFile()
    file.add(#"name: "x" bottom: "data" top: "x" "# + settings)
    change(&file)
    return try file.network()
  }

  private func output(_ network: CaffeNetwork, _ image: (Int) -> Float = { Float($0 % 7) - 3 }) throws
    -> Tensor<Float>
  {
    let pixels = Tensor<Float>([1, 3, 8, 8], (0..<192).map(image))
    let reference = ReferenceNetwork(graph: network.graph, parameters: network.parameters)
    return try #require(reference.forward(pixels).outputs.last)
  }

  @Test func aTransposedDenseLayer() throws {
    let network = try layer(
      #"type: "InnerProduct" inner_product_param { num_output: 2 transpose: true bias_term: false }"#
    ) {
      $0.numbers("x", [192, 2])
    }
    let weights = network.parameters["x"].weights
    #expect(weights.shape == [2, 192] && weights[0] == 0.1 && weights[1] == 0.3 && weights[192] == 0.2)
  }

  /// Held against sums over the positions that the gaps leave.
  @Test(arguments: [("dilation: 2", [2, 2]), ("dilation: 3 dilation: 1", [3, 1])])
  func aKernelWithGaps(_ setting: String, _ gaps: [Int]) throws {
    let kernel =
      #"type: "Convolution" convolution_param { num_output: 2 kernel_h: 2 kernel_w: 3 pad: 1 stride: 2 "#
    let network = try layer(kernel + setting + " }") {
      $0.numbers("x", [2, 3, 2, 3])
      $0.numbers("x", [2], [1, -1])
    }
    let values = try output(network)
    let (rows, columns) = ((8 + 2 - gaps[0] - 1) / 2 + 1, (8 + 2 - 2 * gaps[1] - 1) / 2 + 1)
    #expect(values.shape == [1, 2, rows, columns])
    for channel in 0..<2 {
      for row in 0..<rows {
        for column in 0..<columns {
          var sum: Float = channel == 0 ? 1 : -1
          for place in 0..<18 {
            let (y, x) = (2 * row - 1 + place / 3 % 2 * gaps[0], 2 * column - 1 + place % 3 * gaps[1])
            guard (0..<8).contains(y), (0..<8).contains(x) else { continue }
            let pixel = Float((place / 6 * 64 + y * 8 + x) % 7) - 3
            sum += pixel * Float(channel * 18 + place + 1) / 10
          }
          #expect(abs(values[0, channel, row, column] - sum) < 1e-4)
        }
      }
    }
  }

  @Test func aBiasShiftsEachChannel() throws {
    let network = try layer(#"type: "Bias""#) { $0.numbers("x", [3], [1, 2, 3]) }
    let values = try output(network) { _ in 5 }
    #expect(values.scalars == [6, 7, 8].flatMap { [Float](repeating: $0, count: 64) })
  }

  /// A moving average of no weight has no mean and no variance.
  @Test func aMovingAverageOfNothing() throws {
    let network = try layer(#"type: "BatchNorm" batch_norm_param { eps: 0.25 }"#) {
      $0.numbers("x", [3]); $0.numbers("x", [3]); $0.numbers("x", [1], [0])
    }
    #expect(try output(network) { _ in 3 }.scalars.allSatisfy { $0 == 6 })
  }

  @Test func aSlopeThatChannelsShare() throws {
    let network = try layer(#"type: "PReLU" prelu_param { channel_shared: true }"#) {
      $0.numbers("x", [], [0.5])
    }
    #expect(network.parameters["x"].weights.scalars == [0.5, 0.5, 0.5])
  }

  @Test func sizesRoundDownWhereTheFileSaysSo() throws {
    let settings = #"type: "Pooling" pooling_param { kernel_size: 3 stride: 2"#
    #expect(try layer(settings + " }").graph.shape(of: "x") == [3, 4, 4])
    #expect(try layer(settings + " round_mode: FLOOR }").graph.shape(of: "x") == [3, 3, 3])
    // A step that is larger than the window, whose last one starts in the map all the same.
    let wide = #"type: "Pooling" pooling_param { kernel_size: 2 stride: 3 }"#
    #expect(try layer(wide).graph.shape(of: "x") == [3, 3, 3])
  }

  @Test func normalizationHasCaffesDefaults() throws {
    let operation = try layer(#"type: "LRN""#).graph["x"].operation
    #expect(
      operation == .responseNormalization(.init(size: 5, alpha: 1, beta: 0.75, k: 1, dividesAlpha: true)))
  }

  @Test func doublesAndOldExtents() throws {
    let network = try layer(#"type: "InnerProduct" inner_product_param { num_output: 2 }"#) {
      $0.change("x") { blobs in
        var weights = CaffeBlob()
        (weights.num, weights.channels, weights.height, weights.width) = (1, 1, 2, 192)
        weights.doubleData = (0..<384).map { Double($0) / 8 }
        var biases = CaffeBlob()
        (biases.num, biases.channels, biases.height, biases.width) = (1, 1, 1, 2)
        biases.data = [0.5, -1]
        blobs = [weights, biases]
      }
    }
    #expect(
      network.parameters["x"].weights[383] == 383 / 8 && network.parameters["x"].biases.scalars == [0.5, -1])
  }

  // MARK: Which layers count

  @Test func layersOfTheTrainingAreLeftOut() throws {
    var file = CaffeFile()
    file.add(#"name: "data" type: "Data" top: "data" top: "label" include { phase: TRAIN }"#)
    file.add(#"name: "relu" type: "ReLU" bottom: "data" top: "relu""#)
    file.add(#"name: "noise" type: "Dropout" bottom: "relu" top: "relu" exclude { phase: TEST }"#)
    file.add(#"name: "accuracy" type: "Accuracy" bottom: "relu" bottom: "label" top: "accuracy""#)
    file.add(#"name: "loss" type: "SoftmaxWithLoss" bottom: "relu" bottom: "label" top: "loss""#)
    file.add(#"name: "more" type: "ReLU" bottom: "relu" top: "more" include { stage: "deploy" }"#)
    file.add(#"name: "less" type: "ReLU" bottom: "relu" top: "less" include { not_stage: "deploy" }"#)
    #expect(try file.network().graph.nodes.map(\.name) == ["relu", "more"])
  }

  @Test func aNetworkForTrainingIsRefusedWithWhatToDo() throws {
    var file = CaffeFile(input: "")
    file.add(
      #"name: "images" type: "Data" top: "data" top: "label" transform_param { crop_size: 8 } data_param { backend: LMDB }"#
    )
    file.add(#"name: "relu" type: "ReLU" bottom: "data" top: "relu""#)
    let error = #expect(throws: ForeignFileError.self) { try file.network() }
    #expect(error?.cause.contains("layer “images” (Data): it reads the images from elsewhere") == true)
    #expect(error?.hint.contains("deploy.prototxt") == true && error?.hint.contains("input_shape") == true)
  }

  @Test func oneOfSeveralOutputs() throws {
    var file = CaffeFile()
    file.add(#"name: "a" type: "ReLU" bottom: "data" top: "a""#)
    file.add(#"name: "b" type: "LRN" bottom: "data" top: "loss1/b""#)
    file.add(#"name: "c" type: "Sigmoid" bottom: "a" top: "c""#)
    let error = #expect(throws: ForeignFileError.self) { try file.network() }
    #expect(
      error?.cause == "it has 2 outputs: “c”, “loss1/b”" && error?.hint.contains("--output-name c") == true)
    // What it does not depend on may be of any type.
    #expect(try file.network(output: "loss1/b").graph.nodes.map(\.name) == ["b"])
    #expect(try file.network(output: "a").graph.nodes.map(\.name) == ["a"])
    #expect(throws: ForeignFileError.self) { try file.network(output: "z") }
  }

  @Test func theSideIsSaidWhereTheFileDoesNot() throws {
    var file = CaffeFile(input: #"layer { name: "data" type: "Input" top: "data" }"#)
    file.add(#"name: "x" type: "ReLU" bottom: "data" top: "x""#)
    #expect(try file.network(side: 12).graph.inputSide == 12)
    let error = #expect(throws: ForeignFileError.self) { try file.network() }
    #expect(error?.hint.contains("--side") == true)
  }

  @Test(arguments: [
    (#"type: "Sigmoid""#, "layer “x” (Sigmoid): layers of this type are not supported"),
    (#"type: "LRN" lrn_param { norm_region: WITHIN_CHANNEL }"#, "within channels"),
    (#"type: "LRN" lrn_param { local_size: 4 }"#, "local_size is 4"),
    (#"type: "Pooling" pooling_param { pool: STOCHASTIC kernel_size: 2 }"#, "by chance"),
    (#"type: "Pooling" pooling_param { kernel_size: 1 stride: 8 pad: 0 kernel_h: 2 }"#, "stated twice"),
    (#"type: "Pooling" pooling_param { kernel_size: 1 stride: 3 }"#, "starts beyond the map"),
    (#"type: "Pooling" pooling_param { kernel_size: 2 stride: 4 }"#, "starts beyond the map"),
    (#"type: "Eltwise" bottom: "data" eltwise_param { operation: MAX }"#, "products or maxima"),
    (#"type: "Eltwise" bottom: "data" eltwise_param { coeff: 1 coeff: -1 }"#, "multiplies its inputs"),
    (#"type: "BatchNorm" batch_norm_param { use_global_stats: false }"#, "as in training"),
    (#"type: "Scale" scale_param { axis: 0 }"#, "other things than channels"),
    (#"type: "Power" power_param { power: 2 }"#, "to the power of 2"),
    (#"type: "Softmax""#, "not over the values of one vector"),
    (#"type: "Concat" bottom: "data" concat_param { axis: 2 }"#, "does not join channels"),
    (#"type: "Flatten" flatten_param { end_axis: 2 }"#, "one vector of each image"),
    (#"type: "Reshape" reshape_param { shape { dim: 0 dim: 2 dim: -1 } }"#, "one vector an image"),
    (
      #"type: "Convolution" convolution_param { num_output: 2 kernel_size: 3 dilation: 60000 }"#,
      "dilations of [60000"
    ),
    ("", "no type"),
  ]) func settings(_ settings: String, _ word: String) throws {
    let error = #expect(throws: ForeignFileError.self) { try layer(settings) }
    #expect(error?.cause.contains(word) == true, "\(error.map { "\($0)" } ?? "")")
  }
}
