import Foundation

extension Recipe {
  /// The settings in which this recipe is not another, by path: `network.input`, `seed`, …
  public func differences(from other: Recipe) -> [String] {
    Set(Self.differingPaths(leaves, other.leaves).map(Self.shortened)).sorted()
  }

  /// What tells this recipe from others: each setting in which any of them is another, with its value here where that is one and
  /// short: `evaluations 1`, `filterClip none`, `network.nodes`.
  public func distinctions(from others: [Recipe]) -> [String] {
    let own = leaves
    let paths = others.reduce(into: Set<String>()) { $0.formUnion(Self.differingPaths(own, $1.leaves)) }
    return Dictionary(grouping: paths, by: Self.shortened).sorted { $0.key < $1.key }.map { name, paths in
      guard paths.count == 1 else { return name }
      guard let value = own[paths[0]] else { return "\(name) none" }
      if name.hasSuffix("digest") { return "\(name) \(value.prefix(8))…" }
      return value.count <= 12 ? "\(name) \(value)" : name
    }
  }

  /// All values by their paths.
  private var leaves: [String: String] {
    func flattened(_ value: Any, _ path: String) -> [String: String] {
      let branch: [String: Any]
      switch value {
      case let keys as [String: Any] where !keys.isEmpty: branch = keys
      case let list as [[String: Any]] where !list.isEmpty:
        branch = Dictionary(uniqueKeysWithValues: list.enumerated().map { ("\($0)", $1) })
      default: return [path: "\(value)"]
      }
      return branch.reduce(into: [:]) { all, entry in
        all.merge(flattened(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)")) { own, _ in own }
      }
    }
    return flattened((try? JSONSerialization.jsonObject(with: canonicalJSON)) ?? [:], "")
  }

  private static func differingPaths(_ one: [String: String], _ other: [String: String]) -> Set<String> {
    Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }
  }

  /// The path as people know it: what is inside a graph or an initialization is not told apart.
  private static func shortened(_ path: String) -> String {
    switch path.split(separator: ".").prefix(3).joined(separator: ".") {
    case "network.graph.inputShape": "network.input"
    case "network.graph.nodes": "network.nodes"
    case let start where start.hasPrefix("network.label."): "network." + start.dropFirst(14)
    case let start where start.hasPrefix("initialization"): "initialization"
    default: path
    }
  }
}
