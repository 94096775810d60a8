/// Numbers as text, the same in every locale: a point before the decimals, a true minus sign, thin spaces between
/// thousands.
public enum NumberText {
  /// A number with so many decimals; “–” where there is none (NaN), “∞” where it is infinite.
  public static func fixed(_ value: Double, _ decimals: Int = 2) -> String {
    precondition((0...15).contains(decimals), "\(decimals) decimals; a Double has at most 15")
    guard !value.isNaN else { return "–" }
    guard value.isFinite else { return value < 0 ? "−∞" : "∞" }
    guard abs(value) < 1e15 else { return scientific(value) }
    var unit = 1.0
    for _ in 0..<decimals { unit *= 10 }
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 9e18 else { return scientific(value) }
    let digits = UInt64(scaled)
    let power = UInt64(unit)
    var text = grouped(digits / power)
    if decimals > 0 {
      let fraction = String(digits % power)
      text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }
    return value < 0 && digits > 0 ? "−" + text : text
  }

  /// A whole number with its thousands set apart from 10 000 on.
  public static func whole(_ value: Int) -> String {
    (value < 0 ? "−" : "") + grouped(UInt64(value.magnitude))
  }

  /// A share as a percentage: 0.123 is “12.3 %”.
  public static func percent(_ share: Double, _ decimals: Int = 1) -> String {
    fixed(share * 100, decimals) + "\u{202F}%"
  }

  /// A number with so many significant digits and no trailing zeros, in powers of ten where that is shorter.
  public static func significant(_ value: Double, _ digits: Int = 3) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : fixed(value) }
    let magnitude = power(of: value)
    if magnitude < -4 || magnitude > 6 { return scientific(value, digits - 1) }
    let decimals = min(15, max(0, digits - 1 - magnitude))
    return trimmed(fixed(value, decimals))
  }

  /// For example “1.2 × 10⁻⁵”.
  public static func scientific(_ value: Double, _ decimals: Int = 1) -> String {
    guard value.isFinite, value != 0 else { return fixed(value, 0) }
    var exponent = power(of: value)
    var mantissa = value / tenToThe(exponent)
    if abs(mantissa) >= 9.999_999_999 {
      exponent += 1
      mantissa = value / tenToThe(exponent)
    }
    return trimmed(fixed(mantissa, max(0, decimals))) + " × 10" + superscript(exponent)
  }

  /// A whole number in raised digits.
  public static func superscript(_ value: Int) -> String {
    String(
      String(value).map { character -> Character in
        switch character {
        case "-": "⁻"
        case "0": "⁰"
        case "1": "¹"
        case "2": "²"
        case "3": "³"
        default: Character(UnicodeScalar(0x2070 + UInt32(character.wholeNumberValue ?? 0)) ?? "?")
        }
      })
  }

  /// The exponent of ten of a number's first digit.
  static func power(of value: Double) -> Int {
    guard value.isFinite else { return 308 }
    var exponent = 0
    var rest = abs(value)
    while rest >= 10 {
      rest /= 10
      exponent += 1
    }
    while rest < 1, rest > 0 {
      rest *= 10
      exponent -= 1
    }
    return exponent
  }

  static func tenToThe(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<abs(exponent) { result *= 10 }
    return exponent < 0 ? 1 / result : result
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  private static func grouped(_ value: UInt64) -> String {
    let digits = String(value)
    guard digits.count > 4 else { return digits }
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out += "\u{202F}" }
      out.append(digit)
    }
    return out
  }
}
