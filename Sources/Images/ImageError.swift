import Files

/// An image file that cannot be used: which, why, and what to do.
public enum ImageError: ExplainedError, Sendable, Equatable {
  /// The file cannot be opened or read.
  case unreadable(path: String, cause: String, hint: String)
  /// The bytes are neither a JPEG nor a PNG image, whatever the file's name says.
  case notAnImage(path: String, cause: String, hint: String)
  /// The bytes begin as an image, but are cut off or wrong.
  case damaged(path: String, cause: String, hint: String)
  /// More pixels or bytes than any photograph needs; refused before memory is allocated.
  case tooLarge(path: String, cause: String, hint: String)
  /// The image could not be encoded.
  case notEncoded(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unreadable(let path, let cause, let hint), .notAnImage(let path, let cause, let hint),
      .damaged(let path, let cause, let hint), .tooLarge(let path, let cause, let hint),
      .notEncoded(let path, let cause, let hint):
      (path, cause, hint)
    }
  }
}
