import Foundation
import MessagePassing
import TestSupport
import Testing

/// What processes exchange, with threads in the place of processes.
@Suite struct ProcessGroupTests {
  static let sizes = Array(1...5)

  @Test(arguments: sizes) func everyProcessGetsEveryPart(_ size: Int) throws {
    // Parts of different lengths, among them one of nothing.
    let lengths = (0..<size).map { $0 * 3 % 7 }
    let results = LocalProcesses.run(size) { group, _ -> [[UInt8]] in
      var parts = lengths.enumerated().map { rank, length in
        (0..<length).map { rank == group.rank ? UInt8(rank * 40 + $0) : 255 }
      }
      let buffers = parts.map { part in
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: part.count, alignment: 1)
        buffer.copyBytes(from: part)
        return buffer
      }
      defer { for buffer in buffers { buffer.deallocate() } }
      try group.gather(buffers)
      for (rank, buffer) in buffers.enumerated() { parts[rank] = Array(buffer) }
      return parts
    }
    let expected = lengths.enumerated().map { rank, length in (0..<length).map { UInt8(rank * 40 + $0) } }
    for result in results { #expect(try result.get() == expected) }
  }

  @Test(arguments: sizes) func numbersAndTextsComeByRank(_ size: Int) throws {
    let results = LocalProcesses.run(size) { group, _ in
      (
        try group.gather(group.rank * group.rank - 3),
        try group.gather(String(repeating: "ä", count: group.rank))
      )
    }
    for result in results {
      let (numbers, texts) = try result.get()
      #expect(numbers == (0..<size).map { $0 * $0 - 3 })
      #expect(texts == (0..<size).map { String(repeating: "ä", count: $0) })
    }
  }

  /// Terms whose sum depends on their order, as that of gradients does; each process has three of them, one after another.
  private static func terms(_ rank: Int, _ index: Int) -> [Float] {
    (0..<3).map { term in
      let place = rank * 3 + term
      return Float((place * 7919 + index * 104_729) % 1009 - 504) / 7 * (place % 2 == 0 ? 100 : 1)
    }
  }

  @Test(arguments: sizes) func sumsAreThoseOfOneProcessToTheBit(_ size: Int) throws {
    let slices = [0..<4, 4..<5, 5..<5, 5..<300]
    let results = LocalProcesses.run(size) { group, _ -> [Float] in
      var sums = [Float](repeating: .nan, count: 300)
      try sums.withUnsafeMutableBufferPointer { sums in
        let buffers = slices.map {
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: sums[$0]))
        }
        try group.sum(buffers) { slice in
          for index in slices[slice] {
            for (number, term) in Self.terms(group.rank, index).enumerated() {
              sums[index] = group.rank == 0 && number == 0 ? term : sums[index] + term
            }
          }
        }
      }
      return sums
    }
    func sum(_ ranks: some Sequence<Int>, _ index: Int) -> Float {
      ranks.reduce(0) { sum, rank in Self.terms(rank, index).reduce(sum, +) }
    }
    let expected = (0..<300).map { sum(0..<size, $0) }
    for result in results { #expect(try result.get().map(\.bitPattern) == expected.map(\.bitPattern)) }
    // The order matters: these numbers would tell.
    if size > 2 { #expect(expected != (0..<300).map { sum((0..<size).reversed(), $0) }) }
  }

  /// A sum is sent twice by those in the middle of the chain, and once by its ends; a part goes to all others.
  @Test func bytesAreCounted() throws {
    let results = LocalProcesses.run(4) { group, _ -> [Int] in
      var bytes = [UInt8](repeating: 0, count: 40)
      var counts: [Int] = []
      try bytes.withUnsafeMutableBytes { bytes in
        try group.sum([bytes]) { _ in }
        counts.append(group.bytesSent)
        try group.gather(
          (0..<4).map { UnsafeMutableRawBufferPointer(rebasing: bytes[$0 * 10..<$0 * 10 + 10]) })
        counts.append(group.bytesSent)
      }
      return counts
    }
    #expect(try results.map { try $0.get() } == [[40, 70], [80, 110], [80, 110], [40, 70]])
  }

  /// Whoever waits for a process that was killed is told.
  @Test func aLostProcessIsAnError() {
    let results = LocalProcesses.run(3) { group, die -> [Int] in
      if group.rank == 1 { die(0) }
      return try group.gather(group.rank)
    }
    for result in results {
      #expect(throws: MessagePassingError.self) { try result.get() }
    }
  }
}
