import Drawing
import Figures
import Testing

@Suite struct LabelMapTests {
  private func height(_ values: [Int], most: Int) -> Double {
    LabelMap(values, columns: 3, first: 7, most: most, width: 30) { "\($0)" }.size.height
  }

  /// Three square cells across and two down, and a line for each name.
  @Test func everyNameHasALineAndTheRestShareOne() {
    let line = height([7, 7, 7, 7, 7, 2], most: 5) - height([7, 7, 7, 7, 7, 7], most: 5)
    #expect(line > 5)
    // The first name has its line even where it occurs nowhere.
    #expect(height([2, 2, 2, 2, 2, 2], most: 5) == height([7, 7, 7, 7, 7, 2], most: 5))
    // 7 and 4 in colors of their own, 1, 2 and 3 as the others: three lines.
    #expect(
      abs(height([4, 4, 1, 2, 3, 7], most: 2) - height([7, 7, 7, 7, 7, 7], most: 2) - 2 * line) < 1e-9)
  }
}
