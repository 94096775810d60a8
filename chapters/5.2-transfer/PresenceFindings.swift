import Experiments
import Reporting

/// What was measured of Table 6: which classes show in images of several objects, by the features of networks and by those
/// of the same networks before training.
package struct PresenceFindings: Sendable {
  /// The networks that were measured.
  package var sample: NetworkSample
  /// The classes that show in each image.
  package var labels: MultilabelTargets
  /// By network, class and image: how a support vector machine on layer 7 ranks the images.
  package var scores: [[[Double]]]
  /// The same before training.
  package var untrainedScores: [[[Double]]]
  /// The seed of the intervals.
  package var seed: UInt64

  /// What was measured; see the properties of the same names.
  package init(
    sample: NetworkSample, labels: MultilabelTargets, scores: [[[Double]]], untrainedScores: [[[Double]]],
    seed: UInt64
  ) {
    self.sample = sample
    self.labels = labels
    self.scores = scores
    self.untrainedScores = untrainedScores
    self.seed = seed
  }

  /// The claims of Table 6.
  ///
  /// - Parameters:
  ///   - findings: nil where nothing was measured.
  ///   - reason: why nothing was.
  package static func claims(_ findings: PresenceFindings?, untested reason: String) -> [UnjudgedClaim] {
    [
      UnjudgedClaim(
        id: "table6.learned", number: "T6a",
        idea: "features learned from single objects find classes among several",
        "Features learned from single objects find classes among several",
        by: "mean average precision, minus that of the same network with random weights",
        paper: "79.0 % mean average precision",
        measured: findings.map {
          Measurement(
            $0.labels.lead(of: $0.scores, over: $0.untrainedScores, seed: $0.seed), times: 100,
            count: $0.labels.count, networks: $0.sample, unit: "points", decimals: 1)
        },
        holdsWhen: .greater(than: 0), untested: reason,
        figure: "table-6")
    ]
  }
}
