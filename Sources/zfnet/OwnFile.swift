import Files
import Foundation
import Replication

/// Files that commands write where a person names a place: what stands there already is written over only where the same command wrote it,
/// which a mark in the file tells.
struct OwnFile {
  private let path: String
  private let option: String

  /// A file that an option names.
  init(_ path: String, option: String) { (self.path, self.option) = (path, option) }

  /// Refuses a folder, a symbolic link, or a file that another command or program wrote, before any work is done.
  ///
  /// - Parameter command: the command that asks, such as “zfnet units”, which marks what it writes: see `mark(of:in:)`.
  /// - Throws: `ConfigurationError.badOption`.
  func refuseStranger(to command: String) throws {
    try refuseStranger(
      without: Self.mark(of: command, in: URL(fileURLWithPath: path).pathExtension.lowercased()),
      what: "a file of \(command)")
  }

  /// Refuses a folder, a symbolic link, or a file without a mark, before any work is done.
  ///
  /// - Parameters:
  ///   - mark: what is in a file that the command wrote: in its first kilobyte, in the header of a .safetensors file, or anywhere in a
  ///     .pdf file, whose end says who wrote it.
  ///   - what: what such a file is called, such as “a script of zfnet plan --slurm”.
  /// - Throws: `ConfigurationError.badOption`.
  func refuseStranger(without mark: String, what: String) throws {
    func refusal(_ cause: String) -> ConfigurationError {
      .badOption(option: "\(option) \(path)", cause: cause)
    }
    guard FolderContents.names(in: FilePath(path)) == nil else {
      throw refusal("it is a folder; name a file")
    }
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    // Files are written by renaming, which would put a file in the link's place and leave what it leads to as it was.
    guard status.st_mode & S_IFMT != S_IFLNK else {
      throw refusal("it is a symbolic link, which would be replaced; name the file that it leads to")
    }
    guard let start = try? Self.start(of: path) else {
      throw refusal("it is there already, and cannot be read to see whether it is \(what); name another file")
    }
    guard start.isEmpty || start.range(of: Data(mark.utf8)) != nil else {
      throw refusal("it is there already, and is not \(what); remove it, or name another file")
    }
  }

  /// The part of a regular file that has the mark.
  private static func start(of path: String) throws -> Data {
    let data = try FileReader(FilePath(path)).mapped()
    switch URL(fileURLWithPath: path).pathExtension.lowercased() {
    case "pdf": return data
    case "safetensors":
      let length = data.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return data.prefix(8 + Int(min(length, longestHeader)))
    default: return data.prefix(1024)
    }
  }

  /// The longest header that is searched, in bytes.
  private static let longestHeader: UInt64 = 100_000_000

  // MARK: Marks

  /// What a command's file of a form has in it that no other command's has: in a PNG the standard key for a program's name, and the name; in
  /// a PDF the author; in a .safetensors file a text among the metadata; in an ONNX file the producer, which is of one command alone.
  static func mark(of command: String, in form: String) -> String {
    switch form {
    case "png": "Software\0\(command)"
    case "svg": "<!-- \(command) -->"
    case "pdf": "/Author (\(command))"
    case "onnx": "\u{12}\u{5}zfnet"
    default: "\"\(generatorKey)\":\"\(command)\""
    }
  }

  /// The name of the text among the metadata of a .safetensors file that says which command wrote it.
  static let generatorKey = "generator"

  /// An SVG with the mark of a command before its first element.
  static func marked(svg: Data, by command: String) -> Data {
    guard let start = svg.range(of: Data("<svg".utf8))?.lowerBound else { return svg }
    return svg[..<start] + Data((mark(of: command, in: "svg") + "\n").utf8) + svg[start...]
  }

  /// A PNG with the mark of a command as a text behind its header.
  static func marked(png: Data, by command: String) -> Data {
    // The signature has 8 bytes, the header's chunk 25.
    let headerEnd = 33
    let mark = mark(of: command, in: "png")
    let body = Data("tEXt".utf8) + Data(mark.utf8)
    func bytes(_ number: UInt32) -> Data { withUnsafeBytes(of: number.bigEndian) { Data($0) } }
    let chunk = bytes(UInt32(mark.utf8.count)) + body + bytes(checksum(of: body))
    return png.prefix(headerEnd) + chunk + png.dropFirst(headerEnd)
  }

  /// The checksum of a PNG's chunk, CRC-32 as in ISO 3309.
  private static func checksum(of data: Data) -> UInt32 {
    ~data.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}
