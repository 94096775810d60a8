import Files

/// A file of preprocessing that cannot be used: which, why, and what to do.
public enum PreprocessingError: ExplainedError, Sendable, Equatable {
  /// The file cannot be opened or read.
  case unreadable(path: String, cause: String, hint: String)
  /// The file does not say how images become a network's input.
  case malformed(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unreadable(let path, let cause, let hint), .malformed(let path, let cause, let hint):
      (path, cause, hint)
    }
  }
}
