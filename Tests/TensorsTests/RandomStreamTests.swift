import Testing
import Tensors

@Suite struct RandomStreamTests {
  /// Known answers of the generator's authors (Random123, kat_vectors, philox4x32 with 10 rounds).
  @Test func philoxGivesItsPublishedAnswers() {
    let zero = Philox(key: SIMD2(0, 0)).block(SIMD4(0, 0, 0, 0))
    #expect(zero == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    let ones = Philox(key: SIMD2(repeating: .max)).block(SIMD4(repeating: .max))
    #expect(ones == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    let pi = Philox(key: SIMD2(0xa409_3822, 0x299f_31d0)).block(
      SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344))
    #expect(pi == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func streamsAreFunctionsOfTheirArguments() {
    var a = RandomStream(seed: 7, domain: "shuffle", 3)
    var b = RandomStream(seed: 7, domain: "shuffle", 3)
    var other = RandomStream(seed: 7, domain: "shuffle", 4)
    let first = (0..<10).map { _ in a.next() }
    #expect(first == (0..<10).map { _ in b.next() })
    #expect(first != (0..<10).map { _ in other.next() })
  }

  @Test func normalsHaveMeanZeroAndVarianceOne() {
    var stream = RandomStream(seed: 1, domain: "normal")
    let draws = (0..<100_000).map { _ in stream.normal() }
    let mean = draws.reduce(0, +) / Double(draws.count)
    let variance = draws.reduce(0) { $0 + $1 * $1 } / Double(draws.count)
    #expect(abs(mean) < 0.015)
    #expect(abs(variance - 1) < 0.03)
  }

  @Test func permutationsHoldEveryNumberOnce() {
    var stream = RandomStream(seed: 1, domain: "permutation")
    let order = stream.permutation(1000)
    #expect(order.sorted() == Array(0..<1000))
    #expect(order != Array(0..<1000))
  }
}
