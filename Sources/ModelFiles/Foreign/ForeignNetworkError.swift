import Files

/// A network of another program's, or one for another program, that does not fit what is to be done with it.
public enum ForeignNetworkError: ExplainedError, Sendable, Equatable {
  /// Names, preprocessing or a format that do not go with the network.
  case unsuitable(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unsuitable(let path, let cause, let hint): (path, cause, hint)
    }
  }
}
