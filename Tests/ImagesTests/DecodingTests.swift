import Foundation
import Images
import Testing

@Suite struct DecodingTests {
  @Test(arguments: ["rgb.jpg", "progressive.jpg"])
  func jpegIsNearItsOriginal(name: String) throws {
    let difference = try #require(
      try Fixture.difference(Image(contentsOf: Fixture.url(name)), Fixture.image))
    #expect(difference <= 3)
  }

  @Test(arguments: ["palette.png", "rgb16.png", "interlaced.png"])
  func pngIsItsOriginal(name: String) throws {
    #expect(try Image(contentsOf: Fixture.url(name)) == Fixture.image)
  }

  @Test(arguments: ["grey.jpg", "grey.png"])
  func grayGetsThreeEqualChannels(name: String) throws {
    let image = try Image(contentsOf: Fixture.url(name))
    // 0.299 R + 0.587 G + 0.114 B
    for (x, y, level) in [(3, 3, 120), (12, 8, 82), (20, 8, 65)] {
      for channel in 0..<3 { #expect(abs(Int(image[x, y, channel]) - level) <= 2) }
    }
  }

  @Test func inksBecomeLight() throws {
    let image = try Image(contentsOf: Fixture.url("cmyk.jpg"))
    for (x, y, color) in [(3, 12, [200, 30, 40]), (20, 8, [0, 64, 127])] {
      for channel in 0..<3 { #expect(abs(Int(image[x, y, channel]) - color[channel]) <= 3) }
    }
  }

  @Test func transparentPixelsAreWhite() throws {
    let image = try Image(contentsOf: Fixture.url("alpha.png"))
    #expect(
      image.cropped(x: 0, y: 0, width: 24, height: 8)
        == Fixture.image.cropped(x: 0, y: 0, width: 24, height: 8))
    #expect(image.cropped(x: 0, y: 8, width: 24, height: 8) == Image(width: 24, height: 8, gray: 255))
  }

  @Test(arguments: 1...8)
  func exifTurnsUpright(orientation: Int) throws {
    let image = try Image(contentsOf: Fixture.url("exif-\(orientation).jpg"))
    let difference = try #require(Fixture.difference(image, Fixture.image))
    #expect(difference <= 3)
  }

  /// Any byte of the EXIF block may be wrong: the image still decodes or is refused, and nothing crashes.
  @Test func wrongEXIFDoesNoHarm() throws {
    let data = try Fixture.data("exif-6.jpg")
    var refused = 0
    for place in 20..<60 {
      for value: UInt8 in [0, 1, 0x7F, 0xFF] {
        var changed = data
        changed[place] = value
        do {
          let image = try Image(decoding: changed, name: "changed")
          #expect(image.width * image.height == 24 * 16)
        } catch {
          refused += 1
          #expect(error.isOfContents)
        }
      }
    }
    #expect(refused < 40)
  }

  @Test func contentsDecideNotTheName() throws {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("really-a-png-\(UUID().uuidString).jpg")
    defer { try? FileManager.default.removeItem(at: file) }
    try Fixture.data("palette.png").write(to: file)
    #expect(try Image(contentsOf: file) == Fixture.image)
  }
}
