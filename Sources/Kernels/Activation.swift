/// A nonlinearity that works value by value.
public enum Activation: Hashable, Sendable, Codable {
  /// `max(x, 0)`, the paper's.
  case relu
  /// `x` where it is positive, `slope · x` elsewhere.
  case leaky(slope: Float)
  /// `min(max(x, 0), limit)`; ReLU6 has a limit of 6.
  case clipped(limit: Float)
  /// A leaky ReLU whose slopes are parameters, one per channel (He et al. 2015).
  case parametric

  /// The value for an input.
  ///
  /// - Parameter slope: of the channel; used by `.parametric` alone.
  @inlinable public func value<Scalar: BinaryFloatingPoint>(_ x: Scalar, slope: Scalar) -> Scalar {
    switch self {
    case .relu: x > 0 ? x : 0
    case .leaky(let slope): x > 0 ? x : Scalar(slope) * x
    case .clipped(let limit): x > 0 ? min(x, Scalar(limit)) : 0
    case .parametric: x > 0 ? x : slope * x
    }
  }

  /// The derivative at an input; at a kink, that of the side below it.
  ///
  /// - Parameter slope: of the channel; used by `.parametric` alone.
  @inlinable public func derivative<Scalar: BinaryFloatingPoint>(_ x: Scalar, slope: Scalar) -> Scalar {
    switch self {
    case .relu: x > 0 ? 1 : 0
    case .leaky(let slope): x > 0 ? 1 : Scalar(slope)
    case .clipped(let limit): x > 0 && x < Scalar(limit) ? 1 : 0
    case .parametric: x > 0 ? 1 : slope
    }
  }
}
