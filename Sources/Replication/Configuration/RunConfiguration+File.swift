import Foundation
import Yams

extension RunConfiguration {
  /// The configuration with the values of a YAML file over it.
  ///
  /// A file's `profile`, as a saved configuration has it, is where the other values go over; without it they go over this
  /// configuration. Values are taken as they are written, not as YAML's types: `010000` is ten thousand.
  ///
  /// - Throws: `ConfigurationError`: `.unreadableInput` where the file cannot be read, `.badFile` where it is no YAML of keys
  ///   and values, gives a key twice, or has one that `setting(_:to:)` refuses.
  public func merging(file url: URL) throws -> RunConfiguration {
    do {
      return try merged(url)
    } catch let error as ConfigurationError {
      switch error {
      case .unknownKey, .badValue:
        throw ConfigurationError.badFile(path: url.path, cause: error.description)
      default: throw error
      }
    }
  }

  private func merged(_ url: URL) throws -> RunConfiguration {
    let data = try ConfigurationError.data(url.path, endings: [".yaml", ".yml"])
    guard let text = String(validating: data, as: UTF8.self) else {
      throw ConfigurationError.badFile(
        path: url.path, cause: "it is no text in UTF-8: give --config a YAML file")
    }
    let tree: Node?
    do {
      // A byte order mark, as some editors write it, is no part of the first key.
      tree = try Yams.compose(yaml: text.replacing("\u{FEFF}", with: ""))
    } catch YamlError.duplicatedKeysInMapping(let keys, _) {
      throw Self.twice(keys.joined(separator: ", "), in: url)
    } catch {
      let cause = "\(error)".split(separator: "\n").joined(separator: " ")
      throw ConfigurationError.badFile(path: url.path, cause: "no YAML: \(cause)")
    }
    guard let tree, !Self.isNothing(tree) else { return self }
    guard case .mapping = tree else {
      throw ConfigurationError.badFile(
        path: url.path, cause: "keys with values are wanted, such as “training:”")
    }
    var values: [(key: String, value: String)] = []
    try Self.collect(tree, below: "", into: &values, in: url)
    if let twice = Dictionary(grouping: values, by: \.key).filter({ $1.count > 1 }).keys.min() {
      throw Self.twice(twice, in: url)
    }
    var result = self
    if let profile = values.first(where: { $0.key == "profile" })?.value {
      guard let known = Profile(rawValue: profile) else {
        throw ConfigurationError.badValue(
          key: "profile", value: profile,
          wanted: Profile.allCases.map(\.rawValue).joined(separator: ", "))
      }
      result = known.configuration
    }
    for (key, value) in values.sorted(by: { $0.key < $1.key }) where key != "profile" {
      result = try result.setting(key, to: value)
    }
    return result
  }

  /// The values of a file by their paths; a section without any has none.
  private static func collect(
    _ node: Node, below prefix: String, into values: inout [(key: String, value: String)], in url: URL
  ) throws {
    guard case .mapping(let mapping) = node else { return }
    for (key, value) in mapping {
      let path = prefix + text(key)
      switch value {
      case .mapping: try collect(value, below: path + ".", into: &values, in: url)
      case .scalar(let scalar):
        // A section whose lines are all commented out changes nothing.
        if prefix.isEmpty, !path.contains("."), path != "profile", path != "precision", isNothing(value) {
          continue
        }
        values.append((path, scalar.string))
      default:
        throw ConfigurationError.badValue(key: path, value: "a list", wanted: "one value")
      }
    }
  }

  private static func twice(_ key: String, in url: URL) -> ConfigurationError {
    .badFile(path: url.path, cause: "\(key) is given twice; keep one of them")
  }

  private static func text(_ node: Node) -> String { node.scalar?.string ?? "a list" }

  /// Whether a node is what YAML calls null.
  private static func isNothing(_ node: Node) -> Bool {
    guard case .scalar(let scalar) = node, scalar.style == .any || scalar.style == .plain else {
      return false
    }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }
}
