import Files
import Foundation
import Replication

/// Files that commands write where a person names a place: what stands there already is written over only where the same command wrote it,
/// which the first bytes tell.
struct OwnFile {
  private let path: String
  private let option: String

  /// A file that an option names.
  init(_ path: String, option: String) { (self.path, self.option) = (path, option) }

  /// Refuses a folder, or a file without a mark near its beginning, before any work is done.
  ///
  /// - Parameters:
  ///   - mark: what is in the first kilobyte of a file that the command wrote.
  ///   - what: what such a file is called, such as “a script of zfnet plan --slurm”.
  /// - Throws: `ConfigurationError.badOption`.
  func refuseStranger(without mark: String, what: String) throws {
    func refusal(_ cause: String) -> ConfigurationError {
      .badOption(option: "\(option) \(path)", cause: cause)
    }
    guard FolderContents.names(in: FilePath(path)) == nil else {
      throw refusal("it is a folder; name a file")
    }
    guard FileManager.default.fileExists(atPath: path) else { return }
    guard let start = try? Self.start(of: path) else {
      throw refusal("it is there already, and cannot be read to see whether it is \(what); name another file")
    }
    guard start.isEmpty || start.range(of: Data(mark.utf8)) != nil else {
      throw refusal("it is there already, and is not \(what); remove it, or name another file")
    }
  }

  /// The first kilobyte of a regular file.
  private static func start(of path: String) throws -> Data {
    try FileReader(FilePath(path)).mapped().prefix(1024)
  }

  // MARK: Marks of images

  /// What stands in a PNG that this program wrote: the standard key for a program's name, and the name.
  static let imageMark = "Software\0zfnet"

  /// A PNG with `imageMark` as a text behind its header.
  static func marked(png: Data) -> Data {
    // The signature has 8 bytes, the header's chunk 25.
    let headerEnd = 33
    let body = Data("tEXt".utf8) + Data(imageMark.utf8)
    func bytes(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
    let chunk = bytes(UInt32(imageMark.utf8.count)) + body + bytes(checksum(of: body))
    return png.prefix(headerEnd) + chunk + png.dropFirst(headerEnd)
  }

  /// The checksum of a PNG's chunk, CRC-32 as in ISO 3309.
  private static func checksum(of data: Data) -> UInt32 {
    ~data.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
