/// An error about a file or folder that says which, what is wrong with it, and what a person can do about it.
///
/// Each module has an enum of its own that conforms by giving `explanation`; the rest follows.
public protocol ExplainedError: Error, CustomStringConvertible {
  /// The path as the caller named it, what is wrong there, and what a person can do about it.
  var explanation: (path: String, cause: String, hint: String) { get }
}

extension ExplainedError {
  /// The file or folder, as the caller named it.
  public var path: String { explanation.path }
  /// What is wrong with it.
  public var cause: String { explanation.cause }
  /// What a person can do about it.
  public var hint: String { explanation.hint }

  /// One line for people: the path, the cause and what to do, with control characters escaped.
  public var description: String {
    let (path, cause, hint) = explanation
    return "\(path.printable): \(cause.printable); \(hint.printable)"
  }
}
