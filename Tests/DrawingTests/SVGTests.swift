import Drawing
import Foundation
import FoundationXML
import Images
import Testing

private func svg(_ draw: (borrowing Canvas) -> Void) throws -> String {
  String(decoding: try DisplayList.recording(size: Size(200, 100), draw).svg(), as: UTF8.self)
}

/// Whether a text is well-formed XML.
private func isWellFormed(_ text: String) -> Bool { XMLParser(data: Data(text.utf8)).parse() }

private func image(_ shade: UInt8) -> Image {
  Image(width: 2, height: 2, pixels: [shade, 0, 0, 0, shade, 0, 0, 0, shade, 9, 9, 9])
}

@Suite struct SVGTests {
  @Test func textStaysText() throws {
    let style = TextStyle(.sans, 8)
    let file = try svg { canvas in
      canvas.draw(Text("top-1 error <b>", style), at: Point(10, 10))
      canvas.draw(Text("upward", style), at: Point(90, 60), anchor: .center, rotatedBy: -.pi / 2)
      canvas.scale(2, 2)
      canvas.draw(
        Text(runs: [.init("two ", style), .init("styles", style.weighted(.bold))]), at: Point(10, 20))
    }
    #expect(isWellFormed(file))
    #expect(file.contains(">top-1 error &lt;b&gt;</text>") && file.contains(">upward</text>"))
    #expect(file.contains(">two</text>") && file.contains("font-size=\"16\""))
    #expect(file.contains("font-weight=\"700\""))
    let width = TextLayout(Text("upward", style)).size.width
    #expect(file.contains("textLength=\"\((width * 100).rounded() / 100)\""))
  }

  @Test func brokenTextStandsLineByLine() throws {
    let text = Text("one two three", TextStyle(.sans, 10), width: 40, alignment: .center)
    let layout = TextLayout(text)
    #expect(layout.lines.count > 1)
    let file = try svg { $0.draw(layout, at: Point(5, 7)) }
    #expect(file.components(separatedBy: "<text ").count - 1 == layout.lines.count)
    for line in layout.lines {
      let height = SVGTests.number(7 + line.baseline)
      #expect(file.contains("y=\"\(height)\""), "\(height)")
    }
    // No line ends in the space at which it was broken.
    #expect(!file.contains(" </text>"))
  }

  private static func number(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  @Test func pathsAreMovedAndScaled() throws {
    let file = try svg { canvas in
      canvas.translate(10, 20)
      canvas.scale(2, 2)
      canvas.beginPath()
      canvas.rectangle(Rectangle(1, 2, 3, 4))
      canvas.fill(Color(hex: 0x112233), keepingPath: true)
      canvas.stroke(Color(hex: 0x445566).opacity(0.5), width: 1.5, dash: [2, 1])
    }
    #expect(file.contains("d=\"M12 24H18V32H12Z\""))
    // Fill and stroke of one path are one element.
    #expect(
      file.contains(
        "fill=\"#112233\" stroke=\"#445566\" stroke-opacity=\"0.502\" stroke-width=\"3\" stroke-dasharray=\"4 2\""
      )
        || file.contains(
          "fill=\"#112233\" stroke=\"#445566\" stroke-opacity=\"0.5\" stroke-width=\"3\" stroke-dasharray=\"4 2\""
        ))
  }

  @Test func clipsEndWhereTheirStateEnds() throws {
    let file = try svg { canvas in
      canvas.saved { canvas in
        canvas.beginPath()
        canvas.rectangle(Rectangle(0, 0, 50, 50))
        canvas.clip()
        canvas.saved { canvas in
          canvas.beginPath()
          canvas.arc(Point(25, 25), radius: 10)
          canvas.clip()
          canvas.fillAll(.black)
        }
      }
      canvas.fillAll(.white)
    }
    #expect(isWellFormed(file))
    #expect(file.contains("id=\"drawing-clip-0\"") && file.contains("id=\"drawing-clip-1\""))
    let end = try #require(file.range(of: "</g></g>"))
    #expect(file[end.upperBound...].hasPrefix("<path d=\"M0 0H200V100H0Z\" fill=\"#ffffff\"/>"))
  }

  @Test func anImageIsStoredOnceInAllDrawingsOfAPage() throws {
    func drawing(_ shade: UInt8) throws -> DisplayList {
      try DisplayList.recording(size: Size(200, 100)) { canvas in
        canvas.draw(image(7), as: .exact, in: Rectangle(10, 10, 20, 20), interpolation: .nearest)
        canvas.draw(image(shade), as: .exact, in: Rectangle(50, 10, 20, 10), interpolation: .nearest)
      }
    }
    var images = SVGImages(pixelsPerPoint: 2)
    let one = try drawing(80).svgElement(name: "one", label: "first & \"best\"", images: &images)
    let two = try drawing(90).svgElement(name: "two", label: "second", images: &images)
    #expect(one.components(separatedBy: "data:image/png").count == 3)
    #expect(two.components(separatedBy: "data:image/png").count == 2)
    #expect(two.components(separatedBy: "<use href=\"#p").count == 2)
    #expect(two.contains("transform=\"matrix(1 0 0 1 0 0)\""))
    #expect(one.contains("image-rendering=\"pixelated\""))
    #expect(one.contains("aria-label=\"first &amp; &quot;best&quot;\""))
    #expect(isWellFormed(one) && isWellFormed(two))
  }

  @Test func aReusedImageFillsItsOwnFrame() throws {
    let list = try DisplayList.recording(size: Size(200, 100)) { canvas in
      canvas.draw(image(7), as: .exact, in: Rectangle(10, 10, 20, 20), interpolation: .nearest)
      canvas.draw(image(7), as: .exact, in: Rectangle(100, 40, 40, 10), interpolation: .nearest)
    }
    // x' = 2x + 80 and y' = y/2 + 35 carry the first frame to the second.
    #expect(String(decoding: list.svg(), as: UTF8.self).contains("matrix(2 0 0 0.5 80 35)"))
  }

  @Test func whatIsNotedIsThereAndNothingElseOfIt() throws {
    func file(noting: Bool) throws -> [UInt8] {
      let list = try DisplayList.recording(size: Size(200, 100)) { canvas in
        canvas.fillAll(.white)
        guard noting else { return }
        canvas.note("ZFNet: 41.9 %\n<AlexNet>", in: Rectangle(10, 10, 20, 60))
        canvas.values(
          ValueGrid("label", columns: 2, values: ["cat", "dog|wolf", "cat", "cat"]),
          in: Rectangle(50, 10, 40, 40))
        canvas.values(ValueGrid(columns: 2, rows: 2, square: 0.25), in: Rectangle(100, 10, 40, 40))
      }
      let read = try JSONDecoder().decode(DisplayList.self, from: JSONEncoder().encode(list))
      let text = String(decoding: read.svg(), as: UTF8.self)
      #expect(isWellFormed(text))
      #expect(text.contains("<title>ZFNet: 41.9 %\n&lt;AlexNet&gt;</title>") == noting)
      #expect(text.contains("data-texts=\"cat|dog¦wolf\" data-values=\"0100\"") == noting)
      #expect(text.contains("data-square=\"0.25\"") == noting)
      return try read.png(pixelsPerPoint: 1)
    }
    #expect(try file(noting: true) == file(noting: false))
  }

  @Test func manyDifferentValuesStandInFull() throws {
    let values = (0..<40).map { "\($0)" }
    let file = try svg {
      $0.values(ValueGrid("share", columns: 8, values: values), in: Rectangle(0, 0, 80, 50))
    }
    #expect(file.contains("data-columns=\"8\" data-rows=\"5\" data-name=\"share\""))
    #expect(file.contains("data-values=\"\(values.joined(separator: "|"))\""))
  }
}
