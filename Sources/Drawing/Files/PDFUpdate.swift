/// A PDF file of Cairo's with what Cairo leaves out, as an update at its end: entries of its catalog, and the word that objects
/// are not there which its table lists and which it never wrote (structure elements of links, in Cairo 1.16). Images that a
/// page's list of images names more than once are named once.
struct PDFUpdate {
  private let file: [UInt8]
  /// The place of the file's table of objects.
  private let table: Int
  /// The number of the catalog, and how many objects the table lists.
  private let root: Int
  private let size: Int
  /// The number of the object with title and author.
  private let info: Int?

  /// The file with more entries in its catalog; the file as it is where it is of another make.
  static func extended(_ file: [UInt8], catalog entries: String) -> [UInt8] {
    guard let update = PDFUpdate(withoutRepetitions(file)), let catalog = update.catalog else { return file }
    return update.written("\(catalog)\n   \(entries)\n>>")
  }

  private init?(_ file: [UInt8]) {
    guard let start = Self.last("startxref", in: file), let table = Self.number(in: file, after: start),
      table < file.count, let trailer = Self.last("trailer", in: file),
      let root = Self.last("/Root ", in: file), root > trailer,
      let size = Self.last("/Size ", in: file), size > trailer,
      let rootNumber = Self.number(in: file, after: root), let count = Self.number(in: file, after: size)
    else { return nil }
    (self.file, self.table, self.root, self.size) = (file, table, rootNumber, count)
    info = Self.last("/Info ", in: file).flatMap { $0 > trailer ? Self.number(in: file, after: $0) : nil }
  }

  /// The catalog without its end.
  private var catalog: String? {
    guard let start = Self.last("\n\(root) 0 obj\n<<", in: file),
      let end = Self.first("\n>>\nendobj", in: file, from: start)
    else { return nil }
    return String(decoding: file[(start - 2)..<end], as: UTF8.self)
  }

  /// The numbers of objects that the table lists, and that are not where it says.
  private var missing: [Int] {
    // A line `xref`, a line `0 <size>`, and 20 bytes an object.
    let head = "xref\n0 \(size)\n".utf8.count
    guard file.count >= table + head + size * 20 else { return [] }
    return (1..<max(1, size)).filter { number in
      let entry = table + head + number * 20
      guard file[entry + 17] == UInt8(ascii: "n"), let place = Self.number(in: file, after: entry) else {
        return false
      }
      return !file[min(place, file.count)...].starts(with: "\(number) 0 obj".utf8)
    }
  }

  private func written(_ catalog: String) -> [UInt8] {
    var text = file.last == UInt8(ascii: "\n") ? "" : "\n"
    var lines = Dictionary(uniqueKeysWithValues: missing.map { ($0, "0000000000 65535 f \n") })
    let place = String(file.count + text.utf8.count)
    lines[root] = String(repeating: "0", count: max(0, 10 - place.count)) + place + " 00000 n \n"
    text += "\(root) 0 obj\n\(catalog)\nendobj\n"
    let newTable = file.count + text.utf8.count
    text += "xref\n"
    let numbers = lines.keys.sorted()
    var start = 0
    while start < numbers.count {
      var end = start + 1
      while end < numbers.count, numbers[end] == numbers[end - 1] + 1 { end += 1 }
      text += "\(numbers[start]) \(end - start)\n"
      for number in numbers[start..<end] { text += lines[number] ?? "" }
      start = end
    }
    text += "trailer\n<< /Size \(size)\n   /Root \(root) 0 R\n"
    if let info { text += "   /Info \(info) 0 R\n" }
    text += "   /Prev \(table)\n>>\nstartxref\n\(newTable)\n%%EOF\n"
    return file + Array(text.utf8)
  }

  /// The file with spaces where a list of images repeats an entry: it stays as long, and its table holds.
  private static func withoutRepetitions(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var at = 0
    while let start = first("\n   /XObject << /x", in: file, from: at) {
      var seen: Set<[UInt8]> = []
      at = start + "\n   /XObject << ".utf8.count
      while at < file.count, file[at] == UInt8(ascii: "/") {
        let end =
          file[(at + 1)...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ">") } ?? file.count
        if !seen.insert(Array(file[at..<end])).inserted {
          for place in at..<end { file[place] = UInt8(ascii: " ") }
        }
        at = end
      }
    }
    return file
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
  private static func first(_ text: String, in file: [UInt8], from start: Int) -> Int? {
    let bytes = Array(text.utf8)
    var at = start
    while at + bytes.count <= file.count {
      if file[at] == bytes[0], file[at..<at + bytes.count].elementsEqual(bytes) { return at }
      at += 1
    }
    return nil
  }

  /// The whole number that stands after a place, past spaces and line ends.
  private static func number(in file: [UInt8], after place: Int) -> Int? {
    var at = place
    while at < file.count, file[at] == 0x20 || file[at] == 0x0A || file[at] == 0x0D { at += 1 }
    var end = at
    while end < file.count, (48...57).contains(file[end]) { end += 1 }
    return Int(String(decoding: file[at..<end], as: UTF8.self))
  }
}
