/// A color is written as eight hexadecimal digits, red, green, blue and opacity.
extension Color: Codable {
  /// Writes for example `0072b2ff`.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.singleValueContainer()
    try out.encode(hexadecimal)
  }

  /// Reads eight hexadecimal digits.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    let text = try value.decode(String.self)
    guard text.utf8.count == 8, let word = UInt32(text, radix: 16) else {
      throw DecodingError.dataCorruptedError(in: value, debugDescription: "“\(text)” is no color")
    }
    self = Color(hex: word >> 8).opacity(Double(word & 0xFF) / 255)
  }

  /// The eight digits, each component rounded to a byte.
  public var hexadecimal: String {
    [red, green, blue, alpha].map { component in
      let byte = Int((min(max(component, 0), 1) * 255).rounded())
      return (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
