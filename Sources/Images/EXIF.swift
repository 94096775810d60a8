import Foundation

/// The orientation in a photograph's EXIF block, the only field that is read of it.
enum EXIF {
  /// The orientation (1 to 8) that a JPEG file states; 1, upright as stored, where it states none or a wrong one.
  static func orientation(jpeg data: Data) -> Int {
    let bytes = [UInt8](data.prefix(256 * 1024))
    var place = 2
    // Markers stand one behind the other, each with its length, until the image itself begins.
    while place + 4 <= bytes.count, bytes[place] == 0xFF {
      let marker = bytes[place + 1]
      if marker == 0xFF {
        place += 1
        continue
      }
      if marker == 0xDA || marker == 0xD9 { break }
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      let end = place + 2 + length
      if length < 2 || end > bytes.count { break }
      let block = bytes[(place + 4)..<end]
      if marker == 0xE1, block.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) {
        return orientation(tiff: Array(block.dropFirst(6)))
      }
      place = end
    }
    return 1
  }

  /// Tag 0x0112 of the first directory of a TIFF block.
  private static func orientation(tiff: [UInt8]) -> Int {
    guard tiff.count >= 8 else { return 1 }
    let isLittle = tiff[0] == 0x49 && tiff[1] == 0x49
    guard isLittle || (tiff[0] == 0x4D && tiff[1] == 0x4D) else { return 1 }

    func number(at place: Int, bytes: Int) -> Int? {
      guard place >= 0, place + bytes <= tiff.count else { return nil }
      let digits = tiff[place..<(place + bytes)]
      return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
    }

    guard number(at: 2, bytes: 2) == 42, let directory = number(at: 4, bytes: 4),
      let entries = number(at: directory, bytes: 2)
    else { return 1 }
    for entry in 0..<entries {
      let place = directory + 2 + entry * 12
      guard let tag = number(at: place, bytes: 2) else { return 1 }
      if tag == 0x0112 {
        guard number(at: place + 2, bytes: 2) == 3, let value = number(at: place + 8, bytes: 2) else {
          return 1
        }
        return (1...8).contains(value) ? value : 1
      }
    }
    return 1
  }
}
