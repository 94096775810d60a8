import Kernels
import Tensors

/// Where in training a dropout mask belongs: the mask is a function of this alone.
public struct DropoutPosition: Sendable {
  /// The seed of the run that the mask belongs to.
  public let seed: UInt64
  /// The step, counted from the run's start.
  public let step: Int

  /// The mask of one step of one run.
  public init(seed: UInt64, step: Int) {
    self.seed = seed
    self.step = step
  }
}

/// One layer's dropout over a part of a batch: each value is zeroed with a probability, and the others divided by one minus
/// it.
final class DropoutMask {
  private let probability: Float
  private let layer: String
  /// The place of the part's first value among the batch's.
  private let first: Int
  private var factors: [Float]

  /// - Parameters:
  ///   - values: what it is applied to.
  ///   - image: the place in the batch of their first image.
  init(probability: Float, of values: DataBuffer, fromImage image: Int, layer: String) {
    precondition(probability >= 0 && probability < 1, "dropout of \(probability)")
    self.probability = probability
    self.layer = layer
    let count = values.layout.elementCount
    first = count / values.dimensions[0] * image
    factors = [Float](repeating: 1, count: count)
  }

  /// Draws the mask of a position in training.
  func draw(_ position: DropoutPosition) {
    var stream = RandomStream(seed: position.seed, domain: "dropout \(layer)", position.step)
    let kept = 1 / (1 - probability)
    let threshold = UInt16(probability * 65536)
    // Four 16-bit draws from each word: a probability is resolved to 1/65,536. Value i of the batch has draw i % 4 of
    // word i / 4.
    stream.skip(first / 4)
    var draw = first % 4
    var word = stream.next() >> (16 * UInt64(draw))
    factors.withUnsafeMutableBufferPointer { target in
      for index in target.indices {
        if draw == 4 {
          word = stream.next()
          draw = 0
        }
        target[index] = UInt16(truncatingIfNeeded: word) < threshold ? 0 : kept
        word >>= 16
        draw += 1
      }
    }
  }

  /// Multiplies values, in the forward pass, or a signal, in the backward pass.
  func apply(to buffer: DataBuffer) {
    factors.withUnsafeBufferPointer { factors in
      switch buffer.layout.precision {
      case .float32:
        let values = buffer.floats
        for index in factors.indices { values[index] *= factors[index] }
      case .bfloat16:
        let values = buffer.bfloats
        for index in factors.indices {
          values[index] = BFloat16.bits(BFloat16.value(values[index]) * factors[index])
        }
      }
    }
  }
}
