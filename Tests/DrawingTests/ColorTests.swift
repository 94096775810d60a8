import Drawing
import Foundation
import Testing

/// Lightness after CIE 1976, 0…100.
private func lightness(_ color: Color) -> Double {
  func linear(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
  let y = 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  return y > 0.008856 ? 116 * cbrt(y) - 16 : 903.3 * y
}

@Test func theSequentialMapGrowsLighterEvenly() {
  let steps = (0...20).map { lightness(ColorMap.sequential.color(Double($0) / 20)) }
  let differences = zip(steps.dropFirst(), steps).map { $0 - $1 }
  #expect(differences.allSatisfy { $0 > 2 && $0 < 6 }, "\(differences)")
}

@Test func theDivergingMapIsLightestInTheMiddle() {
  let middle = lightness(ColorMap.diverging.color(0.5))
  #expect(middle > 95)
  #expect(lightness(ColorMap.diverging.color(0)) < 50)
  #expect(lightness(ColorMap.diverging.color(1)) < 50)
  #expect(ColorMap.diverging.color(0).blue > ColorMap.diverging.color(0).red)
}

@Test func mapsHoldTheirEndsAndGrayForNoNumber() {
  #expect(ColorMap.gray.color(-3) == .black)
  #expect(ColorMap.gray.color(9) == .white)
  #expect(ColorMap.gray.color(.nan).red == 0.6)
}

@Test func colorsSurviveTheirDigits() throws {
  let color = Color(hex: 0x0072B2).opacity(Double(0x80) / 255)
  #expect(color.hexadecimal == "0072b280")
  #expect(try JSONDecoder().decode([Color].self, from: JSONEncoder().encode([color])) == [color])
}

@Test func datesAreThoseOfTheCalendar() {
  #expect(SourceDate(seconds: 0).iso8601 == "1970-01-01T00:00:00Z")
  #expect(SourceDate(seconds: 951_782_399).iso8601 == "2000-02-28T23:59:59Z")
  #expect(SourceDate(seconds: 951_868_800).day == "2000-03-01")
  #expect(SourceDate(seconds: 951_782_400).day == "2000-02-29")
  #expect(SourceDate(seconds: 1_415_784_600).iso8601 == "2014-11-12T09:30:00Z")
  #expect(SourceDate.current(environment: ["SOURCE_DATE_EPOCH": "42"]).seconds == 42)
  #expect(SourceDate.current(environment: ["SOURCE_DATE_EPOCH": "x"]).seconds > 1_600_000_000)
}
