import Files

/// A data set that cannot be used: where, why, and what to do.
public enum DatasetError: ExplainedError, Sendable, Equatable {
  /// A folder or file that must be there is not.
  case missing(path: String, cause: String, hint: String)
  /// It is there, but its layout or contents are wrong: an empty class, a line that cannot be read.
  case malformed(path: String, cause: String, hint: String)
  /// An image does not decode.
  case brokenImage(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .missing(let path, let cause, let hint), .malformed(let path, let cause, let hint),
      .brokenImage(let path, let cause, let hint):
      (path, cause, hint)
    }
  }
}
