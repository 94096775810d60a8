import Networks
import Replication

extension Session {
  /// Table 2's networks, ZFNet first, then what is held against them: ZFNet without normalization and, where the run's own
  /// recipe is not the paper's, ZFNet and AlexNet under the paper's.
  func classificationNetworks() -> [NetworkGroup] {
    let own = [ArchitectureKind.zfnet, .alexnet, .zfnetWide, .zfnetWithoutNormalization].map { group($0) }
    guard configuration.training.recipe != .paper else { return own }
    return own + [ArchitectureKind.zfnet, .alexnet].compactMap { paperGroup($0) }
  }

  /// The floor that the networks must rise above: a linear classifier on the same pixels.
  var linearRequest: NetworkRequest { request(.linear) }
}
