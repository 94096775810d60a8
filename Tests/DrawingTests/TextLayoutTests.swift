import Drawing
import Foundation
import Testing

private let style = TextStyle(.serif, 10)

@Test func linesAreBrokenAtTheWidth() {
  let words = String(repeating: "lower layers answer to edges ", count: 12)
  let layout = TextLayout(Text(words, style, width: 120))
  #expect(layout.lines.count > 5)
  #expect(layout.lines.allSatisfy { $0.width <= 121 })
  #expect(layout.size.width == 120)
  for (upper, lower) in zip(layout.lines, layout.lines.dropFirst()) {
    #expect(lower.baseline > upper.baseline + 8)
  }
}

@Test func markupIsJustText() {
  let plain = TextLayout(Text("<b>bold</b> & <", style))
  #expect(plain.lines.count == 1)
  // The marks take room of their own, so they are drawn and not obeyed.
  #expect(plain.size.width > TextLayout(Text("bold", TextStyle(.serif, 10, weight: .bold))).size.width * 2)
}

@Test func emptyAndHugeTextsHaveASize() {
  let empty = TextLayout(Text("", style, width: 50))
  #expect(empty.lines.count == 1)
  #expect(empty.size.height > 5)
  let zero = TextLayout(Text("a\0b", style))
  #expect(zero.size.width > TextLayout(Text("ab", style)).size.width)
  let huge = TextLayout(Text(String(repeating: "word ", count: 5_000), style, width: 400))
  #expect(huge.lines.count > 200)
  let unbroken = TextLayout(Text(String(repeating: "w", count: 3_000), style, width: 100))
  #expect(unbroken.lines.allSatisfy { $0.width <= 101 })
}

@Test func runsChangeWidthAndWeight() {
  let regular = Text("Figure", TextStyle(.sans, 10)).measured().width
  let bold = Text("Figure", TextStyle(.sans, 10, weight: .bold)).measured().width
  let both = Text(
    runs: [.init("Figure", TextStyle(.sans, 10)), .init("Figure", TextStyle(.sans, 10, weight: .bold))]
  ).measured().width
  #expect(bold > regular)
  #expect(abs(both - regular - bold) < 0.1)
}

@Test func boxesOfARangeLieOnItsLines() {
  let text = "one two three four five six seven eight nine ten"
  let layout = TextLayout(Text(text, style, width: 80))
  let all = layout.boxes(ofUTF8: 0..<text.utf8.count)
  #expect(all.map(\.line) == Array(layout.lines.indices))
  let one = layout.boxes(ofUTF8: 0..<3)
  #expect(one.count == 1)
  #expect(one[0].box.x == 0)
  #expect(abs(one[0].box.width - Text("one", style).measured().width) < 0.5)
}

@Test func measuresDoNotDependOnTheLocale() {
  let text = Text("1,5 · “quoted” · i İ ı · fi", style, width: 60)
  let before = TextLayout(text).lines
  for name in ["tr_TR.UTF-8", "ja_JP.UTF-8", "C"] {
    setlocale(LC_ALL, name)
    #expect(TextLayout(text).lines == before)
  }
  setlocale(LC_ALL, "C")
}

/// Cairo 1.16 does not guard FreeType where it opens and closes faces: without a lock of our own, this ends in a crash.
@Test func manyThreadsMayDrawTextAtOnce() async throws {
  let sizes = try await withThrowingTaskGroup(of: Int.self) { group in
    for task in 0..<16 {
      group.addTask {
        var bytes = 0
        for turn in 0..<6 {
          for family in [FontFamily.serif, .sans, .mono, .math] {
            let style = TextStyle(family, 7 + Double(task * 6 + turn) / 7, italic: turn % 2 == 0)
            bytes += try DisplayList.recording(size: Size(200, 40)) { canvas in
              canvas.draw(Text("Fifteen ≈ √225, \(task)·\(turn)", style), at: Point(4, 4))
            }.pdf(title: "", created: SourceDate(seconds: 0)).count
          }
        }
        return bytes
      }
    }
    return try await group.reduce(into: []) { $0.append($1) }
  }
  #expect(sizes.count == 16 && sizes.allSatisfy { $0 > 1000 })
}
