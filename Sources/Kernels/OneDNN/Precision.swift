import COneDNN

/// The numbers that the kernels multiply; sums, biases, master weights and gradients of weights are 32 bits wide
/// whichever is chosen.
public enum Precision: String, Codable, Sendable, CaseIterable {
  /// IEEE 754 single precision.
  case float32 = "f32"
  /// Eight bits of exponent and eight of significand, the upper half of a single.
  case bfloat16 = "bf16"

  /// The quicker one on this CPU: bf16 with AMX, and with the AVX-512 BF16 of AMD. It is told from the kind of processor and
  /// not by timing, since it decides the bits of every network: a busy moment must not change them.
  public static var best: Precision { zfnet_dnnl_gains_from_bf16() ? .bfloat16 : .float32 }

  /// Whether this CPU computes with such numbers at all.
  public static func isSupported(_ precision: Precision) -> Bool {
    switch precision {
    case .float32: true
    case .bfloat16: zfnet_dnnl_multiplies_bf16()
    }
  }

  var dataType: dnnl_data_type_t {
    switch self {
    case .float32: dnnl_f32
    case .bfloat16: dnnl_bf16
    }
  }
}

/// bf16 numbers as their bits: Swift has no type for them.
package enum BFloat16 {
  /// The number that 16 bits stand for.
  @inline(__always) package static func value(_ bits: UInt16) -> Float {
    Float(bitPattern: UInt32(bits) &<< 16)
  }

  /// The nearest number's bits, of two equally near the even one; infinities stay, not-a-numbers stay what they are.
  @inline(__always) package static func bits(_ value: Float) -> UInt16 {
    let pattern = value.bitPattern
    if value.isNaN { return UInt16(truncatingIfNeeded: pattern >> 16) | 0x40 }
    return UInt16(truncatingIfNeeded: (pattern &+ 0x7FFF &+ ((pattern >> 16) & 1)) >> 16)
  }
}
