import Foundation
import Images
import Testing

@Suite struct BadImageTests {
  private func error(_ data: Data) -> ImageError? {
    do {
      _ = try Image(decoding: data, name: "photos/cat.jpg")
      return nil
    } catch {
      return error
    }
  }

  @Test func aTextIsNoImage() {
    #expect(
      error(Data("words".utf8))?.description
        == "photos/cat.jpg: not a JPEG or PNG image; remove the file or replace it by an image")
    #expect(error(Data("<html>404</html>".utf8))?.cause == "not a JPEG or PNG image but a web page")
    #expect(error(Data())?.cause == "an empty file")
  }

  @Test func whatIsTakenForAnImageIsCalledWhatItIs() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12345\n"
    #expect(error(Data(pointer.utf8))?.cause == "a Git LFS pointer, not the image itself")
    #expect(error(Data(pointer.utf8))?.hint == "fetch the images: git lfs pull")
    #expect(error(Data("../.git/annex/objects/a/b/SHA256-s1--0".utf8))?.cause.contains("git-annex") == true)
    #expect(error(Data("GIF89a\u{1}".utf8))?.cause == "a GIF image, which is not read")
    #expect(error(Data("RIFF\0\0\0\0WEBPVP8 ".utf8))?.cause == "a WebP image, which is not read")
    #expect(error(Data([0x49, 0x49, 0x2A, 0, 8, 0]))?.cause == "a TIFF image, which is not read")
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: ImageError.self) {
      _ = try Image(contentsOf: URL(fileURLWithPath: "/nonexistent/cat.jpg"))
    }
    #expect(
      error?.description
        == "/nonexistent/cat.jpg: no such file or directory; check that it is there")
    if case .unreadable = error {} else { Issue.record("\(String(describing: error))") }
  }

  @Test(arguments: [
    "rgb.jpg", "progressive.jpg", "grey.jpg", "cmyk.jpg", "palette.png", "rgb16.png", "interlaced.png",
  ])
  func aCutImageIsDamagedWhereverItIsCut(name: String) throws {
    let data = try Fixture.data(name)
    // A PNG has all its pixels before its last chunk of 12 bytes, a JPEG before its last marker of 2.
    let whole = data.count - (name.hasSuffix("png") ? 12 : 2)
    for length in stride(from: 8, to: whole - 4, by: 7) {
      let error = error(data.prefix(length))
      guard case .damaged(let path, _, _) = error else {
        Issue.record("\(length) of \(data.count) bytes: \(String(describing: error))")
        continue
      }
      #expect(path == "photos/cat.jpg")
    }
  }

  /// A header of 65,500 × 65,500 pixels before nothing: refused before 13 gigabytes are asked for.
  @Test func aGiantHeaderIsRefused() throws {
    var jpeg = try Fixture.data("rgb.jpg")
    let frame = try #require(jpeg.firstRange(of: Data([0xFF, 0xC0])))
    jpeg.replaceSubrange((frame.lowerBound + 5)..<(frame.lowerBound + 9), with: [0xFF, 0xDC, 0xFF, 0xDC])
    #expect(error(jpeg)?.cause == "65500×65500 pixels, more than 100 million")

    var png = try Fixture.data("palette.png")
    png.replaceSubrange(16..<24, with: [0, 0, 0xFF, 0xDC, 0, 0, 0xFF, 0xDC])
    png.replaceSubrange(29..<33, with: checksum(png[12..<29]))
    #expect(error(png)?.cause == "65500×65500 pixels, more than 100 million")
  }

  /// A text of half a gigabyte that is not there: refused before memory is asked for.
  @Test func aChunkLongerThanItsFileIsRefused() throws {
    let png = try Fixture.data("grey.png")
    // Behind the signature and the header.
    let (start, rest) = (png.prefix(33), png.dropFirst(33))
    let text = Data("tEXtSoftware\0none".utf8)
    let sound = start + [0, 0, 0, 13] + text + checksum(text) + rest
    #expect(error(sound) == nil)
    let long = start + [0x20, 0, 0, 13] + text + checksum(text) + rest
    #expect(error(long)?.cause == "a damaged PNG (a chunk reaches beyond the end of the file)")
  }

  /// A file whose last scan comes again and again would take a decoder hours at the size of a photograph.
  @Test func repeatedScansAreRefused() throws {
    let data = try Fixture.data("progressive.jpg")
    let scan = try #require(data.range(of: Data([0xFF, 0xDA]), options: .backwards))
    let end = data.count - 2
    var bomb = data.prefix(end)
    for _ in 0..<300 { bomb += data[scan.lowerBound..<end] }
    bomb += data.suffix(2)
    #expect(error(bomb)?.isOfContents == true)
  }

  /// The CRC-32 that ends a PNG chunk.
  private func checksum(_ bytes: Data) -> [UInt8] {
    var remainder = UInt32.max
    for byte in bytes {
      remainder ^= UInt32(byte)
      for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1 }
    }
    return stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: ~remainder >> $0) }
  }

  /// One changed byte never crashes, and a PNG's sums let none through that matters.
  @Test(arguments: ["rgb.jpg", "progressive.jpg", "cmyk.jpg", "interlaced.png"])
  func changedBytesDoNoHarm(name: String) throws {
    let data = try Fixture.data(name)
    var refused = 0
    for place in data.indices {
      var changed = data
      changed[place] ^= 0x55
      if error(changed) != nil { refused += 1 }
    }
    #expect(refused > 10)
  }
}
