import Foundation

extension Recipe {
  /// The settings in which this recipe is not another, by path: `network.input`, `seed`, …
  public func differences(from other: Recipe) -> [String] {
    func leaves(_ recipe: Recipe) -> [String: String] {
      func flattened(_ value: Any, _ path: String) -> [String: String] {
        guard let branch = value as? [String: Any], !branch.isEmpty else { return [path: "\(value)"] }
        return branch.reduce(into: [:]) { all, entry in
          all.merge(flattened(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)")) { own, _ in own
          }
        }
      }
      return flattened((try? JSONSerialization.jsonObject(with: recipe.canonicalJSON)) ?? [:], "")
    }
    let (own, others) = (leaves(self), leaves(other))
    return Set(own.keys).union(others.keys).filter { own[$0] != others[$0] }.sorted()
  }
}
