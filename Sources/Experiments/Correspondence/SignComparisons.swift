/// Every hidden part of faces against every control, at several layers: the numbers behind Table 1.
public enum SignComparisons {
  /// One comparison: a part, a control, a layer, a measure, some faces.
  public struct Comparison: Codable, Sendable, Equatable {
    /// What is hidden; nil stands for the three parts together.
    public let part: HiddenPlace?
    /// What it is compared with.
    public let control: HiddenPlace
    /// The number of the layer, from 1.
    public let layer: Int
    /// Which units are asked.
    public let measure: SignConsistency.Measure
    /// Whether the faces are the five of Figure 8; else all.
    public let isOfFive: Bool
    /// Whether the network is the random-weight control.
    public let hasRandomWeights: Bool
    /// The numbers of the comparison, with their interval.
    public let summary: SignConsistency.Summary

    /// A comparison with its numbers.
    public init(
      part: HiddenPlace?, control: HiddenPlace, layer: Int, measure: SignConsistency.Measure,
      isOfFive: Bool = false, hasRandomWeights: Bool = false, summary: SignConsistency.Summary
    ) {
      (self.part, self.control, self.layer, self.measure) = (part, control, layer, measure)
      (self.isOfFive, self.hasRandomWeights, self.summary) = (isOfFive, hasRandomWeights, summary)
    }
  }

  /// Sign changes by place, by layer, by draw, by face. A part has one draw, a random control several.
  public typealias Changes = [HiddenPlace: [Int: [[SignChange]]]]

  /// The controls that parts are compared with.
  public static let controls: [HiddenPlace] = [.random, .sameRandom, .matched]

  /// A part, or the three together, against a control.
  ///
  /// - Parameters:
  ///   - part: nil takes the parts in turn, one a draw of the control.
  ///   - draws: how many draws a control has: a multiple of the number of parts.
  public static func consistency(
    of changes: Changes, _ part: HiddenPlace?, against control: HiddenPlace, layer: Int,
    _ measure: SignConsistency.Measure, draws: Int
  ) -> SignConsistency {
    func vectors(_ place: HiddenPlace) -> [[SignChange]] { changes[place]?[layer] ?? [] }
    let hidden =
      part.map(vectors)
      ?? (0..<draws).flatMap { vectors(HiddenPlace.parts[$0 % HiddenPlace.parts.count]) }
    return SignConsistency(hidden, against: vectors(control), measure: measure)
  }

  /// Every part, and all parts together, against every control, by every measure.
  public static func all(
    of changes: Changes, layers: [Int], draws: Int, isOfFive: Bool, hasRandomWeights: Bool, seed: UInt64
  ) -> [Comparison] {
    var comparisons: [Comparison] = []
    for layer in layers {
      for control in controls {
        for part in HiddenPlace.parts.map(Optional.some) + [nil] {
          for measure in SignConsistency.Measure.allCases {
            comparisons.append(
              Comparison(
                part: part, control: control, layer: layer, measure: measure, isOfFive: isOfFive,
                hasRandomWeights: hasRandomWeights,
                summary: consistency(
                  of: changes, part, against: control, layer: layer, measure, draws: draws
                ).summary(seed: seed)))
          }
        }
      }
    }
    return comparisons
  }

  /// How much more the three parts stand out from random places at layer 5 than at layer 7: the relative difference at
  /// layer 5 minus that at layer 7, below 0 where they do.
  public static func layerContrast(_ changes: Changes, draws: Int, seed: UInt64) -> Bootstrap.Estimate {
    SignConsistency.contrast(
      consistency(of: changes, nil, against: .random, layer: 5, .all, draws: draws),
      consistency(of: changes, nil, against: .random, layer: 7, .all, draws: draws), seed: seed)
  }

  /// How much more the three parts stand out from random places at layer 5 of a trained network than at that of its
  /// random-weight control: the relative difference in the first minus that in the second, below 0 where they do.
  public static func learnedContrast(
    trained: Changes, randomWeights: Changes, draws: Int, seed: UInt64
  ) -> Bootstrap.Estimate {
    SignConsistency.contrast(
      consistency(of: trained, nil, against: .random, layer: 5, .all, draws: draws),
      consistency(of: randomWeights, nil, against: .random, layer: 5, .all, draws: draws), seed: seed)
  }

  /// The changes of some of the faces.
  public static func changes(_ changes: Changes, ofFaces places: [Int]) -> Changes {
    changes.mapValues { $0.mapValues { $0.map { faces in places.map { faces[$0] } } } }
  }
}
