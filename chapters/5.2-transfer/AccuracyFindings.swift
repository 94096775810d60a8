import Experiments
import Replication
import Reporting

/// What was measured of one of the sets of Tables 4 and 5.
package struct AccuracyFindings: Sendable {
  /// Whose images stand in for which set.
  package var role: TransferRole
  /// The seed of the intervals.
  package var seed: UInt64
  /// How many images the frozen features were learned from; nil where that is not known.
  package var sourceImages: Int?
  /// How many classes the set has; nil where the role has no images.
  package var classes: Int?
  /// The networks whose features are frozen; nil where the role has no images.
  package var frozen: NetworkSample.Arm?
  /// The networks from scratch by images per class.
  package var scratch: [Int: NetworkSample.Arm]
  /// By images per class: how far frozen features are ahead of networks from scratch; none at sizes without such networks.
  package var leads: [Int: TransferLead]
  /// Softmax on layer 7 at the most and at the fewest images per class; nil where the set has too few images.
  package var mostOverFewest: PairedFolds?
  /// Frozen features at six images per class over networks from scratch at the most; nil where either is missing.
  package var sixOverMost: TransferLead?
  /// Why a size was not measured, by images per class; six stands for the comparison of six with the most.
  package var untested: [Int: String]
  /// Why frozen features at the most images were not compared with those at the fewest.
  package var gainUntested: String
  /// Whether the page shows accuracy by images per class.
  package var hasCurve: Bool

  /// What was measured; see the properties of the same names.
  package init(
    role: TransferRole, seed: UInt64, sourceImages: Int? = nil, classes: Int? = nil,
    frozen: NetworkSample.Arm?, scratch: [Int: NetworkSample.Arm],
    leads: [Int: TransferLead],
    mostOverFewest: PairedFolds?, sixOverMost: TransferLead?, untested: [Int: String], gainUntested: String,
    hasCurve: Bool
  ) {
    self.role = role
    self.seed = seed
    self.sourceImages = sourceImages
    self.classes = classes
    self.frozen = frozen
    self.scratch = scratch
    self.leads = leads
    self.mostOverFewest = mostOverFewest
    self.sixOverMost = sixOverMost
    self.untested = untested
    self.gainUntested = gainUntested
    self.hasCurve = hasCurve
  }
}
