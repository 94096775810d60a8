import Experiments

extension Session {
  /// The twelve networks of Table 3 in the paper's order, all under the run's own recipe.
  public func ablationNetworks() -> [NetworkGroup] { LayerRemoval.table3.map { group($0.kind) } }
}
