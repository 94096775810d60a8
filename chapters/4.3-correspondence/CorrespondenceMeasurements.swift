import Datasets
import Experiments
import Replication
import Tensors
import Training

/// How consistent each hidden part is against each control, on five faces as in the paper and on all.
struct CorrespondenceMeasurements: Codable {
  /// One comparison: a part, a control, a layer, a measure, some faces.
  struct Comparison: Codable {
    /// Nil stands for the three parts together.
    let part: HiddenPlace?
    let control: HiddenPlace
    let layer: Int
    let measure: SignConsistency.Measure
    /// Whether the faces are the five of Figure 8; else all.
    let isOfFive: Bool
    /// Whether the network is the random-weight control.
    let hasRandomWeights: Bool
    let summary: SignConsistency.Summary
  }

  /// The five faces of Figure 8, in the cache.
  let five: [Int]
  /// How many faces were measured in all.
  let count: Int
  let comparisons: [Comparison]
  /// The relative difference of the parts from random places at layer 5 minus that at layer 7, over all faces: the value and
  /// the ends of its interval.
  let layerContrast: [Double]
  /// The same at layer 5, of the trained network minus its random-weight control.
  let learnedContrast: [Double]

  /// The layers of Table 1.
  static let layers = [5, 7]
  /// How many random places are drawn for each face: a multiple of the number of parts.
  static let draws = 6

  private struct Experiment: StoredExperiment {
    typealias Value = CorrespondenceMeasurements?
    static let name = "correspondence/sign-changes"
    static let version = 3
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
    _ network: TrainedNetwork, _ faces: ImageCache, _ session: Session
  ) throws -> CorrespondenceMeasurements? {
    let seed = session.options.seed
    let most = max(session.configuration.roles.faces, 5)
    let experiment = Experiment(
      network: network.digest, faces: faces.contentDigest, most: most, layers: layers, draws: draws,
      seed: seed)
    return try session.results.value(of: experiment) {
      let study = CorrespondenceStudy(network.model, faces)
      let usable = study.usable
      guard usable.count >= 5 else { return nil }
      var stream = RandomStream(seed: seed, domain: "faces")
      let all = stream.permutation(usable.count).prefix(most).map { usable[$0] }.sorted()
      let places = Array(stream.permutation(all.count).prefix(5)).sorted()
      let trained = try changes(study, all, session)
      let randomWeights = try changes(
        CorrespondenceStudy(network.randomWeightControl(seed: seed).model, faces), all, session)
      func contrast(_ first: SignConsistency, _ second: SignConsistency) -> [Double] {
        let estimate = SignConsistency.contrast(first, second, seed: seed)
        return [estimate.value, estimate.low, estimate.high]
      }
      let layer5 = consistency(trained, nil, .random, layer: 5, .all)
      return CorrespondenceMeasurements(
        five: places.map { all[$0] }, count: all.count,
        comparisons: compare(
          trained.mapValues { $0.mapValues { $0.map { faces in places.map { faces[$0] } } } },
          isOfFive: true, hasRandomWeights: false, seed)
          + compare(trained, isOfFive: false, hasRandomWeights: false, seed)
          + compare(randomWeights, isOfFive: false, hasRandomWeights: true, seed),
        layerContrast: contrast(layer5, consistency(trained, nil, .random, layer: 7, .all)),
        learnedContrast: contrast(layer5, consistency(randomWeights, nil, .random, layer: 5, .all)))
    }
  }

  /// By place, by layer, by draw, by face.
  private typealias Changes = [HiddenPlace: [Int: [[SignChange]]]]

  private static func changes(
    _ study: CorrespondenceStudy, _ faces: [Int], _ session: Session
  ) throws -> Changes {
    var changes: Changes = [:]
    for place in HiddenPlace.allCases {
      changes[place] = try study.signChanges(
        faces, hiding: place, layers: layers, draws: draws, seed: session.options.seed
      ) { try session.progress.show("hiding \(place.rawValue)", $0, of: faces.count) }
    }
    return changes
  }

  /// A part, or the three together, against a control.
  private static func consistency(
    _ changes: Changes, _ part: HiddenPlace?, _ control: HiddenPlace, layer: Int,
    _ measure: SignConsistency.Measure
  ) -> SignConsistency {
    func vectors(_ place: HiddenPlace) -> [[SignChange]] { changes[place]?[layer] ?? [] }
    let hidden =
      part.map(vectors)
      ?? (0..<draws).flatMap { vectors(HiddenPlace.parts[$0 % HiddenPlace.parts.count]) }
    return SignConsistency(hidden, against: vectors(control), measure: measure)
  }

  /// Every part against every control.
  private static func compare(
    _ changes: Changes, isOfFive: Bool, hasRandomWeights: Bool, _ seed: UInt64
  ) -> [Comparison] {
    var comparisons: [Comparison] = []
    for layer in layers {
      for control in [HiddenPlace.random, .sameRandom] {
        for part in HiddenPlace.parts.map(Optional.some) + [nil] {
          for measure in SignConsistency.Measure.allCases {
            comparisons.append(
              Comparison(
                part: part, control: control, layer: layer, measure: measure, isOfFive: isOfFive,
                hasRandomWeights: hasRandomWeights,
                summary: consistency(changes, part, control, layer: layer, measure).summary(seed: seed)))
          }
        }
      }
    }
    return comparisons
  }

  /// One of the comparisons.
  func summary(
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
