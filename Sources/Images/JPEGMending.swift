/// What some programs write into JPEG files that makes the decoder warn and costs no pixel.
///
/// The decoder cannot be told which warnings are harmless: the first one stops it, since others mean that pixels were made up.
/// So the bytes that it warns of are taken out or put right, and the decoder must then have nothing to say at all.
enum JPEGMending {
  /// The file without what is harmless: stray bytes between headers, a JFIF version or a color transform that nobody knows, zeros
  /// and restart marks behind the pixels, whatever follows the end; with an end where a file that is not progressive lacks
  /// it.
  ///
  /// - Returns: nil where the file has no scan.
  static func mended(_ bytes: [UInt8]) -> [UInt8]? {
    let header = JPEGSegments(bytes)
    guard let scan = header.scan, let frame = header.frame else { return nil }
    var result: [UInt8] = [0xFF, 0xD8]
    for segment in header.segments {
      append(segment, of: bytes, components: frame.components, to: &result)
    }
    // A file of one pass whose pixels are missing is found out by the decoder; one of several looks whole without the last.
    let isOnePass =
      !frame.isProgressive && header.segments.last.map { bytes[$0.contents].first } == UInt8(frame.components)
    var place = scan
    while true {
      let end = endOfScan(bytes, from: place)
      result += bytes[place..<endOfData(bytes, place..<end)]
      place = end
      // Tables between two scans, and the next scan's header.
      var marker: UInt8 = 0
      while marker != 0xDA {
        switch JPEGSegments.next(in: bytes, from: place) {
        case .segment(let segment):
          append(segment, of: bytes, components: frame.components, to: &result)
          (place, marker) = (segment.contents.upperBound, segment.marker)
        case .end: return result + [0xFF, 0xD9]
        case .cut: return isOnePass ? result + [0xFF, 0xD9] : nil
        }
      }
    }
  }

  /// Where the next marker stands that is neither an escaped byte nor a restart.
  private static func endOfScan(_ bytes: [UInt8], from start: Int) -> Int {
    var place = start
    while place + 1 < bytes.count {
      if bytes[place] == 0xFF {
        let next = bytes[place + 1]
        if next != 0, next != 0xFF, !(0xD0...0xD7 ~= next) { return place }
      }
      place += 1
    }
    return bytes.count
  }

  /// Where a scan's data end, without zeros and restart marks behind them.
  private static func endOfData(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var end = range.upperBound
    while end > range.lowerBound {
      let isEscape = end - 2 >= range.lowerBound && bytes[end - 2] == 0xFF
      if isEscape, 0xD0...0xD7 ~= bytes[end - 1] {
        end -= 2
      } else if bytes[end - 1] == 0, !isEscape {
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  private static func append(
    _ segment: JPEGSegments.Segment, of bytes: [UInt8], components: Int, to result: inout [UInt8]
  ) {
    var contents = Array(bytes[segment.contents])
    if segment.marker == 0xE0, contents.starts(with: Array("JFIF\0".utf8)), contents.count > 5 {
      contents[5] = 1
    }
    if segment.marker == 0xEE, contents.starts(with: Array("Adobe".utf8)), contents.count > 11 {
      // What the decoder takes an unknown transform for: luma and chroma, with black where there are four components.
      let known: [UInt8] = components == 4 ? [0, 2] : [0, 1]
      if !known.contains(contents[11]) { contents[11] = components == 4 ? 2 : 1 }
    }
    let length = contents.count + 2
    result += [0xFF, segment.marker, UInt8(length >> 8), UInt8(length & 255)] + contents
  }
}
