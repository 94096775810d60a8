import Foundation
import Tensors

extension Reference {
  /// Local response normalization across maps: `y_i = x_i · b_i^−β` with `b_i = k + α/n · Σ x_j²` over the n maps
  /// around map i, fewer at the ends.
  ///
  /// - Parameter input: `[batch, maps, height, width]`; the output has the same shape.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func responseNormalization<Scalar>(
    _ input: Tensor<Scalar>, _ normalization: ResponseNormalization
  ) -> Tensor<Scalar> {
    let bases = responseBases(input, normalization)
    return input.withUnsafeBuffer { inputs in
      Tensor(input.shape) { outputs in
        for offset in outputs.indices {
          outputs[offset] = inputs[offset] * power(bases[offset], -Double(normalization.beta))
        }
      }
    }
  }

  /// The gradient of local response normalization:
  /// `g_i · b_i^−β − 2αβ/n · x_i · Σ g_j · x_j · b_j^(−β−1)`, the sum over the maps j whose neighborhood holds i.
  ///
  /// - Parameters:
  ///   - signal: the gradient with respect to the output, of the input's shape.
  ///   - input: what the normalization was given, `[batch, maps, height, width]`.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public static func responseNormalizationBackward<Scalar>(
    _ signal: Tensor<Scalar>, input: Tensor<Scalar>, _ normalization: ResponseNormalization
  ) -> Tensor<Scalar> {
    precondition(signal.shape == input.shape, "a signal \(signal.shape) for an input \(input.shape)")
    let bases = responseBases(input, normalization)
    let (maps, area) = (input.shape[1], input.shape[2] * input.shape[3])
    let beta = Double(normalization.beta)
    let strength = Scalar(2 * strength(normalization) * beta)
    return signal.withUnsafeBuffer { signals in
      input.withUnsafeBuffer { inputs in
        Tensor(input.shape) { gradients in
          for offset in gradients.indices {
            let map = offset / area % maps
            var sum: Scalar = 0
            for other in normalization.readers(of: map, among: maps) {
              let position = offset + (other - map) * area
              sum += signals[position] * inputs[position] * power(bases[position], -beta - 1)
            }
            gradients[offset] =
              signals[offset] * power(bases[offset], -beta) - strength * inputs[offset] * sum
          }
        }
      }
    }
  }

  /// `k + α/n · Σ x²` for every value.
  @inline(__always)
  private static func responseBases<Scalar>(
    _ input: Tensor<Scalar>, _ normalization: ResponseNormalization
  ) -> [Scalar] {
    let (maps, area) = (input.shape[1], input.shape[2] * input.shape[3])
    let strength = Scalar(strength(normalization))
    var bases = [Scalar](repeating: 0, count: input.count)
    input.withUnsafeBuffer { inputs in
      for offset in inputs.indices {
        let map = offset / area % maps
        var sum: Scalar = 0
        for other in normalization.neighbors(of: map, among: maps) {
          let value = inputs[offset + (other - map) * area]
          sum += value * value
        }
        bases[offset] = Scalar(normalization.k) + strength * sum
      }
    }
    return bases
  }

  /// In double precision, whatever the scalar.
  private static func strength(_ normalization: ResponseNormalization) -> Double {
    Double(normalization.alpha) / (normalization.dividesAlpha ? Double(normalization.size) : 1)
  }

  @inline(__always)
  private static func power<Scalar: BinaryFloatingPoint>(_ base: Scalar, _ exponent: Double) -> Scalar {
    Scalar(pow(Double(base), exponent))
  }
}
