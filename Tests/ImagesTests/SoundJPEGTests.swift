import Foundation
import Images
import Testing

/// JPEG files that are odd and whole.
@Suite struct SoundJPEGTests {
  private let plain: [UInt8]
  private let image: Image

  init() throws {
    plain = [UInt8](try Fixture.data("rgb.jpg"))
    image = try Image(decoding: Data(plain), name: "rgb.jpg")
  }

  private func decoded(_ bytes: [UInt8]) throws -> Image { try Image(decoding: Data(bytes), name: "odd.jpg") }

  /// Where the contents of the first segment of a marker begin.
  private func contents(of marker: UInt8) throws -> Int {
    let place = plain.indices.dropLast().first { plain[$0] == 0xFF && plain[$0 + 1] == marker }
    return try #require(place) + 4
  }

  @Test func strayBytesCostNoPixel() throws {
    let scan = try contents(of: 0xDA) - 4
    let end = plain.count - 2
    let odd: [[UInt8]] = [
      plain[..<end] + [UInt8](repeating: 0, count: 12) + plain[end...],
      plain[..<scan] + [0, 0, 7, 0] + plain[scan...],
      plain[..<end] + [0xFF, 0xD3] + plain[end...],
      plain[..<end] + [0, 0, 0xFF, 0xD0, 0, 0, 0] + plain[end...],
      plain + Array("written by a camera".utf8), plain + plain,
      Array(plain[..<end]),
    ]
    for bytes in odd { #expect(try decoded(bytes) == image) }
  }

  @Test func aVersionOrTransformFromTheFutureCostsNoPixel() throws {
    var future = plain
    let version = try contents(of: 0xE0) + 5
    future[version] = 9
    #expect(try decoded(future) == image)
    let adobe: [UInt8] = [0xFF, 0xEE, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 7]
    let first = try contents(of: 0xDB) - 4
    #expect(try decoded(plain[..<first] + adobe + plain[first...]) == image)
  }

  /// What is mended must be whole: a file of several passes without its end may lack some of them.
  @Test func whatIsMissingIsNotMadeUp() throws {
    let progressive = try Fixture.data("progressive.jpg")
    #expect(throws: ImageError.self) {
      try Image(decoding: progressive.prefix(progressive.count - 2), name: "cut.jpg")
    }
    #expect(throws: ImageError.self) { try decoded(Array(plain[..<(plain.count - 12)])) }
  }

  /// Samplings that old video codecs and some programs use, in files of one flat color a block.
  @Test(arguments: [
    [(1, 1), (1, 1), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(2, 1), (2, 1), (2, 1)], [(4, 2), (1, 1), (1, 1)],
    [(1, 4), (1, 1), (1, 1)], [(3, 1), (1, 1), (1, 1)], [(2, 2), (1, 2), (1, 2)], [(2, 2), (2, 1), (1, 2)],
  ]) func everySamplingIsRead(_ sampling: [(Int, Int)]) throws {
    let image = try decoded(FlatJPEG.bytes(sampling, levels: [150, 100, 160], side: 96))
    #expect(image.width == 96 && image.height == 96)
    // Y 150, Cb 100, Cr 160 by the formulas of JFIF.
    let expected = [150 + 1.402 * 32, 150 - 0.344136 * -28 - 0.714136 * 32, 150 + 1.772 * -28]
    for channel in 0..<3 {
      #expect(abs(Double(image[48, 48, channel]) - expected[channel]) < 3)
      #expect(abs(Double(image[95, 95, channel]) - expected[channel]) < 3)
    }
  }
}

/// Writes JPEG files in which every block of a component has one level: a first coefficient, and an end.
private enum FlatJPEG {
  /// A square image of a flat color.
  ///
  /// - Parameters:
  ///   - sampling: how often each component is sampled across and down.
  ///   - levels: the level of each component, 0 to 255.
  static func bytes(_ sampling: [(Int, Int)], levels: [Int], side: Int) -> [UInt8] {
    let widest = (sampling.map(\.0).max()!, sampling.map(\.1).max()!)
    func units(_ factor: Int) -> Int { (side + 8 * factor - 1) / (8 * factor) }
    var bits: [UInt8] = []
    func put(_ value: Int, _ count: Int) {
      for place in stride(from: count - 1, through: 0, by: -1) { bits.append(UInt8(value >> place & 1)) }
    }
    var last = [0, 0, 0]
    for _ in 0..<(units(widest.0) * units(widest.1)) {
      for component in 0..<3 {
        for _ in 0..<(sampling[component].0 * sampling[component].1) {
          // A quantizer of 8 makes a step of the first coefficient one level.
          let step = levels[component] - 128 - last[component]
          last[component] += step
          let size = Int.bitWidth - abs(step).leadingZeroBitCount
          put(size, 4)
          put(step >= 0 ? step : step + (1 << size) - 1, size)
          put(0, 1)
        }
      }
    }
    while bits.count % 8 != 0 { bits.append(1) }
    let data = stride(from: 0, to: bits.count, by: 8).flatMap { start -> [UInt8] in
      let byte = bits[start..<(start + 8)].reduce(UInt8(0)) { $0 << 1 | $1 }
      return byte == 0xFF ? [byte, 0] : [byte]
    }
    func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
      [0xFF, marker, UInt8((contents.count + 2) >> 8), UInt8((contents.count + 2) & 255)] + contents
    }
    let frame: [UInt8] =
      [8, UInt8(side >> 8), UInt8(side & 255), UInt8(side >> 8), UInt8(side & 255), 3]
      + sampling.enumerated().flatMap { [UInt8($0 + 1), UInt8($1.0 << 4 | $1.1), 0] }
    // Codes of four bits for the sizes 0 to 11, and one code of one bit for the end of a block.
    let first: [UInt8] = [0, 0, 0, 0, 12] + [UInt8](repeating: 0, count: 12) + Array(0...11)
    let rest: [UInt8] = [0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
    return [0xFF, 0xD8] + segment(0xDB, [0] + [UInt8](repeating: 8, count: 64)) + segment(0xC0, frame)
      + segment(0xC4, first) + segment(0xC4, rest) + segment(0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]) + data
      + [0xFF, 0xD9]
  }
}
