/// Why something could not be measured.
public enum BenchmarkError: Error, Sendable, CustomStringConvertible {
  /// The process that measured one row alone did not end well.
  case failedProcess(row: String, status: Int32)

  /// One line: what happened and what to do.
  public var description: String {
    switch self {
    case .failedProcess(let row, let status):
      "\(row): the process that measured it ended with \(status); run `zfnet bench --only \(row)` to see why"
    }
  }
}
