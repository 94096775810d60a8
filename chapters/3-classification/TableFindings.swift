import Experiments
import Replication
import Reporting

/// What was measured of the networks of Table 2: mistakes by network and image, 1 where the image's class is not the most
/// probable one, else 0. All are of the same images.
package struct TableFindings: Sendable {
  /// The networks of one kind.
  package struct Row: Sendable {
    /// A row a network.
    package var mistakes: [[Double]]
    /// What they are called, and whether they have converged.
    package var arm: NetworkSample.Arm

    /// Networks and their mistakes.
    package init(_ title: String, _ mistakes: [[Double]], objection: String? = nil) {
      self.mistakes = mistakes
      arm = NetworkSample.Arm(title, count: mistakes.count, objection: objection)
    }

    init(_ group: TrainedGroup) { (mistakes, arm) = (group.mistakes, group.arm) }

    /// Mean top-1 error, 0…1.
    var error: Double { mistakes.map(\.mean).mean }
  }

  /// The seed of the intervals.
  package var seed: UInt64
  /// How many classes there are.
  package var classes: Int
  /// Whether the run's own recipe is the paper's.
  package var isOwnRecipePaper: Bool
  /// The AlexNets under the run's own recipe.
  package var alexnet: Row
  /// The ZFNets under the run's own recipe.
  package var zfnet: Row
  /// The wide ZFNets; nil where the run trains none.
  package var wide: Row?
  /// The ZFNets without contrast normalization; nil where the run trains none.
  package var withoutNormalization: Row?
  /// The ZFNets together.
  package var together: [Double]
  /// The ZFNets together where each stays away in turn; none where there is one.
  package var togetherWithoutEach: [[Double]]
  /// The ZFNets under the paper's recipe where that is not the run's own; nil where there are none.
  package var paperZFNet: Row?
  /// The AlexNets under the paper's recipe where that is not the run's own; nil where there are none.
  package var paperAlexNet: Row?

  /// What was measured; see the properties of the same names.
  package init(
    seed: UInt64, classes: Int, isOwnRecipePaper: Bool, alexnet: Row, zfnet: Row, wide: Row?,
    withoutNormalization: Row?, together: [Double], togetherWithoutEach: [[Double]], paperZFNet: Row?,
    paperAlexNet: Row?
  ) {
    self.seed = seed
    self.classes = classes
    self.isOwnRecipePaper = isOwnRecipePaper
    self.alexnet = alexnet
    self.zfnet = zfnet
    self.wide = wide
    self.withoutNormalization = withoutNormalization
    self.together = together
    self.togetherWithoutEach = togetherWithoutEach
    self.paperZFNet = paperZFNet
    self.paperAlexNet = paperAlexNet
  }
}

extension TableFindings {
  /// What the chapter measured.
  init(_ field: Field, _ ensembles: Ensembles, seed: UInt64) {
    func mistakes(_ ranks: ClassRanks) -> [Double] { ranks.mistakes(top: 1) }
    self.init(
      seed: seed, classes: field.classes, isOwnRecipePaper: field.ownRecipe == .paper,
      alexnet: Row(field.alexnets), zfnet: Row(field.zfnets), wide: field.group(.zfnetWide).map(Row.init),
      withoutNormalization: field.group(.zfnetWithoutNormalization).map(Row.init),
      together: mistakes(ensembles.zfnets.center),
      togetherWithoutEach: ensembles.withoutEach.map(mistakes),
      paperZFNet: field.paperArm.map(Row.init),
      paperAlexNet: field.paperArm == nil ? nil : field.paperGroup(.alexnet).map(Row.init))
  }
}
