import Experiments
import Figures
import Replication
import Reporting

/// Table 7 of networks from files, on the run's own transfer sets.
struct AdditionalScores {
  private let networks: [(network: AdditionalNetwork, sets: [LayerScores])]

  /// Fits classifiers on the features of networks from files, or takes their outcomes from the store.
  ///
  /// - Throws: what opening the images throws; `OneDNNError`; `FileError`.
  init(_ session: Session) throws {
    networks = try session.additional.map { other in
      let sets = try TransferRole.allCases.map {
        try LayerScores($0, other.group, isAdditional: true, session)
      }
      return (other, sets.filter { $0.perClass != nil })
    }
  }

  func write(to page: inout PageBuilder) {
    guard let sets = networks.first?.sets, !sets.isEmpty else { return }
    page.heading("In networks from files")
    page.prose(
      """
      \(networks.map(\.network.introduction).joined(separator: " ")) Their features are carried to the same sets, the classifiers fitted alike \
      ([](#tab-table-7-additional)). Such a network may have learned from images of these very classes, or from these images; that is not known here.
      """)
    page.table(
      id: "table-7-additional", title: "Accuracy by layer of networks from files",
      caption:
        "As [](#tab-table-7-equal): support vector machines on the features as they are, at the size of the network's smallest layer, and the latter with random weights, drawn by the seed in the spread of each layer's own\(sets.contains { $0.folds > 1 } ? "; ± over folds" : "").\(TransferRole.remarks(sets.map { ($0.role, $0.remark) }))",
      columns: [TableBlock.Column("Network"), .number("Layer"), .number("Features")]
        + sets.flatMap { set in
          [
            TableBlock.Column.number("\(set.role.rawValue)'s role, as they are", unit: "%", origin: .ours),
            TableBlock.Column.number("at one size", unit: "%", origin: .ours),
            TableBlock.Column.number("random weights", unit: "%", origin: .ours),
          ]
        },
      rows: networks.flatMap { Self.rows(of: $0.network, $0.sets) }, notes: notes)
  }

  private static func rows(of network: AdditionalNetwork, _ sets: [LayerScores]) -> [[String]] {
    let layers = LayerScores.layers.filter { layer in sets.contains { $0.supportVectors[layer] != nil } }
    return layers.map { layer in
      let features = sets.lazy.compactMap { $0.dimensions[layer] }.first
      return [InlineMarkup.escaped(network.name), "\(layer)", features.map(NumberText.whole) ?? "–"]
        + sets.flatMap { set in [set.supportVectors, set.equalized, set.untrained].map { text($0[layer]) } }
    }
  }

  private static func text(_ folds: [TransferOutcome]?) -> String {
    folds.flatMap { FoldSummary($0)?.text } ?? "–"
  }

  private var notes: [String] {
    networks.filter { !$0.network.hasLayer7 }.map {
      "\(InlineMarkup.escaped($0.network.name)): its classifier reads layer 5; layer 7 has the same values."
    }
  }
}
