import Experiments
import Figures
import Replication
import Reporting

/// What the paper reads from Table 7, and what its critics ask of it.
package struct DepthClaims {
  private let sets: [LayerScores]
  private let networkSeeds: [UInt64]
  private let seed: UInt64

  /// How far apart softmax and support vector machine may be and still count as alike, in points: about twice the larger of
  /// the paper's own differences on layer 7, 0.1 and 0.9.
  private static let margin = 2.0

  /// Claims about what classifiers on each layer make of the target sets.
  ///
  /// - Parameters:
  ///   - networkSeeds: the seeds of the networks whose features they were given.
  ///   - seed: the seed of the intervals.
  package init(_ sets: [LayerScores], networkSeeds: [UInt64], seed: UInt64) {
    self.sets = sets
    self.networkSeeds = networkSeeds
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.heading("The paper's claims")
    page.claim(all)
  }

  /// The chapter's claims, set by set.
  package var all: [UnjudgedClaim] {
    sets.flatMap { set in
      [compare(7, over: 1, in: set), compare(5, over: 3, in: set)]
        + (set.role == .caltech256 ? [compare(7, over: 5, in: set)] : [])
        + [equalDimension(set), softmaxAsSVM(set)]
    }
  }

  private func compare(_ layer: Int, over other: Int, in set: LayerScores) -> UnjudgedClaim {
    let paper =
      LayerScores.paperValue(set.role, .supportVectors, layer: layer)
      - LayerScores.paperValue(set.role, .supportVectors, layer: other)
    return UnjudgedClaim(
      id: "table7.layer-\(layer)-above-\(other)-\(Self.name(set))",
      "In \(set.role.rawValue)'s role, layer \(layer) is worth more than layer \(other) (accuracy of the SVM, layer \(layer) minus layer \(other))",
      paper: "\(NumberText.fixed(paper, 1)) points",
      measured: difference(set.supportVectors[layer], minus: set.supportVectors[other]),
      holdsWhen: .greater(than: 0), remark: remark(set), untested: set.reason, figure: "table-7")
  }

  private func equalDimension(_ set: LayerScores) -> UnjudgedClaim {
    let size = set.equalDimension > 0 ? "\(set.equalDimension)" : "the smallest layer's number of"
    return UnjudgedClaim(
      id: "table7.equal-dimension-\(Self.name(set))",
      "In \(set.role.rawValue)'s role, depth helps at equal size too (accuracy of the SVM, layer 7 minus layer 1, both at \(size) features)",
      paper: "not controlled for", measured: difference(set.equalized[7], minus: set.equalized[1]),
      holdsWhen: .greater(than: 0), remark: remark(set), untested: set.reason, figure: "table-7-equal")
  }

  private func softmaxAsSVM(_ set: LayerScores) -> UnjudgedClaim {
    let paper =
      LayerScores.paperValue(set.role, .softmax, layer: 7)
      - LayerScores.paperValue(set.role, .supportVectors, layer: 7)
    return UnjudgedClaim(
      id: "table7.softmax-as-svm-\(Self.name(set))",
      "In \(set.role.rawValue)'s role, softmax and support vector machine do equally well on layer 7 (accuracy, softmax minus SVM, within \(NumberText.fixed(Self.margin, 0)) points)",
      paper: "\(NumberText.fixed(paper, 1)) points",
      measured: difference(set.softmax[7], minus: set.supportVectors[7]),
      holdsWhen: .between(-Self.margin, Self.margin), remark: remark(set), untested: set.reason,
      figure: "table-7")
  }

  private static func name(_ set: LayerScores) -> String { set.role == .caltech101 ? "101" : "256" }

  private func difference(_ first: [TransferOutcome]?, minus second: [TransferOutcome]?) -> Measurement? {
    guard let first, let second else { return nil }
    return Measurement(lead: PairedFolds(first, second), networkSeeds: networkSeeds, seed: seed)
  }

  private func remark(_ set: LayerScores) -> String {
    "One network, \(set.folds == 1 ? "one draw of training images" : "\(set.folds) draws of training images")."
  }
}
