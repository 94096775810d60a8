import Figures
import Testing

@Test(arguments: [
  (0.0, 2, "0.00"), (-0.001, 2, "0.00"), (1.005, 1, "1.0"), (-2.5, 1, "−2.5"), (1234.5, 1, "1234.5"),
  (12345.678, 2, "12\u{202F}345.68"), (1_300_000, 0, "1\u{202F}300\u{202F}000"), (.nan, 2, "–"),
  (-.infinity, 1, "−∞"),
  (9.999, 2, "10.00"), (0.05, 0, "0"),
])
func fixedDecimals(value: Double, decimals: Int, text: String) {
  #expect(NumberText.fixed(value, decimals) == text)
}

@Test(arguments: [
  (0.1, 3, "0.1"), (0.012345, 3, "0.0123"), (123456, 3, "123\u{202F}456"), (1.5e-7, 2, "1.5 × 10⁻⁷"),
  (0, 3, "0"), (-42, 2, "−42"), (3e9, 3, "3 × 10⁹"), (0.99999, 3, "1"),
])
func significantDigits(value: Double, digits: Int, text: String) {
  #expect(NumberText.significant(value, digits) == text)
}

@Test func percentAndWhole() {
  #expect(NumberText.percent(0.1234) == "12.3\u{202F}%")
  #expect(NumberText.whole(-62_357_608) == "−62\u{202F}357\u{202F}608")
  #expect(NumberText.whole(9999) == "9999")
}

@Test func linearTicksAreRoundAndInside() {
  let ticks = Ticks.linear(from: 0, to: 1, about: 5)
  #expect(ticks.labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
  #expect(Ticks.linear(from: -7, to: 13, about: 4).values == [-5, 0, 5, 10])
  #expect(Ticks.linear(from: 0.2, to: 0.45, about: 10).labels.first == "0.200")
  for (low, high) in [(1e-9, 3e-9), (-1e12, 4e12), (37.1, 37.2)] {
    let ticks = Ticks.linear(from: low, to: high)
    #expect(ticks.values.count >= 2 && ticks.values.count <= 12)
    #expect(ticks.values.allSatisfy { $0 >= low - (high - low) * 1e-6 && $0 <= high + (high - low) * 1e-6 })
    #expect(Set(ticks.labels).count == ticks.labels.count)
  }
}

@Test func ticksStandWhereTheyAreAskedFor() {
  let axis = Axis("images", scale: .logarithmic, marks: [1, 6, 60, 100])
  let ticks = axis.ticks(in: 0.9...65, about: 5)
  #expect(ticks.values == [1, 6, 60] && ticks.labels == ["1", "6", "60"])
  #expect(Axis("images", scale: .logarithmic).ticks(in: 0.9...65, about: 5).values == [1, 10])
}

@Test func logarithmicTicksArePowers() {
  #expect(Ticks.logarithmic(from: 1, to: 10_000).labels == ["1", "10", "100", "1000", "10\u{202F}000"])
  #expect(Ticks.logarithmic(from: 1, to: 12).values == [1, 2, 5, 10])
  #expect(Ticks.logarithmic(from: 1e-6, to: 1e6).labels.first == "10⁻⁶")
}
