import Files

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
  /// A file that cannot be read, why, and what to do.
  case unreadableInput(path: String, cause: String, hint: String)

  /// One line: what, why, and what to do.
  public var description: String {
    switch self {
    case .unknownKey(let key, let nearest):
      "there is no setting “\(key.printable)”"
        + (nearest.map { "; did you mean “\($0)”?" }
          ?? "; the configuration.yaml that a run saves has all settings")
    case .badValue(let key, let value, let wanted):
      "“\(value.printable)” is no value for \(key.printable): \(wanted) is wanted"
    case .badOption(let option, let cause): "\(option.printable): \(cause.printable)"
    case .badFile(let path, let cause): "\(path.printable): \(cause.printable)"
    case .missingInput(let path, let hint): "\(path.printable): not there; \(hint)"
    case .unreadableInput(let path, let cause, let hint):
      "\(path.printable): \(cause.printable); \(hint.printable)"
    }
  }
}
