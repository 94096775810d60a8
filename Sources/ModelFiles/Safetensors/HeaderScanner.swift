/// A strict reader of the JSON that a safetensors header consists of: objects, strings and lists of whole numbers.
///
/// A general JSON decoder does not do: it keeps one of two equal keys silently and accepts numbers such as 1e3.
struct HeaderScanner {
  /// Why the bytes are no such JSON, and where.
  struct Failure: Error {
    let cause: String
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads an object whose keys must differ; `value` reads what follows each key's colon.
  mutating func object(_ value: (inout HeaderScanner, String) throws(Failure) -> Void) throws(Failure) {
    var keys: Set<String> = []
    try expect("{")
    if accept("}") { return }
    repeat {
      let key = try string()
      guard keys.insert(key).inserted else { throw failure("the key \(key) comes twice") }
      try expect(":")
      try value(&self, key)
    } while accept(",")
    try expect("}")
  }

  /// Reads a list of whole numbers, none negative.
  mutating func wholeNumbers() throws(Failure) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    if accept("]") { return numbers }
    repeat { numbers.append(try wholeNumber()) } while accept(",")
    try expect("]")
    return numbers
  }

  /// Reads a string in quotation marks.
  mutating func string() throws(Failure) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw failure("a string is no UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): text += try escaped().utf8
      case 0..<0x20: throw failure("a control character in a string")
      default: text.append(byte)
      }
    }
    throw failure("a string without an end")
  }

  /// Checks that nothing but white space is left.
  mutating func end() throws(Failure) {
    skipSpace()
    if position < bytes.count { throw failure("something follows the header's object") }
  }

  private mutating func wholeNumber() throws(Failure) -> Int {
    skipSpace()
    let start = position
    while position < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
    let digits = bytes[start..<position]
    guard !digits.isEmpty, digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      throw failure("a whole number is missing")
    }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw failure("a number too large for any file")
    }
    return number
  }

  private mutating func escaped() throws(Failure) -> String {
    switch next() {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let unit = try codeUnit()
      if let scalar = Unicode.Scalar(unit) { return String(Character(scalar)) }
      // The first half of a surrogate pair; the second must follow.
      guard next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u") else {
        throw failure("half a character")
      }
      let pair = [unit, try codeUnit()]
      guard let string = String(validating: pair, as: UTF16.self) else { throw failure("half a character") }
      return string
    default: throw failure("an unknown escape")
    }
  }

  private mutating func codeUnit() throws(Failure) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw failure("an unknown escape")
      }
      unit = unit << 4 | UInt16(digit)
    }
    return unit
  }

  private mutating func next() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func accept(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Failure) {
    if !accept(character) { throw failure("\(character) is missing") }
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) { position += 1 }
  }

  func failure(_ cause: String) -> Failure {
    Failure(cause: "\(cause) (byte \(position) of the header)")
  }
}
