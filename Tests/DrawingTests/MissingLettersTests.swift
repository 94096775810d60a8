import Drawing
import Testing

@Suite struct MissingLettersTests {
  @Test func aLetterOfNoFontIsNamed() {
    _ = Text("Köln – ∞", TextStyle(.sans, 10, color: Palette.ink)).measured()
    #expect(!MissingLetters.found.contains("ö") && !MissingLetters.found.contains("–"))
    // A code point that no script uses: no font has it.
    _ = Text("a\u{50005}", TextStyle(.sans, 10, color: Palette.ink)).measured()
    #expect(MissingLetters.found.contains("\u{50005}") && !MissingLetters.found.contains("a"))
    #expect(MissingLetters.sentence?.contains("U+50005") == true)
  }
}
