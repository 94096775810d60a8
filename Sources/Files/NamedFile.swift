import Foundation

/// A file that a person has named, to be read whole: what cannot be read is told with the system's reason, and a folder in a file's
/// place with the files in it that would do.
public enum NamedFile {
  /// Why it cannot be read, and what a person can do about it.
  public struct Refusal: Error, Equatable, Sendable {
    /// What is wrong, such as “no such file or directory”.
    public let cause: String
    /// What a person can do about it.
    public let hint: String
  }

  /// The bytes of a file, mapped where the file system can.
  ///
  /// - Parameters:
  ///   - path: the file, as it was named.
  ///   - endings: how the names of such files end, with the point and in lower case: those in a folder are suggested in its place.
  /// - Throws: `Refusal`.
  public static func data(_ path: String, endings: [String]) throws(Refusal) -> Data {
    do throws(FileError) {
      return try FileReader(FilePath(path)).mapped()
    } catch {
      throw refusal(error, endings: endings)
    }
  }

  /// Refuses a folder in the place of a file, before anything else is said of it.
  ///
  /// - Throws: `Refusal`, with the files in it that would do.
  public static func refuseFolder(_ path: String, endings: [String]) throws(Refusal) {
    guard FolderContents.names(in: FilePath(path)) != nil else { return }
    throw refusal(FileError(path: path, step: .read, code: EISDIR), endings: endings)
  }

  /// What a person is told of a file that could not be read.
  public static func refusal(_ error: FileError, endings: [String]) -> Refusal {
    guard error.code == EISDIR else { return Refusal(cause: error.cause, hint: error.hint) }
    let names = (FolderContents.names(in: FilePath(error.path)) ?? []).map(\.text).filter { name in
      !name.hasPrefix(".") && endings.contains { name.lowercased().hasSuffix($0) }
    }
    let folder = error.path.hasSuffix("/") ? error.path : error.path + "/"
    let hint =
      switch names.count {
      case 0: "name a file\(endings.isEmpty ? "" : " that ends in \(endings.joined(separator: " or "))")"
      case 1: "name the file in it: \(folder)\(names[0])"
      default:
        "name one of the files in it, such as \(folder)\(names[0])\(names.count > 2 ? "" : " or \(folder)\(names[1])")"
      }
    return Refusal(cause: "it is a folder, and a file is wanted", hint: hint)
  }
}
