import Experiments
import Figures
import Replication
import Reporting

/// Table 7: accuracy by layer and classifier, and the same at one size.
struct LayerTable {
  private let sets: [LayerScores]

  init(_ sets: [LayerScores]) { self.sets = sets }

  /// The layers of the rows: those that were measured, or all where nothing was.
  private var layers: [Int] {
    let measured = sets.filter { $0.perClass != nil }
    return measured.isEmpty
      ? LayerScores.layers
      : LayerScores.layers.filter { layer in measured.contains { $0.supportVectors[layer] != nil } }
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's Table 7")
    let svm = layers.map { layer in row("SVM", layer, .supportVectors) { $0.supportVectors } }
    let softmax = LayerScores.softmaxLayers.map { layer in row("softmax", layer, .softmax) { $0.softmax } }
    page.table(
      id: "table-7", title: "Accuracy by layer",
      caption: "The paper's Table 7 beside this run: mean accuracy over classes\(deviation).\(remark)",
      columns: [.init("Classifier"), .number("Layer"), .number("Features")]
        + sets.flatMap { set in
          let size = set.perClass ?? set.paperPerClass
          return [
            TableBlock.Column.number("\(set.role.rawValue), \(set.paperPerClass)", unit: "%", origin: .paper),
            TableBlock.Column.number("its role, \(size)", unit: "%", origin: .ours),
          ]
        }, rows: svm + softmax, notes: notes)
    page.table(
      id: "table-7-equal", title: "Accuracy by layer, all layers at one size",
      caption:
        "Support vector machines on the features as they are and after a random projection to as many numbers as the smallest layer has, and the latter for networks with random weights\(deviation).\(remark)",
      columns: [.number("Layer"), .number("Features")]
        + sets.flatMap { set in
          [
            TableBlock.Column.number("\(set.role.rawValue)'s role, as they are", unit: "%", origin: .ours),
            TableBlock.Column.number("at \(set.equalDimension)", unit: "%", origin: .ours),
            TableBlock.Column.number("random weights", unit: "%", origin: .ours),
          ]
        },
      rows: layers.map { layer in
        ["\(layer)", features(layer)]
          + sets.flatMap { [$0.supportVectors, $0.equalized, $0.untrained].map { text($0[layer]) } }
      })
  }

  private func row(
    _ name: String, _ layer: Int, _ method: LinearMethod,
    _ outcomes: (LayerScores) -> [Int: [TransferOutcome]]
  ) -> [String] {
    [name, "\(layer)", features(layer)]
      + sets.flatMap { set in
        [LayerScores.paper(set.role, method, layer: layer), text(outcomes(set)[layer])]
      }
  }

  private func features(_ layer: Int) -> String {
    sets.lazy.compactMap { $0.dimensions[layer] }.first.map(NumberText.whole) ?? "–"
  }

  private func text(_ folds: [TransferOutcome]?) -> String { folds.flatMap { FoldSummary($0)?.text } ?? "–" }

  private var deviation: String { sets.contains { $0.folds > 1 } ? ", ± over folds" : "" }

  private var remark: String { TransferRole.remarks(sets.map { ($0.role, $0.remark) }) }

  private var notes: [String] {
    sets.compactMap { set in
      set.perClass.map {
        "\(set.role.rawValue)'s role: \(set.classes) classes of \(set.sourceName), \($0) training images a class, "
          + "\(set.folds == 1 ? "one fold" : "\(set.folds) folds"); chance \(NumberText.percent(1 / Double(set.classes)))."
      }
    }
  }
}
