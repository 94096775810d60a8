import Experiments
import Figures
import Replication
import Reporting

/// What the paper reads off Table 7, and what its critics ask of it.
struct DepthClaims {
  private let sets: [LayerScores]
  private let seed: UInt64

  /// How far apart softmax and support vector machine may be and still count as alike, in points: about twice the larger of
  /// the paper's own differences on layer 7, 0.1 and 0.9.
  private static let margin = 2.0

  init(_ sets: [LayerScores], seed: UInt64) throws {
    self.sets = sets
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    for set in sets {
      let name = set.role == .caltech101 ? "101" : "256"
      compare(
        7, over: 1, in: set, "table7.layer-7-above-1-\(name)", "layer 7 is worth more than layer 1", on: &page
      )
      compare(
        5, over: 3, in: set, "table7.layer-5-above-3-\(name)", "layer 5 is worth more than layer 3", on: &page
      )
      if set.role == .caltech256 {
        compare(
          7, over: 5, in: set, "table7.layer-7-above-5-\(name)", "layer 7 is worth more than layer 5",
          on: &page)
      }
      page.claim(
        id: "table7.equal-dimension-\(name)",
        "In \(set.role.rawValue)'s role, depth helps at equal size too (accuracy of the SVM, layer 7 minus layer 1, both at \(set.equalDimension > 0 ? "\(set.equalDimension)" : "the smallest layer's number of") features)",
        paper: "not controlled for", measured: difference(set.equalized[7], set.equalized[1]),
        holdsWhen: .greater(than: 0), remark: remark(set), untested: set.reason, figure: "table-7-equal")
      let paper =
        LayerScores.paperValue(set.role, .softmax, layer: 7)
        - LayerScores.paperValue(set.role, .supportVectors, layer: 7)
      page.claim(
        id: "table7.softmax-as-svm-\(name)",
        "In \(set.role.rawValue)'s role, softmax and support vector machine do alike on layer 7 (accuracy, softmax minus SVM, within \(NumberText.fixed(Self.margin, 0)) points)",
        paper: "\(NumberText.fixed(paper, 1)) points",
        measured: difference(set.softmax[7], set.supportVectors[7]),
        holdsWhen: .between(-Self.margin, Self.margin), remark: remark(set), untested: set.reason,
        figure: "table-7")
    }
  }

  private func compare(
    _ layer: Int, over other: Int, in set: LayerScores, _ id: String, _ statement: String,
    on page: inout PageBuilder
  ) {
    let paper =
      LayerScores.paperValue(set.role, .supportVectors, layer: layer)
      - LayerScores.paperValue(set.role, .supportVectors, layer: other)
    page.claim(
      id: id,
      "In \(set.role.rawValue)'s role, \(statement) (accuracy of the SVM, layer \(layer) minus layer \(other))",
      paper: "\(NumberText.fixed(paper, 1)) points",
      measured: difference(set.supportVectors[layer], set.supportVectors[other]),
      holdsWhen: .greater(than: 0), remark: remark(set), untested: set.reason, figure: "table-7")
  }

  private func difference(_ first: [TransferOutcome]?, _ second: [TransferOutcome]?) -> Measurement? {
    guard let first, let second else { return nil }
    return Measurement(lead: PairedFolds(first, second), seed: seed)
  }

  private func remark(_ set: LayerScores) -> String {
    "One network, \(set.folds == 1 ? "one draw of training images" : "\(set.folds) draws of training images")."
  }
}
