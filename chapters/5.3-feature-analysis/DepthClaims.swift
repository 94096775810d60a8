import Experiments
import Figures
import Replication
import Reporting

/// What the paper reads from Table 7, and what its critics ask of it.
package struct DepthClaims {
  private let sets: [LayerScores]
  private let sample: NetworkSample
  private let hasLayer7: Bool
  private let seed: UInt64

  /// Claims about what classifiers on each layer make of the target sets.
  ///
  /// - Parameters:
  ///   - sample: the networks whose features they were given.
  ///   - hasLayer7: whether layer 7 has values of its own, and not those of layer 5.
  ///   - seed: the seed of the intervals.
  package init(_ sets: [LayerScores], sample: NetworkSample, hasLayer7: Bool = true, seed: UInt64) {
    self.sets = sets
    self.sample = sample
    self.hasLayer7 = hasLayer7
    self.seed = seed
  }

  func write(to page: inout PageBuilder) {
    page.claim(all)
  }

  /// The chapter's claims, set by set.
  package var all: [UnjudgedClaim] {
    sets.flatMap { set in
      [compare(7, over: 1, in: set)] + (set.role == .caltech256 ? [compare(7, over: 5, in: set)] : [])
        + [equalDimension(set)]
    }
  }

  private func compare(_ layer: Int, over other: Int, in set: LayerScores) -> UnjudgedClaim {
    let paper =
      LayerScores.paperValue(set.role, .supportVectors, layer: layer)
      - LayerScores.paperValue(set.role, .supportVectors, layer: other)
    let isSame = layer == 7 && other == 5 && !hasLayer7
    return UnjudgedClaim(
      id: "table7.layer-\(layer)-above-\(other)-\(Self.name(set))",
      number: set.role == .caltech101 ? "T7a" : other == 1 ? "T7b" : "T7c",
      idea: "in \(set.role.rawValue)'s role, layer \(layer) is worth more than layer \(other)",
      "In \(set.role.rawValue)'s role, layer \(layer) is worth more than layer \(other)",
      by: "accuracy of the SVM, layer \(layer) minus layer \(other)",
      paper: "\(NumberText.fixed(paper, 1)) points",
      measured: isSame ? nil : difference(set.supportVectors[layer], minus: set.supportVectors[other]),
      holdsWhen: .greater(than: 0), remark: remark(set),
      untested: isSame && set.perClass != nil
        ? "This network has no dense layer below its classifier: what stands for layer 7 has layer 5's values."
        : set.reason,
      figure: "table-7")
  }

  private func equalDimension(_ set: LayerScores) -> UnjudgedClaim {
    let size = set.equalDimension > 0 ? "\(set.equalDimension)" : "the smallest layer's number of"
    return UnjudgedClaim(
      id: "table7.equal-dimension-\(Self.name(set))", number: set.role == .caltech101 ? "T7d" : "T7e",
      idea: "in \(set.role.rawValue)'s role, depth helps at equal size, too",
      "In \(set.role.rawValue)'s role, depth helps at equal size too",
      by: "accuracy of the SVM, layer 7 minus layer 1, both at \(size) features",
      paper: "not controlled for", measured: difference(set.equalized[7], minus: set.equalized[1]),
      holdsWhen: .greater(than: 0), remark: remark(set), untested: set.reason, figure: "table-7-equal")
  }

  private static func name(_ set: LayerScores) -> String { set.role == .caltech101 ? "101" : "256" }

  private func difference(_ first: [TransferOutcome]?, minus second: [TransferOutcome]?) -> Measurement? {
    guard let first, let second else { return nil }
    return Measurement(lead: PairedFolds(first, second), networks: sample, seed: seed)
  }

  private func remark(_ set: LayerScores) -> String {
    set.folds == 1
      ? "One draw of training images."
      : "\(set.folds) draws of training images, each with the features of \(sample.arms.first?.count == 1 ? "the one" : "the next") network."
  }
}
