/// Sums of products, sixteen at a time.
enum DotProduct {
  /// The dot product of two rows of `count` numbers.
  static func of(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    var sum = SIMD16<Float>.zero
    var index = 0
    while index + 16 <= count {
      let left = UnsafeRawPointer(a + index).loadUnaligned(as: SIMD16<Float>.self)
      let right = UnsafeRawPointer(b + index).loadUnaligned(as: SIMD16<Float>.self)
      // Not a fused product: without the instruction for it, which not every processor has, each lane becomes a call.
      sum += left * right
      index += 16
    }
    var total = sum.sum()
    while index < count {
      total += a[index] * b[index]
      index += 1
    }
    return total
  }
}
