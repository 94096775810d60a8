import Experiments
import Replication
import Training

/// Networks together, and pictures looked at ten times: the two ways of averaging of Table 2.
struct Ensembles {
  /// One row: what was averaged, judged by the centre crop and by ten crops.
  struct Row {
    let center: ClassRanks
    let ten: ClassRanks
  }

  /// The ZFNets together: the paper's (a).
  let zfnets: Row
  /// The ZFNets and one wide network: the paper's (a) and (b).
  let mixed: Row
  /// The members of the first, each by ten crops.
  let members: JudgedGroup
  /// How many ZFNets there are.
  let count: Int

  init(_ field: Field) throws {
    let zfnet = field.group(.zfnet).group
    let wide = field.group(.zfnetWide).group.networks[0]
    func row(_ networks: [TrainedNetwork]) throws -> Row {
      Row(
        center: try field.judge.ranks(of: networks), ten: try field.judge.ranks(of: networks, crops: .ten))
    }
    members = try zfnet.judged(by: field.judge, crops: .ten)
    zfnets = try row(zfnet.networks)
    mixed = try row(zfnet.networks + [wide])
    count = zfnet.networks.count
  }
}
