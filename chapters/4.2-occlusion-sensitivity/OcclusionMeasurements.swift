import Experiments
import Replication

/// What covering many images shows of one network: the usual square, and what changes when one of its properties is changed.
package struct OcclusionMeasurements: Codable, Sendable {
  /// A square and what it showed, image by image.
  package struct Arm: Codable, Sendable {
    /// What the square is called.
    package var name: String
    /// What covering each image showed.
    package var evidence: [OcclusionEvidence]

    /// A square and what it showed.
    package init(name: String, evidence: [OcclusionEvidence]) {
      self.name = name
      self.evidence = evidence
    }

    /// What it showed of the object, of the images where that is known.
    package var objects: [OcclusionEvidence.OnObject] { evidence.compactMap(\.object) }
  }

  /// The usual square first, then those that differ from it in one thing.
  package var arms: [Arm]
  /// The names of the fills, the usual one first.
  package var fillNames: [String]
  /// The mean rank correlations of the maps of P(true class) between fills.
  package var fillAgreement: [[Double]]
  /// The agreement of response and projection in the network's random-weight control, image by image.
  package var controlAgreement: [Double?]

  /// What was measured; see the properties of the same names.
  package init(
    arms: [Arm], fillNames: [String], fillAgreement: [[Double]],
    controlAgreement: [Double?]
  ) {
    self.arms = arms
    self.fillNames = fillNames
    self.fillAgreement = fillAgreement
    self.controlAgreement = controlAgreement
  }

  /// The usual square.
  package var usual: Arm { arms[0] }
  /// The squares that differ in what they show alone, the usual one first.
  package var fills: [Arm] { Array(arms.prefix(fillNames.count)) }
  /// Whether there is enough to tell what covering the object costs from what covering the rest does.
  package var showsObjects: Bool { usual.evidence.count > 1 && !usual.objects.isEmpty }

  private static let fills: [(name: String, setting: OcclusionSetting)] = [
    ("gray", OcclusionSetting()), ("mean image", OcclusionSetting(fill: .mean)),
    ("blurred", OcclusionSetting(fill: .blur)), ("noise", OcclusionSetting(fill: .noise(seed: 1))),
  ]
  private static let others: [(name: String, setting: OcclusionSetting)] = [
    ("square 1/14", OcclusionSetting(square: 1.0 / 14)), ("square 2/7", OcclusionSetting(square: 2.0 / 7)),
    ("step 1/21", OcclusionSetting(stride: 1.0 / 21)), ("step 1/7", OcclusionSetting(stride: 1.0 / 7)),
  ]

  private struct Experiment: StoredExperiment {
    typealias Value = OcclusionMeasurements
    static let name = "occlusion/measurements"
    static let version = 3
    let network: String
    let images: String
    let indices: [Int]
    let arms: [String]
    let settings: [OcclusionSetting]
    let seed: UInt64
  }

  /// Covers validation images that the network classifies correctly, drawn by the seed, or takes the result from the store.
  static func measure(_ network: StudiedNetwork, _ session: Session) throws -> OcclusionMeasurements {
    let images = try session.images.cache(.validation, for: network.model)
    let indices = try session.results.confidence(of: network.model, on: images)
      .drawn(session.configuration.roles.measuredImages, seed: session.options.seed)
    let experiment = Experiment(
      network: network.digest, images: images.contentDigest, indices: indices,
      arms: (fills + others).map(\.name), settings: (fills + others).map(\.setting),
      seed: session.options.seed)
    return try session.results.value(of: experiment) {
      let layer = network.layers.maps[Figure7.watched - 1]
      let study = OcclusionStudy(network.model, images, layer: layer)
      let arms = try (fills + others).enumerated().map { number, arm in
        Arm(
          name: arm.name,
          evidence: try study.evidence(indices, arm.setting, includingProjections: number == 0) {
            try session.progress.show("covering images, \(arm.name)", $0, of: indices.count)
          })
      }
      let control = OcclusionStudy(network.randomWeightControl.model, images, layer: layer)
      return OcclusionMeasurements(
        arms: arms, fillNames: fills.map(\.name),
        fillAgreement: OcclusionAgreement.matrix(
          arms.prefix(fills.count).map { $0.evidence.map(\.drops) }),
        controlAgreement: try control.evidence(
          indices, fills[0].setting, includingLogits: false, includingProjections: true
        ) { try session.progress.show("covering images, random-weight control", $0, of: indices.count) }
        .map(\.projectionAgreement))
    }
  }
}
