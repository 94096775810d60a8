import Kernels
import TestSupport
import Tensors
import Testing

/// The backward pass that skips zeros, against the reference, with strides, padding, overhang and groups.
@Suite(.serialized) struct SparseBackwardConvolutionTests {
  static let cases: [(ConvolutionGeometry, Int)] = [
    (ConvolutionGeometry(inputs: 3, outputs: 16, window: WindowGeometry(kernel: 7, stride: 2)), 20),
    (ConvolutionGeometry(inputs: 16, outputs: 32, window: WindowGeometry(kernel: 5, stride: 2)), 14),
    (
      ConvolutionGeometry(
        inputs: 8, outputs: 12, window: WindowGeometry(kernel: 5, stride: 1, pad: 2), groups: 2), 9
    ),
    (ConvolutionGeometry(inputs: 3, outputs: 5, window: WindowGeometry(kernel: 11, stride: 4)), 24),
  ]

  @Test(arguments: cases) func whatComesDownIsTheDataGradient(
    _ geometry: ConvolutionGeometry, _ side: Int
  ) throws {
    let inputShape: Shape = [3, geometry.inputs, side, side]
    let weights: Tensor<Float> = randomTensor(geometry.weightShape, seed: 1)
    // Of five values four are zero, and of the third image all.
    var signal: Tensor<Float> = randomTensor(geometry.outputShape(inputShape), seed: 2)
    for place in 0..<signal.count where place % 5 != 0 || place >= signal.count / 3 * 2 { signal[place] = 0 }

    let above = try DataBuffer(DataLayout(plain: signal.shape.dimensions))
    let below = try DataBuffer(DataLayout(plain: inputShape.dimensions))
    signal.withUnsafeBuffer { _ = above.floats.update(fromContentsOf: $0) }
    below.floats.update(repeating: 7)
    let layer = try LayerWeights(weights.shape.dimensions, biases: 0)
    let sparse = try SparseBackwardConvolution(geometry, layer, signal: above, below: below)
    weights.withUnsafeBuffer { _ = layer.values.update(fromContentsOf: $0) }
    try layer.update()
    for _ in 0..<2 {
      try sparse.run()
      let expected = Reference.convolutionBackwardData(
        signal, weights: weights, inputShape: inputShape, geometry)
      #expect(relativeError(Tensor(inputShape, below.floats), expected) < 1e-6)
    }
  }
}
