import COneDNN
import Foundation
import Tensors

/// A convolution's weight gradient as a matrix product with the unfolded input, for channels-last bf16.
///
/// Each place of the output is a row: the window's inputs, then a one, which gathers the biases' gradient. A few
/// pictures are unfolded at a time, so that the rows stay in the cache, and the products are added up in 32 bits
/// (Chellapilla et al. 2006). The library's matrix unit multiplies such matrices several times faster than its kernels
/// compute this gradient, most of all where the input has three maps.
struct UnfoldedWeightGradient: WeightGradient {
  let kernelName: String
  let weights: DataBuffer
  let biases: DataBuffer
  private let geometry: ConvolutionGeometry
  private let source: DataBuffer
  private let rows: DataBuffer
  private let product: DataBuffer
  private let products: [Execution]
  private let weightsReorder: Reorder
  private let outputSide: Int
  private let picturesAtOnce: Int

  /// Whether it can be used: one group, channels-last bf16 on both sides.
  static func fits(_ geometry: ConvolutionGeometry, of source: DataBuffer, from above: DataBuffer) -> Bool {
    geometry.groups == 1
      && [source, above].allSatisfy { $0.layout.precision == .bfloat16 && $0.layout.isChannelsLast }
  }

  init(_ geometry: ConvolutionGeometry, of source: DataBuffer, from above: DataBuffer) throws(OneDNNError) {
    self.geometry = geometry
    self.source = source
    let (inputs, outputs, kernel) = (geometry.inputs, geometry.outputs, geometry.window.kernel)
    let batch = source.dimensions[0]
    outputSide = above.dimensions[2]
    let places = outputSide * outputSide
    let length = kernel * kernel * inputs
    let columns = (length + 1 + 15) / 16 * 16
    // About a megabyte and a half of rows: within a core's second-level cache.
    let wanted = max(1, 786_432 / (places * columns))
    let atOnce = (1...batch).last { batch.isMultiple(of: $0) && $0 <= wanted } ?? 1
    picturesAtOnce = atOnce
    rows = try DataBuffer(DataLayout(plain: [atOnce * places, columns], .bfloat16))
    for row in 0..<(atOnce * places) { rows.halves[row * columns + length] = BFloat16.bits(1) }
    product = try DataBuffer(DataLayout(plain: [outputs, columns]))

    let signalLayout = try DataLayout(strided: [(outputs, 1), (atOnce * places, outputs)], .bfloat16)
    let first = try Primitive(product: signalLayout, rows.layout, into: product.layout)
    let others = try Primitive(product: signalLayout, rows.layout, into: product.layout, then: .add)
    kernelName = "unfolded \(first.kernelName)"
    var products: [Execution] = []
    for part in 0..<(batch / atOnce) {
      let signal = try DataBuffer(
        signalLayout, within: above, fromElement: part * atOnce * places * outputs)
      products.append(
        (part == 0 ? first : others).on([
          (DNNL_ARG_SRC, signal), (DNNL_ARG_WEIGHTS, rows), (DNNL_ARG_DST, product),
        ]))
    }
    self.products = products

    weights = try DataBuffer(DataLayout(plain: [outputs, inputs, kernel, kernel]))
    biases = try DataBuffer(DataLayout(plain: [outputs]))
    let ordered = try DataLayout(
      strided: [(outputs, columns), (inputs, 1), (kernel, kernel * inputs), (kernel, inputs)], .float32)
    weightsReorder = try Reorder(
      DataBuffer(ordered, within: product, fromElement: 0), weights)
  }

  func run() throws(OneDNNError) {
    for (part, execution) in products.enumerated() {
      unfold(from: part * picturesAtOnce)
      try execution.run()
    }
    try weightsReorder.run()
    let columns = product.dimensions[1]
    let last = geometry.window.kernel * geometry.window.kernel * geometry.inputs
    for output in 0..<geometry.outputs { biases.floats[output] = product.floats[output * columns + last] }
  }

  /// Writes the windows of some pictures, a row each, zeros where a window overhangs.
  private func unfold(from first: Int) {
    let (inputs, window) = (geometry.inputs, geometry.window)
    let (kernel, stride, pad) = (window.kernel, window.stride, window.pad)
    let (side, columns, outputSide) = (source.dimensions[2], product.dimensions[1], outputSide)
    nonisolated(unsafe) let pictures = source.halves.baseAddress!
    nonisolated(unsafe) let rows = rows.halves.baseAddress!
    DispatchQueue.concurrentPerform(iterations: picturesAtOnce * outputSide) { at in
      let (picture, outputRow) = (at / outputSide, at % outputSide)
      for kernelRow in 0..<kernel {
        let y = outputRow * stride - pad + kernelRow
        let isInside = y >= 0 && y < side
        let line = pictures + ((first + picture) * side + (isInside ? y : 0)) * side * inputs
        for outputColumn in 0..<outputSide {
          let target = rows + (at * outputSide + outputColumn) * columns + kernelRow * kernel * inputs
          let x = outputColumn * stride - pad
          let left = isInside ? min(max(-x, 0), kernel) : kernel
          let right = isInside ? min(max(x + kernel - side, 0), kernel - left) : 0
          let middle = kernel - left - right
          if left > 0 { target.update(repeating: 0, count: left * inputs) }
          if middle > 0 {
            (target + left * inputs).update(from: line + (x + left) * inputs, count: middle * inputs)
          }
          if right > 0 { (target + (left + middle) * inputs).update(repeating: 0, count: right * inputs) }
        }
      }
    }
  }
}
