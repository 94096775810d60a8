import Experiments

/// What was measured of the networks of Table 2: mistakes by network and image, 1 where the image's class is not the most
/// probable one, else 0. All rows are of the same images.
package struct TableFindings: Sendable {
  /// The seed of the intervals.
  package var seed: UInt64
  /// How many classes there are.
  package var classes: Int
  /// Whether the run's own recipe is the paper's.
  package var isOwnRecipePaper: Bool
  /// A row an AlexNet under the run's own recipe.
  package var alexnet: [[Double]]
  /// A row a ZFNet under the run's own recipe.
  package var zfnet: [[Double]]
  /// The same ZFNets by ten crops.
  package var zfnetTenCrops: [[Double]]
  /// A row a wide ZFNet.
  package var wide: [[Double]]
  /// A row a ZFNet without contrast normalization.
  package var withoutNormalization: [[Double]]
  /// The ZFNets together.
  package var together: [Double]
  /// The ZFNets together where each stays away in turn; none where there is one.
  package var togetherWithoutEach: [[Double]]
  /// The ZFNets and one wide network together, a row a wide network.
  package var joined: [[Double]]
  /// The same where each ZFNet stays away in turn.
  package var joinedWithoutEach: [[[Double]]]
  /// The ZFNets under the paper's recipe where that is not the run's own; nil where there are none.
  package var paperZFNet: [[Double]]?
  /// The AlexNets under the paper's recipe where that is not the run's own; nil where there are none.
  package var paperAlexNet: [[Double]]?

  /// What was measured; see the properties of the same names.
  package init(
    seed: UInt64, classes: Int, isOwnRecipePaper: Bool, alexnet: [[Double]], zfnet: [[Double]],
    zfnetTenCrops: [[Double]], wide: [[Double]], withoutNormalization: [[Double]], together: [Double],
    togetherWithoutEach: [[Double]], joined: [[Double]], joinedWithoutEach: [[[Double]]],
    paperZFNet: [[Double]]?, paperAlexNet: [[Double]]?
  ) {
    self.seed = seed
    self.classes = classes
    self.isOwnRecipePaper = isOwnRecipePaper
    self.alexnet = alexnet
    self.zfnet = zfnet
    self.zfnetTenCrops = zfnetTenCrops
    self.wide = wide
    self.withoutNormalization = withoutNormalization
    self.together = together
    self.togetherWithoutEach = togetherWithoutEach
    self.joined = joined
    self.joinedWithoutEach = joinedWithoutEach
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
      alexnet: field.group(.alexnet).mistakes, zfnet: field.group(.zfnet).mistakes,
      zfnetTenCrops: ensembles.members.mistakes, wide: field.group(.zfnetWide).mistakes,
      withoutNormalization: field.group(.zfnetWithoutNormalization).mistakes,
      together: mistakes(ensembles.zfnets.center),
      togetherWithoutEach: ensembles.withoutEach.map { mistakes($0.zfnets) },
      joined: ensembles.mixed.map { mistakes($0.center) },
      joinedWithoutEach: ensembles.withoutEach.map { $0.mixed.map(mistakes) },
      paperZFNet: field.paperArm?.mistakes,
      paperAlexNet: field.paperArm == nil ? nil : field.paperGroup(.alexnet)?.mistakes)
  }
}
