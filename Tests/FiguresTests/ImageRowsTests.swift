import Drawing
import Figures
import Images
import Testing

@Suite struct ImageRowsTests {
  private func rows(_ names: [String]) -> [ImageRows.Row] {
    names.map {
      ImageRows.Row($0, [Image(width: 8, height: 8, gray: 60), Image(width: 8, height: 8, gray: 90)])
    }
  }

  @Test func aLongNameLeavesTheImagesVisible() throws {
    let long = String(repeating: "very-", count: 60) + "long-name"
    let poster = ImageRows(rows(["cat", long, "dog"]), width: 440, columns: 2)
    #expect(poster.size.width <= 441 && poster.side > 40, "\(poster.side)")
    #expect(poster.size.height > 80)
    // It draws, and names of ordinary length are left as they are.
    let size = poster.size
    _ = try Canvas.png(size: size, pixelsPerPoint: 1) {
      poster.draw(on: $0, in: Rectangle(0, 0, size.width, size.height))
    }
    #expect(ImageRows(rows(["cat"]), side: 50).size == ImageRows(rows(["cat"]), side: 50, columns: 1).size)
  }

  @Test func aThousandRowsAreDrawnInSeconds() throws {
    let poster = ImageRows(rows((0..<1000).map { "n\(10_000 + $0)" }), side: 8, columns: 4)
    let size = poster.size
    let clock = ContinuousClock()
    let time = try clock.measure {
      _ = try Canvas.png(size: size, pixelsPerPoint: 1) {
        poster.draw(on: $0, in: Rectangle(0, 0, size.width, size.height))
      }
    }
    #expect(time < .seconds(20), "\(time)")
  }
}
