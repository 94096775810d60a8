import Files

/// A weight file that cannot be used: which, why, and what to do.
public enum WeightFileError: ExplainedError, Sendable, Equatable {
  /// The file cannot be opened or read.
  case unreadable(path: String, cause: String, hint: String)
  /// The bytes break the safetensors format: cut off, a header that is no header, data that do not fit it.
  case malformed(path: String, cause: String, hint: String)
  /// A sound file of numbers that are not 32-bit floats.
  case unsupported(path: String, cause: String, hint: String)
  /// The file carries a checksum and its contents are not those that were written.
  case damaged(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unreadable(let path, let cause, let hint), .malformed(let path, let cause, let hint),
      .unsupported(let path, let cause, let hint), .damaged(let path, let cause, let hint):
      (path, cause, hint)
    }
  }

  /// A sound file that holds no model of this library's.
  static func noModel(_ path: String, _ cause: String) -> WeightFileError {
    .unsupported(
      path: path, cause: "no model in it: \(cause)", hint: "use a file that this program has written")
  }

  /// A file of this program's whose checksum was taken out.
  static func unsealed(_ path: String) -> WeightFileError {
    .damaged(
      path: path, cause: "its checksum is missing",
      hint: "copy the file again, or, if it is in a store, delete it so that it is made anew")
  }

  static func malformed(_ path: String, _ cause: String) -> WeightFileError {
    .malformed(
      path: path, cause: "not a whole safetensors file: \(cause)",
      hint: "copy or write the file again, or, if it is in a store, delete it so that it is made anew")
  }
}
