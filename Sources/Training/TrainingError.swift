/// What keeps a training run from going on.
public enum TrainingError: Error, CustomStringConvertible, Equatable {
  /// A checkpoint that belongs to another recipe or whose state cannot be read.
  case foreignCheckpoint(path: String)
  /// The loss is no number any more.
  case diverged(step: Int, network: String)
  /// Two sets of images that do not belong together.
  case mismatchedImages(cause: String)
  /// A stored network whose record does not belong to its recipe.
  case foreignNetwork(path: String)
  /// Processes that would not compute the same.
  case unlikeProcesses(what: String, first: String, rank: Int, other: String)
  /// A stored network's record of its training that cannot be read.
  case damagedHistory(path: String)

  /// The path or step, the cause, and what to do.
  public var description: String {
    switch self {
    case .foreignCheckpoint(let path):
      "\(path): the checkpoint belongs to another run or is damaged; delete its folder to start over"
    case .diverged(let step, let network):
      "\(network): the loss is no number at step \(step); lower the learning rate"
    case .mismatchedImages(let cause): "training and validation images do not belong together: \(cause)"
    case .foreignNetwork(let path):
      "\(path): the stored network does not belong to the recipe that names it; delete its folder"
    case .unlikeProcesses(let what, let first, let rank, let other):
      "processes 0 and \(rank) differ in the \(what): \(first) and \(other); start all on machines of one kind that see the "
        + "same folders"
    case .damagedHistory(let path):
      "\(path): the record of the training is damaged; delete it so that the network is trained again"
    }
  }
}
