/// The segments that stand before the pixels of a JPEG file, found as decoders find them: bytes that belong to none are passed
/// over.
struct JPEGSegments {
  /// One of them.
  struct Segment {
    /// The second byte of its marker, such as 0xE1 for APP1.
    let marker: UInt8
    /// Where its contents lie in the file, behind the marker and the length.
    let contents: Range<Int>
  }

  /// In the order of the file; the header of the first scan is the last, where there is one.
  let segments: [Segment]
  /// Where the first scan's data begin; nil where the file ends before that.
  let scan: Int?
  private let bytes: [UInt8]

  /// The segments of a file that begins as a JPEG does.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var segments: [Segment] = []
    var scan: Int?
    var place = 2
    while case .segment(let segment) = Self.next(in: bytes, from: place) {
      segments.append(segment)
      place = segment.contents.upperBound
      if segment.marker == 0xDA {
        scan = place
        break
      }
    }
    self.segments = segments
    self.scan = scan
  }

  /// What a place in a file leads to.
  enum Step {
    /// A segment with contents.
    case segment(Segment)
    /// The mark that ends the image.
    case end
    /// Nothing: the file is cut off there.
    case cut
  }

  /// What comes first from a place on.
  static func next(in bytes: [UInt8], from start: Int) -> Step {
    var place = start
    while place + 1 < bytes.count {
      guard bytes[place] == 0xFF, bytes[place + 1] != 0xFF, bytes[place + 1] != 0 else {
        place += 1
        continue
      }
      let marker = bytes[place + 1]
      if marker == 0xD9 { return .end }
      if marker == 0x01 || 0xD0...0xD8 ~= marker {
        place += 2
        continue
      }
      guard place + 4 <= bytes.count else { return .cut }
      let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
      guard length >= 2, place + 2 + length <= bytes.count else { return .cut }
      return .segment(Segment(marker: marker, contents: (place + 4)..<(place + 2 + length)))
    }
    return .cut
  }

  /// What the frame's header says: size in pixels, number of components, and whether it is coded in several passes.
  var frame: (width: Int, height: Int, components: Int, isProgressive: Bool)? {
    // C4, C8 and CC are tables and an extension among the numbers of frames.
    let found = segments.first {
      0xC0...0xCF ~= $0.marker && ![0xC4, 0xC8, 0xCC].contains($0.marker) && $0.contents.count >= 6
    }
    guard let found else { return nil }
    let header = bytes[found.contents]
    func number(_ offset: Int) -> Int {
      Int(header[header.startIndex + offset]) << 8 | Int(header[header.startIndex + offset + 1])
    }
    return (
      number(3), number(1), Int(header[header.startIndex + 5]),
      [0xC2, 0xC6, 0xCA, 0xCE].contains(found.marker)
    )
  }
}
