import Files

/// A model whose network does not answer as it did when the file was written.
public enum KnownAnswerError: ExplainedError, Sendable, Equatable {
  /// The network computes something else.
  case differs(path: String, cause: String, hint: String)
  /// The file has no answer to compare with.
  case missing(path: String, cause: String, hint: String)

  /// The path, what differs, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .differs(let path, let cause, let hint), .missing(let path, let cause, let hint):
      (path, cause, hint)
    }
  }

  static func differs(_ path: String, _ fault: String) -> KnownAnswerError {
    .differs(
      path: path, cause: "the network does not give its known answer: \(fault)",
      hint:
        "import it again from the original file; if that does not help, this machine or a library computes wrongly"
    )
  }

  static func missing(_ path: String) -> KnownAnswerError {
    .missing(
      path: path, cause: "no known answer is stored with the network",
      hint: "zfnet import and zfnet train store one: import or train it again")
  }
}
