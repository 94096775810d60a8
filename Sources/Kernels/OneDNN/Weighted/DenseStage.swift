import COneDNN
import Tensors

/// A dense layer over all values of an image, taken in the order C, H, W.
///
/// The three products run on the plain weights `[outputs, inputs]`: with few images a step they are bound by the
/// reading of the weights, and to carry a hundred megabytes into a kernel's own layout each step costs more than that
/// layout saves.
package final class DenseStage: WeightedStage, RectifyingStage {
  package var inputs: [Connection] { [input] }
  package let output: Connection
  private let input: Connection
  package let rectifiedSignal: RectifiedSignal?
  package private(set) var kernelNames: [String]

  private let plainWeights: DataBuffer
  private let biases: DataBuffer
  private let bfloatWeights: DataBuffer?
  private let sourceReorder: Reorder?
  private let forwardProduct: Execution
  private var signalProduct: Execution?
  private var signalReorder: Reorder?
  private var gradients: (product: Execution, weights: DataBuffer, biases: DataBuffer)?

  /// Compiles the layer for inputs of the given extents, `[batch, maps, side, side]` or `[batch, values]`.
  ///
  /// - Parameters:
  ///   - fusesReLU: whether a ReLU follows.
  ///   - precision: the width of the weights that the kernels multiply, of their input, and of the signal above.
  ///   - outputPrecision: the width of the values above.
  package init(
    outputs: Int, _ input: Connection, dimensions: [Int], fusesReLU: Bool, for purpose: StagePurpose,
    precision: Precision, outputPrecision: Precision
  ) throws(OneDNNError) {
    self.input = input
    let batch = dimensions[0]
    let inputs = dimensions.dropFirst().reduce(1, *)
    plainWeights = try DataBuffer(DataLayout(plain: [outputs, inputs]))
    biases = try DataBuffer(DataLayout(plain: [outputs]))
    bfloatWeights =
      precision == .bfloat16 ? try DataBuffer(DataLayout(plain: [outputs, inputs], .bfloat16)) : nil
    let weights = bfloatWeights ?? plainWeights

    let rows = try DataLayout(plain: [batch, inputs], precision)
    let image = try DataLayout(plain: dimensions, precision)
    let source: DataBuffer
    if image.matches(input.values.layout) {
      source = input.values
      sourceReorder = nil
    } else {
      source = try DataBuffer(image)
      sourceReorder = try Reorder(input.values, source)
    }
    output = try Connection(
      DataLayout(plain: [batch, outputs], outputPrecision), withSignal: !purpose.isInference,
      signalPrecision: precision)
    rectifiedSignal = fusesReLU && !purpose.isInference ? try RectifiedSignal(output) : nil

    let sourceRows = try DataBuffer(rows, within: source, fromElement: 0)
    let forward = try Primitive(
      product: rows, weights.layout.transposed(), into: output.values.layout, addsBias: true,
      then: fusesReLU ? .relu : .none)
    kernelNames = [forward.kernelName]
    let transposedWeights = try DataBuffer(weights.layout.transposed(), within: weights, fromElement: 0)
    let biasRow = try DataBuffer(DataLayout(plain: [1, outputs]), within: biases, fromElement: 0)
    forwardProduct = try forward.on([
      (DNNL_ARG_SRC, sourceRows), (DNNL_ARG_WEIGHTS, transposedWeights), (DNNL_ARG_BIAS, biasRow),
      (DNNL_ARG_DST, output.values),
    ])
    guard let above = output.signal else { return }

    if let below = input.signal {
      let signalLayout = try DataLayout(plain: dimensions, below.layout.precision)
      let signal = signalLayout.matches(below.layout) ? below : try DataBuffer(signalLayout)
      signalReorder = signal === below ? nil : try Reorder(signal, below)
      let signalRows = try DataLayout(plain: [batch, inputs], below.layout.precision)
      let product = try Primitive(product: above.layout, weights.layout, into: signalRows)
      kernelNames.append(product.kernelName)
      signalProduct = try product.on([
        (DNNL_ARG_SRC, above), (DNNL_ARG_WEIGHTS, weights),
        (DNNL_ARG_DST, try DataBuffer(signalRows, within: signal, fromElement: 0)),
      ])
    }
    if purpose == .training {
      let target = try DataBuffer(DataLayout(plain: [outputs, inputs]))
      let transposedSignal = try DataBuffer(above.layout.transposed(), within: above, fromElement: 0)
      let product = try Primitive(product: transposedSignal.layout, rows, into: target.layout)
      kernelNames.append(product.kernelName)
      gradients = (
        try product.on([
          (DNNL_ARG_SRC, transposedSignal), (DNNL_ARG_WEIGHTS, sourceRows), (DNNL_ARG_DST, target),
        ]), target, try DataBuffer(DataLayout(plain: [outputs]))
      )
    }
  }

  package var weightValues: UnsafeMutableBufferPointer<Float> { plainWeights.floats }
  package var biasValues: UnsafeMutableBufferPointer<Float> { biases.floats }
  package var weightGradients: UnsafeMutableBufferPointer<Float>? { gradients?.weights.floats }
  package var biasGradients: UnsafeMutableBufferPointer<Float>? { gradients?.biases.floats }

  package func weightsChanged() {
    if let bfloatWeights { BFloat16.round(plainWeights.floats, to: bfloatWeights.bfloats) }
  }

  package func forward() throws(OneDNNError) {
    try sourceReorder?.run()
    try forwardProduct.run()
  }

  package func backward() throws(OneDNNError) {
    try signalProduct?.run()
    try signalReorder?.run()
  }

  package func computeWeightGradients() throws(OneDNNError) {
    guard let gradients, let above = output.signal else { return }
    try gradients.product.run()
    addRows(of: above, into: gradients.biases.floats)
  }

  /// The biases' gradient: the sum of the signal over the images.
  private func addRows(of signal: DataBuffer, into sums: UnsafeMutableBufferPointer<Float>) {
    sums.update(repeating: 0)
    let outputs = sums.count
    for row in 0..<signal.dimensions[0] {
      switch signal.layout.precision {
      case .float32:
        let values = signal.floats.baseAddress! + row * outputs
        for index in 0..<outputs { sums[index] += values[index] }
      case .bfloat16:
        let values = signal.bfloats.baseAddress! + row * outputs
        for index in 0..<outputs { sums[index] += BFloat16.value(values[index]) }
      }
    }
  }
}
