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

/// One layer's dropout: each value is zeroed with a probability, and the others divided by one minus it.
final class DropoutMask {
  private let probability: Float
  private let layer: String
  private var factors: [Float]

  /// - Parameter layout: of the values that it is applied to.
  init(probability: Float, layout: DataLayout, layer: String) {
    precondition(probability >= 0 && probability < 1, "dropout of \(probability)")
    self.probability = probability
    self.layer = layer
    factors = [Float](repeating: 1, count: layout.elementCount)
  }

  /// Draws the mask of a position in training.
  func draw(_ position: DropoutPosition) {
    var stream = RandomStream(seed: position.seed, domain: "dropout \(layer)", position.step)
    let kept = 1 / (1 - probability)
    let threshold = UInt16(probability * 65536)
    factors.withUnsafeMutableBufferPointer { target in
      var index = 0
      while index < target.count {
        // Four 16-bit draws from each word: a probability is resolved to 1/65,536.
        var word = stream.next()
        let end = min(index + 4, target.count)
        while index < end {
          target[index] = UInt16(truncatingIfNeeded: word) < threshold ? 0 : kept
          word >>= 16
          index += 1
        }
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
