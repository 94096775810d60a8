import Files

/// A data set that could not be fetched or unpacked: where, why, and what to do.
public enum DownloadError: ExplainedError, Sendable, Equatable {
  /// The server, or the way to it, does not give the archive.
  case unavailable(path: String, cause: String, hint: String)
  /// What came, or was given, is not the archive that was wanted, or not one that can be unpacked.
  case malformed(path: String, cause: String, hint: String)
  /// What came, or was given, is no archive at all.
  case noArchive(path: String, cause: String, hint: String)
  /// A program or a file that must be there is not.
  case missing(path: String, cause: String, hint: String)

  /// The address or path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unavailable(let path, let cause, let hint), .malformed(let path, let cause, let hint),
      .noArchive(let path, let cause, let hint), .missing(let path, let cause, let hint):
      (path, cause, hint)
    }
  }
}
