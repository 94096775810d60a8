import Foundation

/// JSON whose bytes depend on the value alone: keys are sorted, doubles keep every bit, and those that are no numbers are
/// written as the words `nan`, `inf` and `-inf`.
public enum CanonicalJSON {
  /// The JSON of a value.
  ///
  /// - Parameter pretty: whether it has line breaks and indents, for people.
  /// - Throws: `EncodingError` where the value cannot be encoded.
  public static func encode(_ value: some Encodable, pretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try encoder.encode(value)
  }

  /// The JSON of a value with line breaks and indents, as text to be printed.
  ///
  /// - Throws: `EncodingError` where the value cannot be encoded.
  public static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encode(value, pretty: true), as: UTF8.self)
  }

  /// The value of some JSON that `encode` wrote.
  ///
  /// - Throws: `DecodingError` where it is no JSON, or no such value.
  public static func decode<Value: Decodable>(_ type: Value.Type = Value.self, from data: Data) throws
    -> Value
  {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return try decoder.decode(type, from: data)
  }
}
