/// The counter-based generator Philox4x32-10 of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3" (2011).
///
/// A block of four words is a pure function of (key, counter), so that any draw can be had without the draws
/// before it, whatever the thread or the point at which a run was resumed.
public struct Philox: Sendable {
  /// The key's two words.
  public let key: SIMD2<UInt32>

  /// A generator with the given key.
  public init(key: SIMD2<UInt32>) { self.key = key }

  /// Four random words for one counter.
  @inlinable
  public func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var state = counter
    var roundKey = key
    for _ in 0..<10 {
      let first = UInt64(0xD251_1F53) * UInt64(state[0])
      let second = UInt64(0xCD9E_8D57) * UInt64(state[2])
      state = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ state[1] ^ roundKey[0],
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ state[3] ^ roundKey[1],
        UInt32(truncatingIfNeeded: first))
      roundKey &+= SIMD2(0x9E37_79B9, 0xBB67_AE85)
    }
    return state
  }
}
