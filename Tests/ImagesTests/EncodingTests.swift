import Files
import Foundation
import Images
import Testing

@Suite struct EncodingTests {
  @Test func pngComesBackAsItWas() throws {
    let png = try Fixture.image.png()
    #expect(try Image(decoding: png, name: "png") == Fixture.image)
    #expect(try Fixture.image.png() == png)
  }

  @Test func noiseThatDoesNotCompressComesBack() throws {
    var state: UInt32 = 1
    let pixels = (0..<64 * 48 * 3).map { _ -> UInt8 in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
    let image = Image(width: 64, height: 48, pixels: pixels)
    #expect(try Image(decoding: image.png(), name: "noise") == image)
  }

  @Test func aMaskIsAGrayImage() throws {
    let mask = Mask(width: 3, height: 2, values: [0, 255, 0, 255, 255, 0])
    let image = try Image(decoding: mask.png(), name: "mask")
    #expect(image.pixels == mask.values.flatMap { [$0, $0, $0] })
  }

  @Test func writingSaysWhereItFailed() throws {
    let file = URL(fileURLWithPath: "/nonexistent/figure.png")
    let error = #expect(throws: FileError.self) { try Fixture.image.write(to: file) }
    #expect(error?.path == file.path)
  }

  @Test func aWrittenImageIsRead() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png")
    defer { try? FileManager.default.removeItem(at: file) }
    try Fixture.image.write(to: file)
    #expect(try Image(contentsOf: file) == Fixture.image)
  }

  @Test func aJPEGDecodesToAboutTheSameImage() throws {
    var image = Image(width: 24, height: 16, gray: 40)
    for y in 0..<16 { for x in 12..<24 { for channel in 0..<3 { image[x, y, channel] = 200 } } }
    let good = try Image(decoding: image.jpeg(quality: 95), name: "good")
    #expect(good.width == 24 && good.height == 16)
    let error = zip(good.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.max()!
    #expect(error < 8)
    #expect(try image.jpeg(quality: 10).count < image.jpeg(quality: 95).count)
    #expect(try image.jpeg(quality: 50) == image.jpeg(quality: 50))
  }

  @Test func fewColorsMakeAPalette() throws {
    var image = Image(width: 40, height: 30, gray: 200)
    for y in 0..<30 { for x in 0..<40 { image[x, y, 1] = UInt8((x * 7 + y * 13 + x * y) % 16 * 15) } }
    let file = try #require(try image.palettePNG())
    #expect(try Image(decoding: file, name: "palette") == image)
    #expect(try file.count < image.png().count)
    #expect(try image.palettePNG() == file)
    let plain = Image(width: 3, height: 5, gray: 9)
    let one = try #require(try plain.palettePNG())
    #expect(try Image(decoding: one, name: "one") == plain)
  }

  @Test func moreColorsThanAPaletteHoldsMakeNone() throws {
    var image = Image(width: 257, height: 1, gray: 0)
    for x in 0..<257 { (image[x, 0, 0], image[x, 0, 1]) = (UInt8(x % 256), UInt8(x / 256)) }
    #expect(try image.palettePNG() == nil)
    #expect(try image.cropped(x: 0, y: 0, width: 256, height: 1).palettePNG() != nil)
  }

  @Test func fullChromaKeepsTheEdgesOfColors() throws {
    var image = Image(width: 32, height: 32, gray: 0)
    for y in 0..<32 { for x in 0..<32 { image[x, y, x % 2 == 0 ? 0 : 2] = 255 } }
    func error(_ chroma: Image.ChromaSampling) throws -> Int {
      let read = try Image(decoding: image.jpeg(quality: 95, chroma: chroma), name: "chroma")
      return zip(read.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.max()!
    }
    #expect(try error(.full) < 40)
    #expect(try error(.quarter) > 100)
  }
}
