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
    page.heading("Layer by layer")
    let rises = sets.compactMap { set -> String? in
      guard let first = set.supportVectors[1].flatMap({ FoldSummary($0)?.text }),
        let last = set.supportVectors[7].flatMap({ FoldSummary($0)?.text })
      else { return nil }
      return
        "\(set.role.rawValue)'s role from \(first)\u{202F}% to \(last)\u{202F}%\(set.peak.map { " (highest at layer \($0.layer))" } ?? "")"
    }
    if !rises.isEmpty {
      page.outcome(
        of: .table(7),
        "From layer 1 to layer 7 the SVM's accuracy goes in \(rises.joined(separator: ", in ")).")
    }
    let svm = layers.map { layer in row("SVM", layer, .supportVectors) { $0.supportVectors } }
    let softmax = LayerScores.softmaxLayers.map { layer in row("softmax", layer, .softmax) { $0.softmax } }
    page.table(
      id: "table-7", answers: "7", title: "Accuracy by layer",
      caption:
        "Mean accuracy over classes\(deviation), the paper's beside this run's: whether it rises from layer to layer is what can be compared.\(remark)",
      columns: [.init("Classifier"), .number("Layer"), .number("Features")]
        + sets.flatMap { set in
          let size = set.perClass ?? set.paperPerClass
          return [
            TableBlock.Column.number("\(set.role.rawValue), \(set.paperPerClass)", unit: "%", origin: .paper),
            TableBlock.Column.number("its role, \(size)", unit: "%", origin: .ours),
          ]
        }, rows: svm + softmax, notes: notes)
    let peaks = sets.compactMap(\.peakSentence)
    if !peaks.isEmpty { page.prose(peaks.joined(separator: " ")) }
    page.appendix { page in
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
  }

  private func row(
    _ name: String, _ layer: Int, _ method: LinearMethod,
    _ outcomes: (LayerScores) -> [Int: [TransferOutcome]]
  ) -> [String] {
    [name, "\(layer)", features(layer)]
      + sets.flatMap { set in
        // The paper leaves layer 6 out.
        let printed = LayerScores.paper(set.role, method, layer: layer)
        return [printed == "–" ? "" : printed, text(outcomes(set)[layer])]
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
        "\(set.role.rawValue)'s role: \(set.classes) classes of \(set.sourceName), \($0) training images per class, "
          + "\(set.folds == 1 ? "one fold" : "\(set.folds) folds"); chance \(NumberText.percent(1 / Double(set.classes)))."
      }
    }
  }
}
