import Foundation

/// The orientation in a photograph's EXIF block, the only field that is read of it.
enum EXIF {
  /// The orientation that a JPEG file states before its pixels; upright where it states none or a wrong one.
  static func orientation(jpeg data: Data) -> Orientation {
    let bytes = [UInt8](data)
    for segment in JPEGSegments(bytes).segments where segment.marker == 0xE1 {
      let block = bytes[segment.contents]
      if block.starts(with: Array("Exif\0".utf8)), block.count > 6 {
        return orientation(tiff: Array(block.dropFirst(6)))
      }
    }
    return .upright
  }

  /// The orientation that a PNG file's eXIf chunk states, before or behind the pixels.
  static func orientation(png data: Data) -> Orientation {
    let bytes = [UInt8](data)
    var place = 8
    while place + 12 <= bytes.count {
      let length = bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      guard length <= bytes.count - place - 12 else { break }
      if bytes[(place + 4)..<(place + 8)].elementsEqual("eXIf".utf8) {
        let block = Array(bytes[(place + 8)..<(place + 8 + length)])
        // Some programs leave the mark of a JPEG's block before it.
        return orientation(tiff: block.starts(with: Array("Exif\0".utf8)) ? Array(block.dropFirst(6)) : block)
      }
      place += 12 + length
    }
    return .upright
  }

  /// Tag 0x0112 of the first directory of a TIFF block, a whole number of one, two or four bytes.
  private static func orientation(tiff: [UInt8]) -> Orientation {
    guard tiff.count >= 8 else { return .upright }
    let isLittle = tiff[0] == 0x49 && tiff[1] == 0x49
    guard isLittle || (tiff[0] == 0x4D && tiff[1] == 0x4D) else { return .upright }

    func number(at place: Int, bytes: Int) -> Int? {
      guard place >= 0, place + bytes <= tiff.count else { return nil }
      let digits = tiff[place..<(place + bytes)]
      return (isLittle ? Array(digits.reversed()) : Array(digits)).reduce(0) { $0 << 8 | Int($1) }
    }

    guard number(at: 2, bytes: 2) == 42, let directory = number(at: 4, bytes: 4),
      let entries = number(at: directory, bytes: 2)
    else { return .upright }
    // BYTE, SHORT, LONG, and the signed ones.
    let lengths = [1: 1, 3: 2, 4: 4, 6: 1, 8: 2, 9: 4]
    for entry in 0..<entries {
      let place = directory + 2 + entry * 12
      guard let tag = number(at: place, bytes: 2) else { return .upright }
      guard tag == 0x0112 else { continue }
      let length = number(at: place + 2, bytes: 2).flatMap { lengths[$0] }
      let value = length.flatMap { number(at: place + 8, bytes: $0) }
      return value.flatMap(Orientation.init(rawValue:)) ?? .upright
    }
    return .upright
  }
}
