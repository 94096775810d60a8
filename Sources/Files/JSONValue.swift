/// Any JSON: what is read without knowing its keys, or written without a type for each of its objects.
public enum JSONValue: Sendable, Hashable {
  /// The value that stands for none.
  case null
  /// One of true and false.
  case bool(Bool)
  /// A number without a fraction.
  case integer(Int)
  /// A number of any other kind.
  case number(Double)
  /// A text in quotation marks.
  case string(String)
  /// Values in an order.
  case array([JSONValue])
  /// Values by their keys.
  case object([String: JSONValue])

  /// The value of something that can be written as JSON.
  ///
  /// - Throws: `EncodingError` where it cannot be encoded.
  public init(encoding value: some Encodable) throws {
    self = try CanonicalJSON.decode(from: try CanonicalJSON.encode(value))
  }

  /// The values that hold no others, each with the path of keys that leads to it, such as `training.samples`, in the order of
  /// the paths.
  public var leaves: [(path: String, text: String)] { leaves(below: "").sorted { $0.path < $1.path } }

  private func leaves(below path: String) -> [(path: String, text: String)] {
    func at(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
    return switch self {
    case .null: [(path, "null")]
    case .bool(let value): [(path, "\(value)")]
    case .integer(let value): [(path, "\(value)")]
    case .number(let value): [(path, "\(value)")]
    case .string(let value): [(path, value)]
    case .array(let values): values.enumerated().flatMap { $1.leaves(below: at("\($0)")) }
    case .object(let values): values.flatMap { $1.leaves(below: at($0)) }
    }
  }
}

extension JSONValue: Codable {
  /// Reads whatever stands there.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  /// Writes the value as it would stand in a file.
  public func encode(to encoder: any Encoder) throws {
    var out = encoder.singleValueContainer()
    switch self {
    case .null: try out.encodeNil()
    case .bool(let value): try out.encode(value)
    case .integer(let value): try out.encode(value)
    case .number(let value): try out.encode(value)
    case .string(let value): try out.encode(value)
    case .array(let values): try out.encode(values)
    case .object(let values): try out.encode(values)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  /// A text in quotation marks.
  public init(stringLiteral value: String) { self = .string(value) }

  /// Values in an order.
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// Values by their keys, of which no two are the same.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(uniqueKeysWithValues: elements))
  }
}
