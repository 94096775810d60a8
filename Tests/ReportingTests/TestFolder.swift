import Foundation

/// A folder of its own for a test, removed afterward unless `ZFNET_KEEP_TEST_FILES` names a folder to look at.
final class TestFolder {
  let url: URL
  private let isKept: Bool

  init(_ name: String) throws {
    if let kept = ProcessInfo.processInfo.environment["ZFNET_KEEP_TEST_FILES"] {
      url = URL(fileURLWithPath: kept).appendingPathComponent(name)
      isKept = true
    } else {
      url = FileManager.default.temporaryDirectory.appendingPathComponent(
        "zfnet-\(name)-\(UUID().uuidString)")
      isKept = false
    }
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { if !isKept { try? FileManager.default.removeItem(at: url) } }

  func bytes(_ path: String) throws -> Data { try Data(contentsOf: url.appendingPathComponent(path)) }
}
