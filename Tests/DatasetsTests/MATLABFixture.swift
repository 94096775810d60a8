import Foundation

/// A MATLAB file of version 5 with an array of structs, byte by byte.
enum MATLABFixture {
  /// The development kit's `synsets`: each class's number, WordNet number and words.
  ///
  /// - Parameter compresses: whether the array is compressed, as MATLAB does.
  static func synsets(_ synsets: [(number: Int, identifier: String, words: String)], compresses: Bool) -> Data
  {
    var header = Data("MATLAB 5.0 MAT-file".utf8)
    header += Data(repeating: 0x20, count: 124 - header.count) + Data([0, 1]) + Data("IM".utf8)
    let fields = ["ILSVRC2012_ID", "WNID", "words", "gloss"]
    let length = 16
    var names = Data()
    for field in fields { names += Data(field.utf8) + Data(count: length - field.utf8.count) }
    var content = array(kind: 2, rows: synsets.count, name: "synsets")
    content += small(5, number(length, 4)) + element(1, names)
    for synset in synsets {
      // Small numbers are kept in a byte, large ones in two; an empty array has no contents.
      let data =
        synset.number < 256 ? small(2, number(synset.number, 1)) : small(4, number(synset.number, 2))
      content += element(14, array(kind: 6, rows: 1, name: "") + data)
      content += element(
        14,
        array(kind: 4, rows: synset.identifier.count, name: "") + element(16, Data(synset.identifier.utf8)))
      let wide = Data(synset.words.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
      content += element(14, array(kind: 4, rows: synset.words.utf16.count, name: "") + element(4, wide))
      content += element(14, Data())
    }
    let matrix = element(14, content)
    return header + (compresses ? number(15, 4) + number(zlib(matrix).count, 4) + zlib(matrix) : matrix)
  }

  private static func array(kind: Int, rows: Int, name: String) -> Data {
    element(6, number(kind, 4) + number(0, 4)) + element(5, number(rows, 4) + number(1, 4))
      + element(1, Data(name.utf8))
  }

  private static func element(_ type: Int, _ data: Data) -> Data {
    number(type, 4) + number(data.count, 4) + data + Data(count: (8 - data.count % 8) % 8)
  }

  private static func small(_ type: Int, _ data: Data) -> Data {
    number(type, 2) + number(data.count, 2) + data + Data(count: 4 - data.count)
  }

  private static func number(_ value: Int, _ length: Int) -> Data {
    Data((0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }

  /// Bytes in zlib's form, stored as they are.
  private static func zlib(_ data: Data) -> Data {
    var result = Data([0x78, 0x01])
    var rest = data[...]
    repeat {
      let part = rest.prefix(65_535)
      rest = rest.dropFirst(part.count)
      result += Data([rest.isEmpty ? 1 : 0]) + number(part.count, 2) + number(0xFFFF ^ part.count, 2) + part
    } while !rest.isEmpty
    var (low, high) = (1, 0)
    for byte in data {
      low = (low + Int(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return result + Data([UInt8(high >> 8), UInt8(high & 0xFF), UInt8(low >> 8), UInt8(low & 0xFF)])
  }
}
