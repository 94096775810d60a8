import Experiments
import Replication
import Training

/// Networks together, and images looked at ten times: the two ways of averaging of Table 2.
struct Ensembles {
  /// One row: what was averaged, judged by the center crop and by ten crops.
  struct Row {
    let center: ClassRanks
    let ten: ClassRanks
  }

  /// The ZFNets together: the paper's (a).
  let zfnets: Row
  /// The ZFNets and one wide network, the paper's (a) and (b), for each of the wide networks; none where the run trains none.
  let mixed: [Row]
  /// The members of the first, each by ten crops.
  let members: TrainedGroup
  /// How many ZFNets there are.
  let count: Int
  /// The center crops' ranks of the others together where each of the ZFNets stays away in turn; none where there is one.
  let withoutEach: [ClassRanks]

  init(_ field: Field) throws {
    let zfnet = field.zfnets
    let wide = field.group(.zfnetWide)?.networks ?? []
    func row(_ networks: [TrainedNetwork]) throws -> Row {
      Row(
        center: try field.judge.ranks(of: networks), ten: try field.judge.ranks(of: networks, crops: .ten))
    }
    members = try zfnet.judged(by: field.judge, crops: .ten)
    zfnets = try row(zfnet.networks)
    mixed = try wide.map { try row(zfnet.networks + [$0]) }
    count = zfnet.networks.count
    withoutEach =
      count < 2
      ? []
      : try zfnet.networks.indices.map { absent in
        try field.judge.ranks(
          of: zfnet.networks.indices.filter { $0 != absent }.map { zfnet.networks[$0] })
      }
  }

  /// Top-1 mistakes of the ZFNets and one wide network, image by image, the mean over the wide networks.
  var mixedMistakes: [Double] { Self.meanMistakes(mixed.map(\.center)) }

  static func meanMistakes(_ ranks: [ClassRanks]) -> [Double] {
    EnsembleGain.meanRow(ranks.map { $0.mistakes(top: 1) })
  }
}
