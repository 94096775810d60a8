import Datasets

/// The two sets of section 5.2 whose images show one object each.
public enum TransferRole: String, CaseIterable, Sendable {
  /// What stands in Caltech-101's place, or is it.
  case caltech101 = "Caltech-101"
  /// What stands in Caltech-256's place, or is it.
  case caltech256 = "Caltech-256"

  /// Whose images fill it.
  public var datasetRole: DatasetRole {
    switch self {
    case .caltech101: .transfer
    case .caltech256: .secondTransfer
    }
  }

  /// The numbers of training images a class in the paper's table.
  public var paperSizes: [Int] {
    switch self {
    case .caltech101: [15, 30]
    case .caltech256: [15, 30, 45, 60]
    }
  }

  /// Those of them at which claims compare frozen features with networks from scratch: both of Table 4, the fewest and the
  /// most of Table 5.
  public var judgedSizes: [Int] {
    switch self {
    case .caltech101: paperSizes
    case .caltech256: [paperSizes[0], paperSizes[paperSizes.count - 1]]
    }
  }

  /// What a caption of several roles' sets says, each by its name, of those that are drawn although the network learned from
  /// photographs; empty where none is.
  public static func remarks(_ sets: [(role: TransferRole, remark: String)]) -> String {
    sets.filter { !$0.remark.isEmpty }.map { " \($0.role.rawValue)'s role:\($0.remark)" }.joined()
  }

  /// Those of them that a set has images enough for.
  public func sizes(for target: TransferTarget) -> [Int] { target.available(paperSizes) }
}
