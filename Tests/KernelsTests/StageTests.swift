import Kernels
import TestSupport
import Tensors
import Testing

/// The engine's stages against the reference, at both widths of numbers. All numbers are small and whole, so that every
/// product and sum is exact: weight gradients, which are stored in 32 bits, must agree to the last bit, and what is stored
/// in bf16 to its one rounding.
@Suite(.serialized) struct StageTests {
  struct Case: CustomTestStringConvertible {
    let inputs: Int, outputs: Int, side: Int, kernel: Int, stride: Int, pad: Int, groups: Int
    var geometry: ConvolutionGeometry {
      ConvolutionGeometry(
        inputs: inputs, outputs: outputs, window: WindowGeometry(kernel: kernel, stride: stride, pad: pad),
        groups: groups)
    }
    var testDescription: String {
      "\(inputs)×\(side)² → \(outputs), \(kernel)/\(stride)/\(pad), \(groups) groups"
    }
  }

  static let convolutions = [
    Case(inputs: 3, outputs: 16, side: 24, kernel: 7, stride: 2, pad: 0, groups: 1),
    // So many places that the weight gradient is added up in parts.
    Case(inputs: 3, outputs: 16, side: 130, kernel: 7, stride: 2, pad: 0, groups: 1),
    Case(inputs: 32, outputs: 16, side: 40, kernel: 5, stride: 1, pad: 2, groups: 1),
    Case(inputs: 16, outputs: 32, side: 13, kernel: 5, stride: 2, pad: 0, groups: 1),
    // The last window overhangs by one.
    Case(inputs: 16, outputs: 32, side: 14, kernel: 5, stride: 2, pad: 0, groups: 1),
    Case(inputs: 32, outputs: 16, side: 9, kernel: 5, stride: 3, pad: 1, groups: 1),
    Case(inputs: 32, outputs: 48, side: 7, kernel: 3, stride: 1, pad: 1, groups: 1),
    // Groups of few maps, for which the library has fast kernels in 32 bits alone.
    Case(inputs: 24, outputs: 32, side: 7, kernel: 5, stride: 1, pad: 2, groups: 2),
    Case(inputs: 24, outputs: 24, side: 5, kernel: 3, stride: 1, pad: 1, groups: 2),
    Case(inputs: 16, outputs: 16, side: 6, kernel: 3, stride: 1, pad: 2, groups: 1),
    Case(inputs: 3, outputs: 32, side: 31, kernel: 11, stride: 4, pad: 0, groups: 1),
    Case(inputs: 32, outputs: 32, side: 8, kernel: 5, stride: 1, pad: 2, groups: 2),
  ]

  static let precisions = Precision.allCases.filter(Precision.isSupported)
  private static let batch = 4

  @Test(arguments: convolutions, precisions)
  func convolutionsAgreeExactly(_ shape: Case, _ precision: Precision) throws {
    let geometry = shape.geometry
    let inputShape: Shape = [Self.batch, shape.inputs, shape.side, shape.side]
    let input = wholeTensor(inputShape, reach: 3, seed: 1)
    let weights = wholeTensor(geometry.weightShape, reach: 3, seed: 2)
    let biases = wholeTensor([shape.outputs], reach: 9, seed: 3)
    let signal = wholeTensor(geometry.outputShape(inputShape), reach: 3, seed: 4)
    // In two shards, the second with the first one's weights.
    var shards: [ConvolutionStage] = []
    var results: [(output: Tensor<Float>, signal: Tensor<Float>)] = []
    for images in [0..<Self.batch / 2, Self.batch / 2..<Self.batch] {
      let dimensions = [images.count] + inputShape.dimensions.dropFirst()
      let below = try Connection(
        DataLayout(plain: dimensions, shape.inputs == 3 ? .float32 : precision), withSignal: true)
      let stage = try ConvolutionStage(
        geometry, below, dimensions: dimensions, fusesReLU: false, for: .training,
        precision: precision, outputPrecision: precision, sharing: shards.first?.weights)
      shards.append(stage)
      try Self.load(stage.weights, weights, biases)
      try Self.write(input.slice(images), to: below.values)
      try stage.forward()
      try Self.write(signal.slice(images), to: stage.output.signal!)
      try stage.computeWeightGradients()
      try stage.backward()
      results.append((try Self.read(stage.output.values), try Self.read(below.signal!)))
    }
    let sums = try LayerGradients(shards.map { $0.gradient! }, of: shards[0].weights)
    for part in 0..<sums.parts { sums.add(part: part) }
    try sums.deliver()
    let output = Reference.convolution(input, weights: weights, biases: biases, geometry)
    let rounding = precision == .bfloat16 ? 1.0 / 256 : 0
    let down = Reference.convolutionBackwardData(
      signal, weights: weights, inputShape: inputShape, geometry)
    for (index, result) in results.enumerated() {
      let images = index * Self.batch / 2..<(index + 1) * Self.batch / 2
      #expect(relativeError(result.output, output.slice(images)) <= rounding)
      #expect(relativeError(result.signal, down.slice(images)) <= rounding)
    }
    let gradients = Reference.convolutionBackwardWeights(signal, input: input, geometry)
    #expect(relativeError(Tensor(weights.shape, sums.weights), gradients.weights) == 0)
    #expect(relativeError(Tensor(biases.shape, sums.biases), gradients.biases) == 0)
  }

  /// In one block and in several, the last of them narrower.
  @Test(
    arguments: [
      (4, 16, 24), (4, 400, 24), (4, 400, 300), (4, 1100, 520), (256, 300, 24), (600, 300, 24),
      (257, 16, 300),
    ],
    precisions)
  func denseLayersAgreeExactly(
    _ size: (images: Int, inputs: Int, outputs: Int), _ precision: Precision
  ) throws {
    let input = wholeTensor([size.images, size.inputs], reach: 3, seed: 1)
    let weights = wholeTensor([size.outputs, size.inputs], reach: 3, seed: 2)
    let biases = wholeTensor([size.outputs], reach: 9, seed: 3)
    let below = try Connection(DataLayout(plain: [size.images, size.inputs], precision), withSignal: true)
    let stage = try DenseStage(
      outputs: size.outputs, below, fusesReLU: false, for: .training, precision: precision,
      outputPrecision: .float32)
    // Many rows are divided, few are not.
    #expect(stage.forwardParts == (size.images + 255) / 256 * ((size.outputs + 255) / 256))
    try Self.load(stage.weights, weights, biases)
    try Self.write(input, to: below.values)
    for part in 0..<stage.forwardParts { try stage.forward(part: part) }
    let output = Reference.dense(input, weights: weights, biases: biases)
    let values = try Self.read(stage.output.values)
    #expect(relativeError(values, output.reshaped(to: values.shape)) == 0)
    let signal = wholeTensor(output.shape, reach: 3, seed: 4)
    try Self.write(signal, to: stage.output.signal!)
    for part in 0..<stage.weightParts { try stage.computeWeightGradients(part: part) }
    for part in 0..<stage.dataParts { try stage.backward(part: part) }
    let down = Reference.denseBackwardData(signal, weights: weights, inputShape: input.shape)
    #expect(
      relativeError(try Self.read(below.signal!), down.reshaped(to: input.shape))
        <= (precision == .bfloat16 ? 1.0 / 256 : 0))
    let gradients = Reference.denseBackwardWeights(signal, input: input)
    #expect(relativeError(Tensor(weights.shape, stage.weightGradients!), gradients.weights) == 0)
    #expect(relativeError(Tensor(biases.shape, stage.biasGradients!), gradients.biases) == 0)
  }

  /// A shard's rows of a dense layer's matrix hold its maps in the order C, H, W, and bring the signal back to them.
  @Test(arguments: MapOrder.allCases) private func shardsBringTheirMapsIntoTheMatrix(_ order: MapOrder) throws
  {
    let shape: Shape = [2, 16, 3, 3]
    let values = wholeTensor(shape, reach: 3, seed: 1)
    let signal = wholeTensor([6, 144], reach: 3, seed: 2)
    let maps = try Connection(Self.layout(shape, .float32, order), withSignal: true)
    let matrix = try Connection(DataLayout(plain: [6, 144]), withSignal: true)
    let output = try Connection(DataLayout(plain: [6, 8]), withSignal: true)
    let rows = try DenseRowsStage(
      maps, rows: matrix.images(2..<4), output: output.images(2..<4), fusesReLU: false)
    try Self.write(values, to: maps.values)
    try rows.forward()
    let expected = [Float](repeating: 0, count: 288) + values.scalars + [Float](repeating: 0, count: 288)
    #expect(Array(matrix.values.floats) == expected)
    try Self.write(signal, to: matrix.signal!)
    try rows.backward()
    #expect(try Self.read(maps.signal!).scalars == signal.slice(2..<4).scalars)
  }

  @Test(
    arguments: [(3, 2, 12, 32), (3, 2, 11, 16), (2, 2, 9, 24), (3, 1, 6, 16), (3, 2, 10, 17)], precisions)
  func poolingAgreesExactly(_ shape: (kernel: Int, stride: Int, side: Int, maps: Int), _ precision: Precision)
    throws
  {
    let window = WindowGeometry(kernel: shape.kernel, stride: shape.stride)
    let inputShape: Shape = [Self.batch, shape.maps, shape.side, shape.side]
    for order in MapOrder.allCases {
      // Few different numbers, so that many windows tie; negative ones among them.
      let input = wholeTensor(inputShape, reach: 3, seed: 1)
      let below = try Connection(Self.layout(inputShape, precision, order), withSignal: true)
      let stage = try PoolingStage(below, dimensions: inputShape.dimensions, window: window, for: .training)
      try Self.write(input, to: below.values)
      try stage.forward()
      let (output, switches) = Reference.maxPooling(input, window)
      #expect(relativeError(try Self.read(stage.output.values), output) == 0)
      let signal = wholeTensor(output.shape, reach: 9, seed: 2)
      try Self.write(signal, to: stage.output.signal!)
      try stage.backward()
      let down = Reference.unpool(signal, switches: switches, inputShape: inputShape, overlap: .sum)
      #expect(relativeError(try Self.read(below.signal!), down) == 0)
    }
  }

  @Test(arguments: [5, 3], precisions)
  func normalizationAgrees(_ size: Int, _ precision: Precision) throws {
    let constants = ResponseNormalization(size: size, alpha: 0.3)
    let shape: Shape = [Self.batch, 33, 3, 3]
    let input = wholeTensor(shape, reach: 3, seed: 1)
    let signal = wholeTensor(shape, reach: 3, seed: 2)
    for order in MapOrder.allCases {
      let below = try Connection(Self.layout(shape, precision, order), withSignal: true)
      let stage = try NormalizationStage(below, constants, for: .training)
      try Self.write(input, to: below.values)
      try stage.forward()
      let rounding = precision == .bfloat16 ? 1.0 / 256 : 1e-5
      let output = Reference.responseNormalization(input, constants)
      #expect(relativeError(try Self.read(stage.output.values), output) < rounding)
      try Self.write(signal, to: stage.output.signal!)
      try stage.backward()
      let down = Reference.responseNormalizationBackward(signal, input: input, constants)
      #expect(relativeError(try Self.read(below.signal!), down) < rounding)
    }
  }

  /// The orders that maps may come in; for blocks of eight the library has reference loops alone in bf16.
  private enum MapOrder: CaseIterable { case plain, channelsLast, blocksOfEight }

  private static func layout(_ shape: Shape, _ precision: Precision, _ order: MapOrder) throws -> DataLayout {
    switch order {
    case .plain: try DataLayout(plain: shape.dimensions, precision)
    case .channelsLast: try DataLayout(channelsLast: shape.dimensions, precision)
    case .blocksOfEight: try DataLayout(blocksOf: 8, shape.dimensions, precision)
    }
  }

  private static func load(
    _ layer: LayerWeights, _ weights: Tensor<Float>, _ biases: Tensor<Float>
  ) throws {
    weights.withUnsafeBuffer { _ = layer.values.update(fromContentsOf: $0) }
    biases.withUnsafeBuffer { _ = layer.biases.update(fromContentsOf: $0) }
    try layer.update()
  }

  private static func write(_ tensor: Tensor<Float>, to buffer: DataBuffer) throws {
    let plain = try DataBuffer(DataLayout(plain: buffer.dimensions))
    tensor.withUnsafeBuffer { _ = plain.floats.update(fromContentsOf: $0) }
    try Reorder(plain, buffer).run()
  }

  private static func read(_ buffer: DataBuffer) throws -> Tensor<Float> {
    let plain = try DataBuffer(DataLayout(plain: buffer.dimensions))
    try Reorder(buffer, plain).run()
    return Tensor(Shape(buffer.dimensions), plain.floats)
  }
}
