import Files

/// A data set that cannot be used: where, why, and what to do.
public enum DatasetError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A folder or file that must be there is not.
  case missing(path: String, cause: String, hint: String)
  /// It is there, but its layout or contents are not what they must be: an empty class, a line that says nothing.
  case malformed(path: String, cause: String, hint: String)
  /// An image does not decode.
  case brokenImage(path: String, cause: String, hint: String)

  private var payload: (path: String, cause: String, hint: String) {
    switch self {
    case .missing(let path, let cause, let hint), .malformed(let path, let cause, let hint),
      .brokenImage(let path, let cause, let hint):
      (path, cause, hint)
    }
  }

  /// The folder or file.
  public var path: String { payload.path }
  /// What is wrong with it.
  public var cause: String { payload.cause }
  /// What a person can do about it.
  public var hint: String { payload.hint }

  /// One line: the path, the cause and what to do.
  public var description: String { "\(path.printable): \(cause.printable); \(hint.printable)" }
}
