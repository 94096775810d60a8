import Kernels
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceConvolutionTests {
  struct Case: CustomTestStringConvertible {
    let batch: Int, height: Int, width: Int, inputs: Int, outputs: Int
    let kernel: Int, stride: Int, pad: Int, groups: Int
    var geometry: ConvolutionGeometry {
      ConvolutionGeometry(
        inputs: inputs, outputs: outputs, window: WindowGeometry(kernel: kernel, stride: stride, pad: pad),
        groups: groups)
    }
    var inputShape: Shape { [batch, inputs, height, width] }
    var testDescription: String {
      "\(batch)×\(inputs)×\(height)×\(width) → \(outputs), \(kernel)/\(stride)/\(pad), \(groups) groups"
    }
  }

  static let cases = [
    Case(batch: 1, height: 5, width: 5, inputs: 1, outputs: 1, kernel: 3, stride: 1, pad: 0, groups: 1),
    Case(batch: 2, height: 6, width: 7, inputs: 3, outputs: 4, kernel: 3, stride: 1, pad: 1, groups: 1),
    // 6 − 3 is no multiple of 2: the last window overhangs by one.
    Case(batch: 2, height: 6, width: 6, inputs: 2, outputs: 3, kernel: 3, stride: 2, pad: 0, groups: 1),
    // Two beyond the edge, as AlexNet's first layer at 224.
    Case(batch: 1, height: 9, width: 10, inputs: 3, outputs: 2, kernel: 5, stride: 4, pad: 0, groups: 1),
    // Padding and overhang at once.
    Case(batch: 1, height: 6, width: 5, inputs: 2, outputs: 2, kernel: 3, stride: 2, pad: 1, groups: 1),
    Case(batch: 2, height: 4, width: 4, inputs: 4, outputs: 6, kernel: 3, stride: 1, pad: 1, groups: 2),
    Case(batch: 1, height: 5, width: 5, inputs: 6, outputs: 3, kernel: 5, stride: 1, pad: 2, groups: 3),
    Case(batch: 3, height: 1, width: 1, inputs: 3, outputs: 2, kernel: 1, stride: 1, pad: 0, groups: 1),
    Case(batch: 1, height: 1, width: 1, inputs: 2, outputs: 2, kernel: 3, stride: 1, pad: 1, groups: 1),
    Case(batch: 1, height: 8, width: 8, inputs: 1, outputs: 2, kernel: 2, stride: 3, pad: 0, groups: 1),
  ]

  @Test func knownAnswer() {
    // A 2×2 window with stride 2 over 3×3: the overhang reads as zeros.
    let geometry = ConvolutionGeometry(inputs: 1, outputs: 1, window: WindowGeometry(kernel: 2, stride: 2))
    let input = Tensor<Double>([1, 1, 3, 3], [1, 2, 3, 4, 5, 6, 7, 8, 9])
    let weights = Tensor<Double>(geometry.weightShape, [1, 10, 100, 1000])
    let output = Reference.convolution(input, weights: weights, biases: Tensor([1], [0.5]), geometry)
    #expect(output == Tensor([1, 1, 2, 2], [5421.5, 603.5, 87.5, 9.5]))

    let signal = Tensor<Double>([1, 1, 2, 2], [1, 2, 3, 4])
    let down = Reference.convolutionBackwardData(signal, weights: weights, inputShape: input.shape, geometry)
    #expect(down == Tensor([1, 1, 3, 3], [1, 10, 2, 100, 1000, 200, 3, 30, 4]))

    let gradient = Reference.convolutionBackwardWeights(signal, input: input, geometry)
    #expect(gradient.weights == Tensor(geometry.weightShape, [64, 26, 16, 5]))
    #expect(gradient.biases == Tensor([1], [10]))
  }

  @Test func groupsSeeOnlyTheirOwnMaps() {
    let geometry = ConvolutionGeometry(
      inputs: 2, outputs: 2, window: WindowGeometry(kernel: 1, stride: 1), groups: 2)
    let output = Reference.convolution(
      Tensor<Float>([1, 2, 1, 1], [3, 5]), weights: Tensor([2, 1, 1, 1], [10, 100]),
      biases: Tensor([2], [0, 1]),
      geometry)
    #expect(output == Tensor([1, 2, 1, 1], [30, 501]))
  }

  @Test(arguments: cases) func gradientsAgreeWithFiniteDifferences(_ sample: Case) {
    let geometry = sample.geometry
    let input = randomTensor(sample.inputShape, seed: 1, of: Double.self)
    let weights = randomTensor(geometry.weightShape, seed: 2, of: Double.self)
    let biases = randomTensor([geometry.outputs], seed: 3, of: Double.self)
    let signal = randomTensor(geometry.outputShape(sample.inputShape), seed: 4, of: Double.self)

    let data = Reference.convolutionBackwardData(
      signal, weights: weights, inputShape: sample.inputShape, geometry)
    let byInput = numericalGradient(at: input) {
      dotProduct(Reference.convolution($0, weights: weights, biases: biases, geometry), signal)
    }
    #expect(relativeError(data, byInput) < 1e-8)

    let gradient = Reference.convolutionBackwardWeights(signal, input: input, geometry)
    let byWeights = numericalGradient(at: weights) {
      dotProduct(Reference.convolution(input, weights: $0, biases: biases, geometry), signal)
    }
    #expect(relativeError(gradient.weights, byWeights) < 1e-8)
    let byBiases = numericalGradient(at: biases) {
      dotProduct(Reference.convolution(input, weights: weights, biases: $0, geometry), signal)
    }
    #expect(relativeError(gradient.biases, byBiases) < 1e-8)
  }
}
