/// What can go wrong when pages are read and bound.
public enum ReportingError: Error, CustomStringConvertible, Equatable {
  /// A file is not there or cannot be read.
  case missing(path: String, cause: String)
  /// A file is there, but not what it should be.
  case damaged(path: String, cause: String)

  /// For example `output/chapters/approach/page.json cannot be used: …; run the chapter again`.
  public var description: String {
    switch self {
    case .missing(let path, let cause): "\(path) cannot be read: \(cause); run the chapter that makes it"
    case .damaged(let path, let cause): "\(path) cannot be used: \(cause); run the chapter again"
    }
  }
}
