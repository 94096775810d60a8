import Foundation

extension Recipe {
  /// The settings in which this recipe is not another, by path: `network.input`, `seed`, …
  public func differences(from other: Recipe) -> [String] {
    func leaves(_ recipe: Recipe) -> [String: String] {
      func flattened(_ value: Any, _ path: String) -> [String: String] {
        let branch: [String: Any]
        switch value {
        case let keys as [String: Any] where !keys.isEmpty: branch = keys
        case let list as [[String: Any]] where !list.isEmpty:
          branch = Dictionary(uniqueKeysWithValues: list.enumerated().map { ("\($0)", $1) })
        default: return [path: "\(value)"]
        }
        return branch.reduce(into: [:]) { all, entry in
          all.merge(flattened(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)")) { own, _ in own
          }
        }
      }
      return flattened((try? JSONSerialization.jsonObject(with: recipe.canonicalJSON)) ?? [:], "")
    }
    let (own, others) = (leaves(self), leaves(other))
    let paths = Set(own.keys).union(others.keys).filter { own[$0] != others[$0] }
    return Set(paths.map(Self.shortened)).sorted()
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
