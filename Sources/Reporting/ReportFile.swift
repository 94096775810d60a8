import Files
import Foundation

/// Reading and writing of the report's own files.
enum ReportFile {
  /// Writes a file whole or not at all.
  static func write(_ data: Data, to url: URL) throws {
    try AtomicFile.write(data, to: url)
  }

  /// Makes a folder and those above it.
  static func makeFolder(_ url: URL) throws {
    try AtomicFile.makeFolder(url)
  }

  /// Removes every file of a folder that is not named.
  static func removeStrangers(in folder: URL, keeping names: Set<String>) throws {
    let path = FilePath(folder.path)
    guard let there = FolderContents.names(in: path) else {
      throw FileError(path: folder.path, step: .read, code: errno)
    }
    for name in there where !names.contains(name.text) { try AtomicFile.remove(path.appending(name)) }
  }

  /// A value as JSON, its keys in order, so that equal values give equal bytes.
  static func json(_ value: some Encodable, pretty: Bool) throws -> Data {
    var data = try CanonicalJSON.encode(value, pretty: pretty)
    if pretty { data.append(0x0A) }
    return data
  }

  /// Reads all bytes of a file.
  static func bytes(_ url: URL) throws(ReportingError) -> Data {
    do throws(FileError) {
      return try FileReader(FilePath(url.path)).bytes()
    } catch {
      throw .missing(path: url.path, cause: error.cause)
    }
  }

  /// Reads a value from a JSON file.
  static func read<Value: Decodable>(_ url: URL) throws(ReportingError) -> Value {
    let data = try bytes(url)
    do {
      return try CanonicalJSON.decode(from: data)
    } catch let error as DecodingError {
      throw .damaged(path: url.path, cause: error.cause)
    } catch {
      throw .damaged(path: url.path, cause: "\(error)")
    }
  }
}

extension DecodingError {
  /// What is wrong, and at which key.
  fileprivate var cause: String {
    func path(_ keys: [any CodingKey]) -> String {
      keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    func at(_ context: Context) -> String {
      let path = path(context.codingPath)
      return path.isEmpty ? context.debugDescription : "\(path): \(context.debugDescription)"
    }
    return switch self {
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      at(context)
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
    @unknown default: "it cannot be decoded"
    }
  }
}
