/// What is wrong with what a user asked for.
public enum ConfigurationError: Error, CustomStringConvertible, Equatable {
  /// A key that no configuration has.
  case unknownKey(key: String, nearest: String?)
  /// A value that does not fit its key.
  case badValue(key: String, value: String, wanted: String)
  /// An option that cannot be understood.
  case badOption(option: String, cause: String)
  /// A configuration file that cannot be read.
  case badFile(path: String, cause: String)
  /// An input that is not there.
  case missingInput(path: String, hint: String)

  /// One line: what, why, and what to do.
  public var description: String {
    switch self {
    case .unknownKey(let key, let nearest):
      "there is no setting “\(key)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "")
    case .badValue(let key, let value, let wanted): "“\(value)” is no value for \(key): \(wanted) is wanted"
    case .badOption(let option, let cause): "\(option): \(cause)"
    case .badFile(let path, let cause): "\(path): \(cause)"
    case .missingInput(let path, let hint): "\(path): not there; \(hint)"
    }
  }
}
