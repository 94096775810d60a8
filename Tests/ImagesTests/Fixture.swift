import Foundation
import Images

/// The image files beside these tests; `Fixtures/make-fixtures.py` made them.
enum Fixture {
  static let red: [UInt8] = [200, 30, 40]
  static let green: [UInt8] = [30, 180, 50]
  static let blue: [UInt8] = [20, 60, 210]

  static func url(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures/\(name)")
  }

  static func data(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  /// The image that all fixtures show: red, a green square in the upper left corner, the right third blue.
  static var image: Image {
    var image = Image(width: 24, height: 16)
    for y in 0..<16 {
      for x in 0..<24 {
        let color = x >= 16 ? blue : x < 8 && y < 8 ? green : red
        for channel in 0..<3 { image[x, y, channel] = color[channel] }
      }
    }
    return image
  }

  /// The largest difference of any byte of two images; nil where their sizes differ.
  static func difference(_ a: Image, _ b: Image) -> Int? {
    guard a.width == b.width, a.height == b.height else { return nil }
    return zip(a.pixels, b.pixels).map { abs(Int($0) - Int($1)) }.max()
  }
}

extension ImageError {
  /// Whether the file was read and its contents were found wrong.
  var isOfContents: Bool {
    switch self {
    case .notAnImage, .damaged, .tooLarge: true
    case .unreadable, .notEncoded: false
    }
  }
}
