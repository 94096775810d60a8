import Datasets
import Experiments
import Replication
import Tensors

/// How consistent each hidden part is against each control in one network, on five faces as in the paper and on all.
package struct CorrespondenceMeasurements: Codable, Sendable {
  /// The five faces of Figure 8, in the cache.
  package var five: [Int]
  /// How many faces were measured in all.
  package var count: Int
  /// Every part against every control.
  package var comparisons: [SignComparisons.Comparison]
  /// The relative difference of the parts from random places at layer 5 minus that at layer 7, over all faces: the value and
  /// the ends of its interval.
  package var layerContrast: [Double]
  /// The same at layer 5, of the trained network minus its random-weight control.
  package var learnedContrast: [Double]

  /// What was measured; see the properties of the same names.
  package init(
    five: [Int], count: Int, comparisons: [SignComparisons.Comparison],
    layerContrast: [Double], learnedContrast: [Double]
  ) {
    (self.five, self.count, self.comparisons) = (five, count, comparisons)
    (self.layerContrast, self.learnedContrast) = (layerContrast, learnedContrast)
  }

  /// The layers of Table 1.
  static let layers = [5, 7]
  /// How many random places are drawn for each face: a multiple of the number of parts.
  static let draws = 6

  private struct Experiment: StoredExperiment {
    typealias Value = CorrespondenceMeasurements?
    static let name = "correspondence/sign-changes"
    static let version = 5
    let network: String
    let faces: String
    /// How many faces at most.
    let most: Int
    let layers: [Int]
    let draws: Int
    let seed: UInt64
  }

  /// Measures all comparisons on as many faces as the run is configured to take, drawn by the seed where there are more, or takes them from the store; nil where there are not five faces with all parts in sight.
  static func measure(
    _ network: StudiedNetwork, _ faces: ImageCache, _ session: Session
  ) throws -> CorrespondenceMeasurements? {
    let seed = session.options.seed
    let most = max(session.configuration.roles.faces, 5)
    let experiment = Experiment(
      network: network.digest, faces: faces.contentDigest, most: most, layers: layers, draws: draws,
      seed: seed)
    return try session.results.value(of: experiment) {
      let study = CorrespondenceStudy(network.model, network.layers, faces)
      let usable = study.usable
      guard usable.count >= 5 else { return nil }
      var stream = RandomStream(seed: seed, domain: "faces")
      let all = stream.permutation(usable.count).prefix(most).map { usable[$0] }.sorted()
      let places = Array(stream.permutation(all.count).prefix(5)).sorted()
      let trained = try changes(study, all, session)
      let randomWeights = try changes(
        CorrespondenceStudy(network.randomWeightControl.model, network.layers, faces), all, session)
      func ends(_ estimate: Bootstrap.Estimate) -> [Double] {
        [estimate.value, estimate.low, estimate.high]
      }
      func compare(
        _ changes: SignComparisons.Changes, isOfFive: Bool = false, hasRandomWeights: Bool = false
      ) -> [SignComparisons.Comparison] {
        SignComparisons.all(
          of: changes, layers: layers, draws: draws, isOfFive: isOfFive, hasRandomWeights: hasRandomWeights,
          seed: seed)
      }
      return CorrespondenceMeasurements(
        five: places.map { all[$0] }, count: all.count,
        comparisons: compare(SignComparisons.changes(trained, ofFaces: places), isOfFive: true)
          + compare(trained) + compare(randomWeights, hasRandomWeights: true),
        layerContrast: ends(SignComparisons.layerContrast(trained, draws: draws, seed: seed)),
        learnedContrast: ends(
          SignComparisons.learnedContrast(
            trained: trained, randomWeights: randomWeights, draws: draws, seed: seed)))
    }
  }

  private static func changes(
    _ study: CorrespondenceStudy, _ faces: [Int], _ session: Session
  ) throws -> SignComparisons.Changes {
    var changes: SignComparisons.Changes = [:]
    for place in HiddenPlace.allCases {
      changes[place] = try study.signChanges(
        faces, hiding: place, layers: layers, draws: draws, seed: session.options.seed
      ) { try session.progress.show("hiding \(place.rawValue)", $0, of: faces.count) }
    }
    return changes
  }

  /// One of the comparisons.
  package func summary(
    _ part: HiddenPlace?, against control: HiddenPlace = .random, layer: Int,
    measure: SignConsistency.Measure = .all, isOfFive: Bool = false, hasRandomWeights: Bool = false
  ) -> SignConsistency.Summary {
    let found = comparisons.first {
      $0.part == part && $0.control == control && $0.layer == layer && $0.measure == measure
        && $0.isOfFive == isOfFive && $0.hasRandomWeights == hasRandomWeights
    }
    guard let found else {
      preconditionFailure("no comparison with \(control.rawValue) at layer \(layer)")
    }
    return found.summary
  }
}
