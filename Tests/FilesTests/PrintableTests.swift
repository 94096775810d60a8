import Files
import Testing

@Suite struct PrintableTests {
  @Test func controlAndDirectionMarksAreEscaped() {
    #expect("a\u{1B}[31mb\nc\u{202E}d".printable == "a\\u{1b}[31mb\\u{a}c\\u{202e}d")
  }

  @Test func joinersArePartsOfWords() {
    #expect("\u{645}\u{6CC}\u{200C}\u{62E}".printable == "\u{645}\u{6CC}\u{200C}\u{62E}")
  }

  @Test func lettersOfAllScriptsStay() {
    #expect("Köln 北京 São Paulo/…".printable == "Köln 北京 São Paulo/…")
  }
}
