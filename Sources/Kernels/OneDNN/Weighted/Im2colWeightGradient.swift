import COneDNN
import Foundation
import Tensors

/// A convolution's weight gradient as a matrix product with the im2col matrix of the input, for channels-last bf16.
///
/// Each place of the output is a row: the window's inputs, then a one, which gathers the biases' gradient
/// (Chellapilla et al. 2006). Some places are gathered at a time, so that their rows stay in the cache, straight into the
/// order that the matrix unit reads; the signal above is transposed beside them, and the products are added up in
/// 32 bits. The library's own kernels for this gradient take several times as long, most of all where the input has three
/// maps.
struct Im2colWeightGradient: WeightGradient {
  let kernelName: String
  let result: ShardGradient
  private let rows: Im2colRows
  private let parts: [(transposition: Reorder, product: Execution)]

  /// Whether it can be used: one group, channels-last bf16 on both sides, a matrix unit or the like.
  static func fits(_ geometry: ConvolutionGeometry, of source: DataBuffer, from above: DataBuffer) -> Bool {
    geometry.groups == 1 && geometry.window.isSquare && source.dimensions[2] == source.dimensions[3]
      && [source, above].allSatisfy { $0.layout.precision == .bfloat16 && $0.layout.isChannelsLast }
  }

  init(_ geometry: ConvolutionGeometry, of source: DataBuffer, from above: DataBuffer) throws(OneDNNError) {
    rows = try Im2colRows(geometry, of: source, outputSide: above.dimensions[2])
    let outputs = geometry.outputs
    let (places, columns) = (rows.places, rows.columns)
    let product = try DataBuffer(DataLayout(plain: [outputs, columns]))

    let transposed = try DataBuffer(DataLayout(plain: [outputs, places], .bfloat16))
    let first = try Primitive(product: transposed.layout, rows.buffer.layout, into: product.layout)
    let others = try Primitive(
      product: transposed.layout, rows.buffer.layout, into: product.layout, then: .add)
    kernelName = "im2col \(first.kernelName)"
    let columnLayout = try DataLayout(strided: [(outputs, 1), (places, outputs)], .bfloat16)
    var parts: [(Reorder, Execution)] = []
    for part in 0..<rows.parts {
      let signal = try DataBuffer(columnLayout, within: above, fromElement: part * places * outputs)
      parts.append(
        (
          try Reorder(signal, transposed),
          try (part == 0 ? first : others).on([
            (DNNL_ARG_SRC, transposed), (DNNL_ARG_WEIGHTS, rows.buffer), (DNNL_ARG_DST, product),
          ])
        ))
    }
    self.parts = parts

    result = ShardGradient(
      weights: product, biases: nil, order: Im2colOrder(geometry: geometry, columns: columns))
  }

  func run() throws(OneDNNError) {
    for (index, part) in parts.enumerated() {
      rows.fill(part: index)
      try part.transposition.run()
      try part.product.run()
    }
  }
}

/// Rows of weights in the order kernel row, kernel column, input, and at the end of each row the bias.
private struct Im2colOrder: GradientOrder {
  let geometry: ConvolutionGeometry
  let columns: Int

  func delivery(
    of sums: DataBuffer, to weights: DataBuffer, biases: DataBuffer?
  ) throws(OneDNNError) -> any Work {
    guard let biases else { preconditionFailure("a convolution has biases") }
    let (inputs, outputs, kernel) = (geometry.inputs, geometry.outputs, geometry.window.kernel)
    let ordered = try DataLayout(
      strided: [(outputs, columns), (inputs, 1), (kernel, kernel * inputs), (kernel, inputs)], .float32)
    return Im2colDelivery(
      weights: try Reorder(DataBuffer(ordered, within: sums, fromElement: 0), weights), sums: sums,
      biases: biases, columns: columns)
  }
}

/// Brings the weights and, from the last column, the biases to their places.
private struct Im2colDelivery: Work {
  let weights: Reorder
  let sums: DataBuffer
  let biases: DataBuffer
  let columns: Int

  func run() throws(OneDNNError) {
    try weights.run()
    let (rows, biases) = (sums.floats, biases.floats)
    for output in 0..<biases.count { biases[output] = rows[output * columns + columns - 1] }
  }
}
