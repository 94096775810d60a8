import Datasets
import Replication

/// What the chapter would train and cannot test in a run, known once the images of its roles are open.
struct TransferPlan {
  /// The networks whose features are transferred, then those trained from scratch.
  let networks: [NetworkRequest]
  /// Tables without images, and sizes without enough of them, a sentence each.
  let untested: [String]

  /// - Throws: what opening and reading the images of the transfer roles throws.
  init(_ session: Session) throws {
    var networks = session.imported == nil ? TransferNetworks(session).group.requests : []
    var untested: [String] = []
    let tables: [(DatasetRole, String)] = [
      (.transfer, "Table 4"), (.secondTransfer, "Table 5 and Figure 9"), (.multilabel, "Table 6"),
    ]
    for (role, name) in tables where try session.images.source(for: role) == nil {
      untested.append("\(name). \(session.images.reasonWithoutImages(for: role))")
    }
    for role in TransferRole.allCases {
      guard let source = try session.images.source(for: role.datasetRole) else { continue }
      let target = try TransferTarget(source, layers: [], session)
      let sizes = role.sizes(for: target)
      for perClass in sizes where session.imported == nil {
        let scratch = TransferNetworks(session)
        let folds = (0..<scratch.scratchFolds(role, perClass: perClass)).map {
          scratch.scratch(target, perClass: perClass, fold: $0)
        }
        networks += folds + (role.judgedSizes.contains(perClass) ? [folds[0].shortened(by: 2)] : [])
      }
      let tooLarge = role.paperSizes.filter { !sizes.contains($0) }
      if !tooLarge.isEmpty {
        untested.append(
          "\(role.rawValue)'s role at \(Self.list(tooLarge)) per class: its smallest class has too few images."
        )
      }
    }
    if session.imported != nil {
      untested.append(
        "What Tables 4 and 5 say of networks from scratch, and the search for copies: the network is from a file."
      )
    }
    self.networks = networks
    self.untested = untested
  }

  private static func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
}
