import Kernels

/// The data type that networks are trained and evaluated with: a given one, or the fastest on this processor.
public enum PrecisionChoice: String, CaseIterable, Codable, Sendable {
  /// The quicker one on this kind of processor: bf16 with AMX or AMD's AVX-512 BF16, f32 elsewhere.
  case auto
  /// 32-bit floats, for networks and sums alike.
  case float32 = "f32"
  /// Brain floats with 32-bit sums and master weights.
  case bfloat16 = "bf16"

  /// The choice of exactly this precision.
  public init(_ precision: Precision) { self = precision == .bfloat16 ? .bfloat16 : .float32 }

  /// The data type that it selects on this processor.
  ///
  /// - Throws: `ConfigurationError.badOption` where the processor has no instructions for it.
  public func resolved() throws -> Precision {
    switch self {
    case .auto: return .best
    case .float32: return .float32
    case .bfloat16:
      guard Precision.isSupported(.bfloat16) else {
        throw ConfigurationError.badOption(
          option: "--precision bf16",
          cause: "this processor has neither AMX nor AVX-512 BF16; take f32, or auto, which chooses")
      }
      return .bfloat16
    }
  }
}
