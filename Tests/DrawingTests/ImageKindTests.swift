import Drawing
import Foundation
import Images
import Testing

/// A ramp with a little noise, which JPEG holds in far less than a lossless file.
private func photograph(_ side: Int = 96, shade: Int = 0) -> Image {
  var image = Image(width: side, height: side)
  var state: UInt32 = 7
  for y in 0..<side {
    for x in 0..<side {
      for channel in 0..<3 {
        state = state &* 1_664_525 &+ 1_013_904_223
        image[x, y, channel] = UInt8(
          20 + x % 100 + (y * (channel + 1)) / 4 % 100 + Int(state >> 24) % 7 + shade)
      }
    }
  }
  return image
}

/// The PDF file of a page on which something is drawn, as text.
private func pdf(_ draw: (borrowing Canvas) -> Void) throws -> String {
  let list = try DisplayList.recording(size: Size(400, 200), draw)
  let bytes = try list.pdf(title: "images", created: SourceDate(seconds: 0))
  return String(decoding: bytes, as: Unicode.ASCII.self)
}

private func count(_ part: String, in text: String) -> Int { text.components(separatedBy: part).count - 1 }

@Suite struct ImageKindTests {
  private let frame = Rectangle(10, 10, 40, 40)

  @Test func photographsAndProjectionsAreJPEG() throws {
    for kind in [ImageKind.photograph, .projection] {
      let file = try pdf { $0.draw(photograph(), as: kind, in: frame) }
      #expect(count("/DCTDecode", in: file) == 1, "\(kind)")
      #expect(count("/Subtype /Image", in: file) == 1, "\(kind)")
    }
    let (photo, projection) = try (
      pdf { $0.draw(photograph(), as: .photograph, in: frame) },
      pdf { $0.draw(photograph(), as: .projection, in: frame) }
    )
    #expect(photo.utf8.count < projection.utf8.count)
  }

  @Test func exactImagesAndSharpPixelsAreNot() throws {
    let exact = try pdf { $0.draw(photograph(), as: .exact, in: frame) }
    #expect(count("/DCTDecode", in: exact) == 0)
    let sharp = try pdf { $0.draw(photograph(8), as: .photograph, in: frame, interpolation: .nearest) }
    #expect(count("/DCTDecode", in: sharp) == 0)
    // JPEG's headers alone take more than these few colors.
    let plain = try pdf { $0.draw(Image(width: 40, height: 40, gray: 90), as: .photograph, in: frame) }
    #expect(count("/DCTDecode", in: plain) == 0)
  }

  @Test func anImageDrawnOftenIsStoredOnce() throws {
    for kind in [ImageKind.photograph, .exact] {
      let file = try pdf { canvas in
        for place in 0..<4 {
          canvas.draw(photograph(), as: kind, in: Rectangle(Double(place) * 60, 10, 50, 50))
        }
        canvas.draw(photograph(shade: 3), as: kind, in: Rectangle(300, 10, 50, 50))
      }
      #expect(count("/Subtype /Image", in: file) == 2, "\(kind)")
      // The page's list names each once, too.
      let list = try #require(
        file.components(separatedBy: "/XObject << ").last?.components(separatedBy: ">>").first)
      let names = list.split(separator: " ").filter { $0.hasPrefix("/x") }
      #expect(names.count == 2 && Set(names).count == 2, "\(kind)")
    }
  }

  @Test func pixelsStayAsTheyAreUnlessAFileIsWritten() throws {
    func pixels(_ kind: ImageKind) throws -> Image {
      let canvas = try Canvas(pixelsWide: 96, high: 96)
      canvas.draw(photograph(), as: kind, in: Rectangle(0, 0, 96, 96))
      return canvas.image()
    }
    #expect(try pixels(.photograph) == pixels(.exact))
    #expect(try pixels(.photograph) == photograph())
  }

  @Test func imagesFinerThanPrintAreMadeSmaller() throws {
    let list = try DisplayList.recording(size: Size(100, 100)) {
      $0.draw(photograph(200), as: .photograph, in: Rectangle(0, 0, 20, 20))
    }
    let file = String(
      decoding: try list.pdf(title: "", created: SourceDate(seconds: 0)), as: Unicode.ASCII.self)
    #expect(file.contains("/Width 72\n") && file.contains("/Height 72\n"))
  }

  @Test func documentsSayTheirLanguageAuthorAndSubject() throws {
    let document = try PDFDocument(
      pageSize: Size(100, 100), title: "A title", author: "An author", subject: "A subject",
      created: SourceDate(seconds: 0))
    document.endPage()
    let file = String(decoding: try document.finish(), as: Unicode.ASCII.self)
    for part in ["/Lang (en-US)", "/DisplayDocTitle true", "(An author)", "(A subject)", "(A title)"] {
      #expect(file.contains(part), "\(part)")
    }
    #expect(file.hasSuffix("%%EOF\n"))
  }
}
