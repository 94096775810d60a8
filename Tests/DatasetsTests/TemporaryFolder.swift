import Datasets
import Files
import Foundation
import Images

/// A folder that is gone when its test is.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("datasets-\(UUID().uuidString)")
    try AtomicFile.makeFolder(url)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and the folders above it.
  func write(_ data: Data, _ path: String) throws {
    let file = url.appendingPathComponent(path)
    try AtomicFile.makeFolder(file.deletingLastPathComponent())
    try AtomicFile.write(data, to: file)
  }

  /// Writes an image of one gray level as PNG.
  func image(_ path: String, gray: UInt8, width: Int = 12, height: Int = 8) throws {
    try write(Image(width: width, height: height, gray: gray).png(), path)
  }

  /// All files below a folder, by path, hidden ones too.
  func files(_ path: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: url.appendingPathComponent(path).path).sorted()
  }
}

extension DatasetError {
  var isMissing: Bool { if case .missing = self { true } else { false } }
  var isMalformed: Bool { if case .malformed = self { true } else { false } }
  var isBrokenImage: Bool { if case .brokenImage = self { true } else { false } }
}
