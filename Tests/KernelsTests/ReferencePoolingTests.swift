import Kernels
import Tensors
import TestSupport
import Testing

@Suite struct ReferencePoolingTests {
  struct Case: CustomTestStringConvertible {
    let shape: Shape
    let window: WindowGeometry
    var testDescription: String { "\(shape), \(window.kernel)/\(window.stride)/\(window.pad)" }
  }

  static let cases = [
    Case(shape: [2, 3, 7, 7], window: WindowGeometry(kernel: 3, stride: 2)),
    Case(shape: [1, 2, 6, 6], window: WindowGeometry(kernel: 3, stride: 2)),
    Case(shape: [1, 2, 5, 8], window: WindowGeometry(kernel: 3, stride: 2)),
    Case(shape: [2, 1, 4, 4], window: WindowGeometry(kernel: 2, stride: 2)),
    Case(shape: [1, 1, 5, 5], window: WindowGeometry(kernel: 3, stride: 1, pad: 1)),
    Case(shape: [3, 2, 1, 1], window: WindowGeometry(kernel: 1, stride: 1)),
    Case(shape: [1, 2, 3, 3], window: WindowGeometry(kernel: 3, stride: 2)),
  ]

  @Test func knownAnswerWithOverhang() {
    let input = Tensor<Float>(
      [1, 1, 4, 4],
      [
        -1, -2, -3, -4,
        -5, -6, -7, -8,
        -9, -8, -7, -6,
        -5, -4, -3, -2,
      ])
    let (output, switches) = Reference.maxPooling(input, WindowGeometry(kernel: 3, stride: 2))
    // The far windows see two columns or rows only; were the overhang read as zeros, their maxima would be 0.
    #expect(output == Tensor([1, 1, 2, 2], [-1, -3, -3, -2]))
    #expect(switches == [0, 2, 14, 15])
  }

  @Test func ofTiesTheFirstWinsAndGetsTheGradient() {
    let input = Tensor<Double>([1, 1, 3, 3], [0, 7, 0, 7, 7, 0, 0, 0, 7])
    let window = WindowGeometry(kernel: 3, stride: 2)
    let (output, switches) = Reference.maxPooling(input, window)
    #expect(output == Tensor([1, 1, 1, 1], [7]))
    #expect(switches == [1])
    let gradient = Reference.unpool(Tensor([1, 1, 1, 1], [2.0]), switches: switches, inputShape: input.shape)
    #expect(gradient == Tensor([1, 1, 3, 3], [0, 2, 0, 0, 0, 0, 0, 0, 0]))
    // Raising the first of the tied values raises the maximum at once: the one-sided derivative is the gradient.
    var raised = input
    raised[1] += 1e-6
    let slope = (Reference.maxPooling(raised, window).output[0] - output[0]) / 1e-6
    #expect(abs(slope - 1) < 1e-6)
  }

  @Test func aMapOfZerosGivesEveryWindowItsFirstPosition() {
    let zeros = Tensor<Float>(zeros: [1, 1, 5, 5])
    #expect(Reference.maxPooling(zeros, WindowGeometry(kernel: 3, stride: 2)).switches == [0, 2, 10, 12])
  }

  @Test func overlapsAddUpOrKeepTheLargestOrTheLast() {
    // The center of a 5×5 map is the maximum of all four windows.
    var input = Tensor<Float>(zeros: [1, 1, 5, 5])
    input[12] = 1
    let (_, switches) = Reference.maxPooling(input, WindowGeometry(kernel: 3, stride: 2))
    #expect(switches == [12, 12, 12, 12])
    let signal = Tensor<Float>([1, 1, 2, 2], [2, 5, -4, 3])
    func center(_ overlap: SwitchOverlap) -> Float {
      Reference.unpool(signal, switches: switches, inputShape: input.shape, overlap: overlap)[12]
    }
    #expect(center(.sum) == 6)
    #expect(center(.maximum) == 5)
    #expect(center(.last) == 3)
    // The largest of negative values is negative: the zeros around it do not take part.
    let negative = Tensor<Float>([1, 1, 2, 2], [-2, -5, -4, -3])
    let kept = Reference.unpool(negative, switches: switches, inputShape: input.shape, overlap: .maximum)
    #expect(kept[12] == -2)
  }

  @Test func switchesCountWithinTheirOwnMap() {
    let input = Tensor<Float>([1, 2, 2, 2], [1, 2, 3, 4, 9, 0, 0, 0])
    let (output, switches) = Reference.maxPooling(input, WindowGeometry(kernel: 2, stride: 2))
    #expect(switches == [3, 0])
    let placed = Reference.unpool(output, switches: switches, inputShape: input.shape)
    #expect(placed == Tensor([1, 2, 2, 2], [0, 0, 0, 4, 9, 0, 0, 0]))
  }

  @Test(arguments: cases) func gradientAgreesWithFiniteDifferences(_ sample: Case) {
    let input = randomTensor(sample.shape, seed: 5, of: Double.self)
    let (output, switches) = Reference.maxPooling(input, sample.window)
    let signal = randomTensor(output.shape, seed: 6, of: Double.self)
    let gradient = Reference.unpool(signal, switches: switches, inputShape: sample.shape)
    let numerical = numericalGradient(at: input, step: 1e-6) {
      dotProduct(Reference.maxPooling($0, sample.window).output, signal)
    }
    #expect(relativeError(gradient, numerical) < 1e-8)
  }
}
