import COneDNN
import Tensors

/// A dense layer over a whole batch, in blocks of its units and of its inputs.
///
/// The three products run on the plain weights `[outputs, inputs]`: with few images a step they are bound by the
/// reading of the weights, and to carry a hundred megabytes into a kernel's own layout each step costs more than that
/// layout saves. For the same reason the batch is not divided: each part of it would read all weights again, and write
/// a gradient of their size. Instead each product is divided into blocks of its result, of a width that depends on nothing
/// but the layer: different blocks may be computed side by side, and the bits are the same on any number of threads.
/// With hundreds of rows, as linear classifiers have that see all examples at once, it is the other way round: there are
/// few units and more rows, and these are divided too.
package final class DenseStage {
  /// The values `[batch, inputs]` that it reads, plain, and their signal.
  package let input: Connection
  /// The values `[batch, outputs]` that it computes, plain, and their signal.
  package let output: Connection
  /// The weights and biases.
  package let weights: LayerWeights
  /// The kernels' names by pass, for benchmarks; those of the first blocks, which are the widest.
  package private(set) var kernelNames: [LayerPass: String] = [:]

  private var forwardBlocks: [Execution] = []
  private var dataBlocks: [Execution] = []
  private var weightBlocks: [WeightBlock] = []
  /// The plain gradients; none unless made for training.
  private let gradients: (weights: DataBuffer, biases: DataBuffer)?

  private struct WeightBlock {
    /// The units whose biases' gradients come with the block; none where another block of the same units has them.
    let biases: Range<Int>?
    let product: Execution
  }

  /// Units or inputs in a block: a multiple of every kernel's own blocks, small enough that many threads have work.
  private static let blockWidth = 256
  /// The most rows of a batch that are not divided; beyond, a block has as many.
  private static let blockRows = 256

  /// Compiles the layer.
  ///
  /// - Parameters:
  ///   - input: plain values `[batch, inputs]`.
  ///   - fusesReLU: whether a ReLU follows.
  ///   - precision: the width of the weights that the kernels multiply, of their input, and of the signal above.
  ///   - outputPrecision: the width of the values above.
  package init(
    outputs: Int, _ input: Connection, fusesReLU: Bool, for purpose: StagePurpose,
    precision: Precision, outputPrecision: Precision
  ) throws(OneDNNError) {
    self.input = input
    let (batch, inputs) = (input.values.dimensions[0], input.values.dimensions[1])
    weights = try LayerWeights([outputs, inputs], biases: outputs)
    let factors = precision == .bfloat16 ? try weights.rounded() : weights.plain
    output = try Connection(
      DataLayout(plain: [batch, outputs], outputPrecision), withSignal: !purpose.isInference,
      signalPrecision: precision)
    gradients =
      purpose == .training
      ? (try DataBuffer(DataLayout(plain: [outputs, inputs])), try DataBuffer(DataLayout(plain: [outputs])))
      : nil

    for (rows, units) in Self.pairs(Self.blocks(of: batch, width: Self.blockRows), Self.blocks(of: outputs)) {
      let left = try Self.part(rows, 0..<inputs, of: input.values)
      let right = try Self.transposedRows(units, of: factors)
      let target = try Self.part(rows, units, of: output.values)
      let bias = try DataBuffer(
        DataLayout(plain: [1, units.count]), within: weights.plainBiases!, fromElement: units.lowerBound)
      let product = try Primitive(
        product: left.layout, right.layout, into: target.layout, addsBias: true,
        then: fusesReLU ? .relu : .none)
      kernelNames[.forward] = kernelNames[.forward] ?? product.kernelName
      forwardBlocks.append(
        try product.on([
          (DNNL_ARG_SRC, left), (DNNL_ARG_WEIGHTS, right), (DNNL_ARG_BIAS, bias), (DNNL_ARG_DST, target),
        ]))
    }
    guard let above = output.signal else { return }
    if let below = input.signal {
      for columns in Self.blocks(of: inputs) {
        let right = try Self.part(0..<outputs, columns, of: factors)
        let target = try Self.part(0..<batch, columns, of: below)
        let product = try Primitive(product: above.layout, right.layout, into: target.layout)
        kernelNames[.backwardData] = kernelNames[.backwardData] ?? product.kernelName
        dataBlocks.append(
          try product.on([(DNNL_ARG_SRC, above), (DNNL_ARG_WEIGHTS, right), (DNNL_ARG_DST, target)]))
      }
    }
    if let gradients {
      let columns = batch > Self.blockRows ? Self.blocks(of: inputs) : [0..<inputs]
      for (columns, units) in Self.pairs(columns, Self.blocks(of: outputs)) {
        let left = try Self.transposedColumns(units, of: above)
        let right = try Self.part(0..<batch, columns, of: input.values)
        let target = try Self.part(units, columns, of: gradients.weights)
        let product = try Primitive(product: left.layout, right.layout, into: target.layout)
        kernelNames[.backwardWeights] = kernelNames[.backwardWeights] ?? product.kernelName
        weightBlocks.append(
          WeightBlock(
            biases: columns.lowerBound == 0 ? units : nil,
            product: try product.on([
              (DNNL_ARG_SRC, left), (DNNL_ARG_WEIGHTS, right), (DNNL_ARG_DST, target),
            ])))
      }
    }
  }

  /// The weights' gradient, plain; none unless made for training.
  package var weightGradients: UnsafeMutableBufferPointer<Float>? { gradients?.weights.floats }
  /// The biases' gradient; none unless made for training.
  package var biasGradients: UnsafeMutableBufferPointer<Float>? { gradients?.biases.floats }

  /// The pieces of the forward pass, which may run side by side.
  package var forwardParts: Int { forwardBlocks.count }
  /// Computes one piece of the output's values.
  package func forward(part: Int) throws(OneDNNError) { try forwardBlocks[part].run() }

  /// The pieces of the backward pass to the data.
  package var dataParts: Int { dataBlocks.count }
  /// Computes one piece of the input's signal from the output's.
  package func backward(part: Int) throws(OneDNNError) { try dataBlocks[part].run() }

  /// The pieces of the backward pass to the weights.
  package var weightParts: Int { weightBlocks.count }
  /// Computes one piece of the gradients from the output's signal. The rule of a fused ReLU must have been applied to it
  /// before, here and in `backward`.
  package func computeWeightGradients(part: Int) throws(OneDNNError) {
    guard let gradients, let above = output.signal else { return }
    try weightBlocks[part].product.run()
    if let units = weightBlocks[part].biases { addRows(of: above, units, into: gradients.biases.floats) }
  }

  private static func blocks(of length: Int, width: Int = blockWidth) -> [Range<Int>] {
    stride(from: 0, to: length, by: width).map { $0..<min($0 + width, length) }
  }

  private static func pairs(_ outer: [Range<Int>], _ inner: [Range<Int>]) -> [(Range<Int>, Range<Int>)] {
    outer.flatMap { outer in inner.map { (outer, $0) } }
  }

  /// Some rows and columns of a plain matrix.
  private static func part(
    _ rows: Range<Int>, _ columns: Range<Int>, of matrix: DataBuffer
  ) throws(OneDNNError) -> DataBuffer {
    let width = matrix.dimensions[1]
    return try DataBuffer(
      DataLayout(strided: [(rows.count, width), (columns.count, 1)], matrix.layout.precision), within: matrix,
      fromElement: rows.lowerBound * width + columns.lowerBound)
  }

  /// Some rows of a plain matrix, transposed: `[width, rows]`.
  private static func transposedRows(
    _ part: Range<Int>, of matrix: DataBuffer
  ) throws(OneDNNError) -> DataBuffer {
    let width = matrix.dimensions[1]
    return try DataBuffer(
      DataLayout(strided: [(width, 1), (part.count, width)], matrix.layout.precision), within: matrix,
      fromElement: part.lowerBound * width)
  }

  /// Some columns of a plain matrix, transposed: `[columns, rows]`.
  private static func transposedColumns(
    _ part: Range<Int>, of matrix: DataBuffer
  ) throws(OneDNNError) -> DataBuffer {
    let (rows, width) = (matrix.dimensions[0], matrix.dimensions[1])
    return try DataBuffer(
      DataLayout(strided: [(part.count, 1), (rows, width)], matrix.layout.precision), within: matrix,
      fromElement: part.lowerBound)
  }

  /// The biases' gradient: the sum of the signal over the images.
  private func addRows(
    of signal: DataBuffer, _ units: Range<Int>, into sums: UnsafeMutableBufferPointer<Float>
  ) {
    let outputs = sums.count
    for index in units { sums[index] = 0 }
    for row in 0..<signal.dimensions[0] {
      switch signal.layout.precision {
      case .float32:
        let values = signal.floats.baseAddress! + row * outputs
        for index in units { sums[index] += values[index] }
      case .bfloat16:
        let values = signal.bfloats.baseAddress! + row * outputs
        for index in units { sums[index] += BFloat16.value(values[index]) }
      }
    }
  }
}
