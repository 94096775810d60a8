/// The objects of a PDF file as Cairo writes it: numbered, one after the other, and at the end a table of their places.
package struct PDFFile {
  /// The objects by number: what stands between `n 0 obj` and `endobj`.
  package private(set) var objects: [Int: ArraySlice<UInt8>] = [:]
  /// The number of the catalog.
  package let catalog: Int
  /// The number of the object with title and author.
  let info: Int?

  /// Takes a file apart; nil where it is of another make. Objects that the table lists and that are not where it says are left out
  /// (Cairo 1.16 lists some that it never writes).
  package init?(_ file: [UInt8]) {
    guard let end = Self.last("startxref\n", in: file), let table = Self.number(in: file, at: end),
      let trailer = Self.last("\ntrailer\n", in: file), table < trailer,
      file[table...].starts(with: "xref\n0 ".utf8),
      let count = Self.number(in: file, at: table + 7),
      let root = Self.last("/Root ", in: file), root > trailer, let catalog = Self.number(in: file, at: root)
    else { return nil }
    self.catalog = catalog
    info = Self.last("/Info ", in: file).flatMap { $0 > trailer ? Self.number(in: file, at: $0) : nil }
    // After the table's first two lines 20 bytes an object.
    let first = table + "xref\n0 \(count)\n".utf8.count
    guard count > 0, first + 20 * count <= file.count else { return nil }
    var places: [(place: Int, number: Int)] = []
    for number in 1..<max(1, count) {
      let entry = first + 20 * number
      guard file[entry + 17] == UInt8(ascii: "n"), let place = Self.number(in: file, at: entry),
        place < table,
        file[place...].starts(with: "\(number) 0 obj\n".utf8)
      else { continue }
      places.append((place, number))
    }
    places.sort { $0.place < $1.place }
    for (index, (place, number)) in places.enumerated() {
      let end = index + 1 < places.count ? places[index + 1].place : table
      let body = file[(place + "\(number) 0 obj\n".utf8.count)..<end]
      guard body.suffix(8).elementsEqual("\nendobj\n".utf8) else { return nil }
      objects[number] = body.dropLast(8)
    }
    guard objects[catalog] != nil else { return nil }
  }

  /// An object as text; nil where there is none, or where it is a stream.
  package func text(_ number: Int) -> String? {
    guard let body = objects[number], !Self.isStream(body) else { return nil }
    return String(decoding: body, as: UTF8.self)
  }

  /// The bytes of a stream that is compressed as Cairo does it, unpacked; nil where the object is none.
  package func contents(_ number: Int) -> [UInt8]? {
    guard let body = objects[number], Self.isStream(body),
      let start = Self.first("\nstream\n", in: body, from: body.startIndex)
    else { return nil }
    let head = String(decoding: body[..<start], as: UTF8.self)
    guard head.contains("/Filter /FlateDecode"), !head.contains("/Subtype"), !head.contains("/DecodeParms")
    else { return nil }
    return Flate.inflated(body[(start + 8)...].dropLast("\nendstream".utf8.count))
  }

  /// The number of the object that an entry of another points to, such as 12 of `/Contents 12 0 R`.
  package func reference(_ key: String, of text: String) -> Int? {
    guard let range = text.firstRange(of: "\(key) ") else { return nil }
    let rest = text[range.upperBound...]
    let digits = rest.prefix { $0.isNumber }
    return rest.dropFirst(digits.count).hasPrefix(" 0 R") ? Int(digits) : nil
  }

  /// The numbers of the objects that a list in an entry points to, such as `/Kids [ 2 0 R 5 0 R ]`; none where there is no list.
  package func references(_ key: String, of text: String) -> [Int] {
    guard let range = text.firstRange(of: "\(key) [") else { return [] }
    let words = text[range.upperBound...].prefix { $0 != "]" }.split { $0.isWhitespace }
    return stride(from: 0, to: words.count - words.count % 3, by: 3).compactMap { Int(words[$0]) }
  }

  /// Replaces or adds an object.
  mutating func set(_ number: Int, _ text: String) { objects[number] = Array(text.utf8)[...] }

  /// Replaces or adds an object by a stream; `compressed` says that its bytes are.
  mutating func set(_ number: Int, stream: [UInt8], entries: String) {
    let head = "<< /Length \(stream.count)\(entries) >>\nstream\n"
    objects[number] = (Array(head.utf8) + stream + Array("\nendstream".utf8))[...]
  }

  /// The objects that the catalog and the information lead to.
  private var reachable: [Int: ArraySlice<UInt8>] {
    var reached: [Int: ArraySlice<UInt8>] = [:]
    var waiting = [catalog] + (info.map { [$0] } ?? [])
    while let number = waiting.popLast() {
      guard reached[number] == nil, let body = objects[number] else { continue }
      reached[number] = body
      let end =
        Self.isStream(body)
        ? Self.first("\nstream\n", in: body, from: body.startIndex) ?? body.endIndex : body.endIndex
      let head = String(decoding: body[..<end], as: UTF8.self)
      waiting += head.matches(of: /([0-9]+) 0 R/).compactMap { Int($0.output.1) }
    }
    return reached
  }

  /// The bytes of the file, without objects that nothing leads to; the same objects give the same bytes.
  func written() -> [UInt8] {
    let objects = reachable
    // Bytes that are no letters tell programs that the file is binary.
    var file = Array("%PDF-1.7\n%".utf8) + [0xB5, 0xED, 0xAE, 0xFB, 0x0A]
    let size = (objects.keys.max() ?? 0) + 1
    var places = [Int?](repeating: nil, count: size)
    for number in objects.keys.sorted() {
      places[number] = file.count
      file += Array("\(number) 0 obj\n".utf8)
      file += objects[number] ?? []
      file += Array("\nendobj\n".utf8)
    }
    let table = file.count
    var text = "xref\n0 \(size)\n"
    for place in places {
      let digits = String(place ?? 0)
      text += String(repeating: "0", count: max(0, 10 - digits.count)) + digits
      text += place == nil ? " 65535 f \n" : " 00000 n \n"
    }
    text += "trailer\n<< /Size \(size)\n   /Root \(catalog) 0 R\n"
    if let info { text += "   /Info \(info) 0 R\n" }
    return file + Array("\(text)>>\nstartxref\n\(table)\n%%EOF\n".utf8)
  }

  private static func isStream(_ body: ArraySlice<UInt8>) -> Bool {
    body.suffix(10).elementsEqual("\nendstream".utf8)
  }

  // MARK: Finding

  /// The place after the last occurrence of a text.
  private static func last(_ text: String, in file: [UInt8]) -> Int? {
    let bytes = Array(text.utf8)
    var at = file.count - bytes.count
    while at >= 0 {
      if file[at] == bytes[0], file[at..<at + bytes.count].elementsEqual(bytes) { return at + bytes.count }
      at -= 1
    }
    return nil
  }

  /// The place of the first occurrence of a text after another place.
  static func first(_ text: String, in file: ArraySlice<UInt8>, from start: Int) -> Int? {
    let bytes = Array(text.utf8)
    var at = start
    while at + bytes.count <= file.endIndex {
      if file[at] == bytes[0], file[at..<at + bytes.count].elementsEqual(bytes) { return at }
      at += 1
    }
    return nil
  }

  /// The whole number that stands at a place.
  private static func number(in file: [UInt8], at place: Int) -> Int? {
    Int(String(decoding: file[place...].prefix { (48...57).contains($0) }, as: UTF8.self))
  }
}
