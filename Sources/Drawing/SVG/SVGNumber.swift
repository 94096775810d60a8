/// Numbers of SVG files: a hundredth of a point is finer than any screen or printer.
enum SVGNumber {
  /// A number with so many decimals at most, without zeros at its end; 0 where it is not finite.
  static func text(_ value: Double, _ decimals: Int = 2) -> String {
    var text = ""
    append(value, decimals, to: &text)
    return text
  }

  /// Writes a number to the end of a text.
  static func append(_ value: Double, _ decimals: Int = 2, to text: inout String) {
    let scale = decimals == 2 ? 100 : (0..<decimals).reduce(1) { power, _ in power * 10 }
    let scaled = (value * Double(scale)).rounded()
    guard scaled.isFinite, abs(scaled) < 1e15 else {
      text += "0"
      return
    }
    let whole = Int(scaled)
    if whole < 0 { text += "-" }
    let (units, rest) = whole.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    text += String(units)
    guard rest > 0 else { return }
    var digits = String(rest)
    digits = String(repeating: "0", count: decimals - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    text += "."
    text += digits
  }
}
