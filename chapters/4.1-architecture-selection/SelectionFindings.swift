import Experiments
import Reporting

/// What was measured of the first two layers of AlexNets and ZFNets. In every list a row is a network: a value for each of
/// its filters or maps.
package struct SelectionFindings: Sendable {
  /// The networks of one architecture under the run's own recipe.
  package struct Group: Sendable {
    /// What they are called, and whether they have converged.
    package var arm: NetworkSample.Arm
    /// 1 for each filter of layer 1 that is dead by its weights, else 0.
    package var deadFilters: [[Double]]
    /// Each filter's share of power in the middle band, 0…1.
    package var middleShares: [[Double]]
    /// The grid index of each map's projection in layer 2.
    package var grids: [[Double]]

    /// What was measured; see the properties of the same names.
    package init(
      _ arm: NetworkSample.Arm, deadFilters: [[Double]], middleShares: [[Double]], grids: [[Double]]
    ) {
      self.arm = arm
      self.deadFilters = deadFilters
      self.middleShares = middleShares
      self.grids = grids
    }
  }

  /// The seed of the intervals.
  package var seed: UInt64
  /// AlexNets.
  package var alexnet: Group
  /// ZFNets.
  package var zfnet: Group
  /// The networks without the filter clip; nil where the run trains none.
  package var unclipped: NetworkSample.Arm?
  /// How much larger than its median filter of layer 1 the largest is, of networks without the filter clip.
  package var dominance: [[Double]]
  /// The same of the ZFNets, whose spread a lone network borrows.
  package var clippedDominance: [[Double]]
  /// How often the clip scaled a filter of layer 1 back.
  package var clipFirings: Int
  /// How many filters layer 1 has.
  package var filterCount: Int
  /// A sentence with the middle shares under the paper's recipe, where that is another.
  package var middleRemark: String?
  /// A sentence with the grid indices before training.
  package var gridRemark: String

  /// What was measured; see the properties of the same names.
  package init(
    seed: UInt64, alexnet: Group, zfnet: Group, unclipped: NetworkSample.Arm?, dominance: [[Double]],
    clippedDominance: [[Double]],
    clipFirings: Int, filterCount: Int, middleRemark: String?, gridRemark: String
  ) {
    self.seed = seed
    self.alexnet = alexnet
    self.zfnet = zfnet
    self.unclipped = unclipped
    self.dominance = dominance
    self.clippedDominance = clippedDominance
    self.clipFirings = clipFirings
    self.filterCount = filterCount
    self.middleRemark = middleRemark
    self.gridRemark = gridRemark
  }
}
