import Replication
import Testing

@Suite struct TerminalTextTests {
  @Test func widthIsThatOfATerminal() {
    #expect(TerminalText.width("abc") == 3)
    #expect(TerminalText.width("e\u{301}") == 1)
    #expect(TerminalText.width("고양이") == 6)
  }

  @Test func aLineIsCutToItsColumns() {
    #expect(TerminalText.cut("step 1 of 20", to: 12) == "step 1 of 20")
    #expect(TerminalText.cut("step 1 of 20", to: 8) == "step 1 …")
    for columns in 1...12 {
      #expect(TerminalText.width(TerminalText.cut("a고b양c이defgh", to: columns)) <= columns)
    }
  }

  @Test func linesBreakBetweenWords() {
    #expect(TerminalText.wrapped("one two three", to: 8) == "one two\nthree")
    #expect(TerminalText.wrapped("a/long/path stays", to: 5) == "a/long/path\nstays")
  }

  @Test func durationsAreNeverNegative() {
    #expect(ProgressLine.duration(-3) == "0 s")
    #expect(ProgressLine.duration(1e300) == "–" && ProgressLine.duration(.nan) == "–")
    #expect(ProgressLine.duration(200) == "3 min 20 s")
  }

  @Test func theRestIsToldOnceItIsNoGuess() {
    #expect(ProgressLine.secondsLeft(done: 10, of: 40, in: 5) == 15)
    #expect(ProgressLine.secondsLeft(done: 10, of: 40, in: 2) == nil)
    #expect(ProgressLine.secondsLeft(done: 0, of: 40, in: 60) == nil)
    #expect(ProgressLine.secondsLeft(done: 40, of: 40, in: 60) == nil)
  }
}
