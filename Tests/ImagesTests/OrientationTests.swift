import Foundation
import Images
import Testing

@Suite struct OrientationTests {
  /// A JPEG block with an orientation, as numbers of a kind: 3 is SHORT, 4 is LONG.
  private func exif(_ value: UInt8, kind: UInt8 = 3, before: Int = 0, isBig: Bool = false) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
      let bytes = (0..<count).map { UInt8(value >> ($0 * 8) & 255) }
      return isBig ? Array(bytes.reversed()) : bytes
    }
    var block: [UInt8] = Array((isBig ? "MM" : "II").utf8)
    block += number(42, 2)
    block += number(8, 4)
    block += number(before + 1, 2)
    for entry in 0..<before {
      block += number(0x200 + entry, 2)
      block += number(3, 2)
      block += number(1, 4)
      block += number(7, 2)
      block += [0, 0]
    }
    block += number(0x112, 2)
    block += number(Int(kind), 2)
    block += number(1, 4)
    block += kind == 4 ? number(Int(value), 4) : number(Int(value), 2) + [0, 0]
    return block + number(0, 4)
  }

  private func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
    [0xFF, marker, UInt8((contents.count + 2) >> 8), UInt8((contents.count + 2) & 255)] + contents
  }

  private func orientation(jpegWith blocks: [UInt8]) throws -> Orientation {
    let plain = [UInt8](try Image(width: 6, height: 4, gray: 90).jpeg(quality: 90))
    return try StoredImage(decoding: Data(plain[..<2] + blocks + plain[2...]), name: "a.jpg").orientation
  }

  /// Points, boxes and pixels must move alike.
  @Test(arguments: Orientation.allCases) func pointsMoveAsPixelsDo(_ orientation: Orientation) {
    var stored = Image(width: 7, height: 4, gray: 0)
    stored[5, 1, 0] = 255
    let upright = stored.oriented(orientation)
    #expect((upright.width == 4) == orientation.exchangesSides)
    let place = orientation.upright(x: 5.5, y: 1.5, width: 7, height: 4)
    #expect(upright[Int(place.x), Int(place.y), 0] == 255)
    let box = orientation.upright(
      BoundingBox(x: 5, y: 1, width: 1, height: 1), width: 7, height: 4)
    #expect(box == BoundingBox(x: place.x - 0.5, y: place.y - 0.5, width: 1, height: 1))
  }

  @Test func itIsFoundWhereverItStandsInAJPEG() throws {
    let mark = Array("Exif\0\0".utf8)
    let other = segment(0xE2, [UInt8](repeating: 1, count: 65_000))
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(6))) == .quarterTurned)
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(8, kind: 4))) == .threeQuarterTurned)
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(3, kind: 4, isBig: true))) == .halfTurned)
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(5, before: 20))) == .transposed)
    let late = (0..<6).flatMap { _ in other } + segment(0xE1, mark + exif(6))
    #expect(try orientation(jpegWith: late) == .quarterTurned)
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(9))) == .upright)
    #expect(try orientation(jpegWith: segment(0xE1, mark + exif(6, kind: 2))) == .upright)
    #expect(try orientation(jpegWith: []) == .upright)
  }

  @Test func aPNGIsTurnedAsItsChunkSays() throws {
    var image = Image(width: 6, height: 4, gray: 0)
    image[0, 0, 1] = 200
    let plain = [UInt8](try image.png())
    let block = exif(6)
    let contents = Array("eXIf".utf8) + block
    let chunk = [0, 0, 0, UInt8(block.count)] + contents + checksum(contents)
    // Behind the header of 33 bytes, and before the end of 12: behind the pixels.
    for place in [33, plain.count - 12] {
      let stored = try StoredImage(decoding: Data(plain[..<place] + chunk + plain[place...]), name: "a.png")
      #expect(stored.orientation == .quarterTurned)
      #expect(stored.image.width == 4 && stored.image.height == 6 && stored.image[3, 0, 1] == 200)
      #expect(stored.storedWidth == 6 && stored.storedHeight == 4)
    }
    #expect(try StoredImage(decoding: Data(plain), name: "a.png").orientation == .upright)
  }

  /// The CRC-32 that ends a PNG chunk.
  private func checksum(_ bytes: [UInt8]) -> [UInt8] {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    return stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: ~remainder >> $0) }
  }
}
