/// What is wrong with what a user asked for.
public enum ConfigurationError: Error, CustomStringConvertible, Equatable {
  /// A key that no configuration has, and the nearest one that it has.
  case unknownKey(key: String, nearest: String?)
  /// A value that does not fit its key, and what is wanted there.
  case badValue(key: String, value: String, wanted: String)
  /// An option that cannot be understood, and why.
  case badOption(option: String, cause: String)
  /// A configuration file that is no YAML of keys and values.
  case badFile(path: String, cause: String)
  /// A file that is not there, and what to do.
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
