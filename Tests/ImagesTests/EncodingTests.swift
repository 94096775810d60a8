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
}
