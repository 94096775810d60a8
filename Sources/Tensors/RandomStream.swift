import Foundation

/// A stream of random numbers that is a pure function of a seed, a domain and up to a few indices.
///
/// ```swift
/// var stream = RandomStream(seed: 1, domain: "augmentation", epoch, sample)
/// let flip = stream.uniform() < 0.5
/// ```
/// Streams of different domains or indices are independent; the same arguments always give the same numbers.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private let generator: Philox
  private let high: SIMD2<UInt32>
  private var counter: UInt64 = 0
  private var buffered: UInt64?
  private var spareNormal: Double?

  /// A stream for a seed, a domain ("dropout", "shuffle", …) and indices (epoch, sample, …).
  public init(seed: UInt64, domain: String, _ indices: Int...) {
    self.init(seed: seed, domain: domain, indices: indices)
  }

  /// A stream for a seed, a domain and a list of indices.
  public init(seed: UInt64, domain: String, indices: [Int]) {
    var hash = RandomStream.mix(seed ^ 0x5A46_4E45_5432_3031)
    for byte in domain.utf8 { hash = RandomStream.mix(hash ^ UInt64(byte)) }
    generator = Philox(key: SIMD2(UInt32(truncatingIfNeeded: hash), UInt32(truncatingIfNeeded: hash >> 32)))
    var position: UInt64 = 0
    for index in indices {
      position = RandomStream.mix(position ^ UInt64(bitPattern: Int64(index)))
    }
    high = SIMD2(UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32))
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    if let word = buffered {
      buffered = nil
      return word
    }
    let words = generator.block(
      SIMD4(UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32), high[0], high[1]))
    counter += 1
    buffered = UInt64(words[2]) | UInt64(words[3]) << 32
    return UInt64(words[0]) | UInt64(words[1]) << 32
  }

  /// Leaves out the next `count` words, in no time: where a part of a stream is wanted.
  public mutating func skip(_ count: Int) {
    precondition(count >= 0, "\(count) words")
    guard count > 0 else { return }
    var rest = UInt64(count)
    if buffered != nil {
      buffered = nil
      rest -= 1
    }
    counter += rest / 2
    if rest % 2 == 1 { _ = next() }
  }

  /// A number in [0, 1) with 53 random bits.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number in [lower, upper).
  public mutating func uniform(_ lower: Double, _ upper: Double) -> Double {
    lower + (upper - lower) * uniform()
  }

  /// A whole number in 0..<bound, free of bias.
  public mutating func integer(below bound: Int) -> Int {
    precondition(bound > 0, "no whole number below \(bound)")
    return Int(next(upperBound: UInt64(bound)))
  }

  /// A draw from the normal distribution of mean 0 and standard deviation 1 (Box–Muller).
  public mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    let radius = (-2 * log(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spareNormal = radius * sin(angle)
    return radius * cos(angle)
  }

  /// The numbers 0..<count in random order (Fisher–Yates).
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, integer(below: last + 1))
    }
    return order
  }

  /// One element of a collection that is not empty.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[integer(below: elements.count)]
  }

  /// The finalizer of SplitMix64: every bit of the input moves every bit of the output.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
