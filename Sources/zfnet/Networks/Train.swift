import ArgumentParser
import Foundation
import MessagePassing
import Networks
import Replication
import Training

/// Trains one of the run's networks, or finds it in the store, and says where it is.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train one of a run's networks, or find it in the store.",
    discussion: """
      A run that is stopped saves itself, and the same command goes on from there; it ends in the same bits as a run that was never \
      stopped. The folder of the network is printed: network.safetensors (the whole model: weights, graph, preprocessing, class names), history.json, recipe.json.

      By Open MPI several processes, on one machine or several that see the same folders, share each batch and end in the same bits: \
      mpirun -n 4 zfnet train. docs/cluster.md says what to know of that.

      EXAMPLES
        zfnet train
        zfnet train --architecture alexnet --seed-index 1
        zfnet train --visualization --source tiny-imagenet:PATH --set data.classes=40
      """)

  @OptionGroup var options: RunOptions

  @Option(
    help: "The network's architecture: \(Architecture.all.map(\.name).joined(separator: ", ")).")
  var architecture: Architecture = .zfnet

  @Flag(help: "Train at the size of the visualization network, not of the comparison.")
  var visualization = false

  @Option(help: "standard or paper. [default: the profile's]")
  var recipe: RecipeKind?

  @Option(help: "Which of the networks that differ in their seed alone.")
  var seedIndex = 0

  func validate() throws {
    guard seedIndex >= 0 else { throw ValidationError("--seed-index must not be negative.") }
    try options.refuseNetwork()
  }

  func run() throws {
    try Ending.report {
      guard let group = try Ending.join() else { return try train() }
      try Ending.report(in: group) {
        if group.rank == 0 { try train(in: group) } else { try assist(in: group) }
      }
    }
  }

  private func train(in group: ProcessGroup? = nil) throws {
    let session = try Session(options)
    print(try session.networks.trained(request(session), in: group).folder.path)
  }

  /// What the other processes do: nothing of the store is theirs to make.
  private func assist(in group: ProcessGroup) throws {
    guard try NetworkStore.isTraining(group) else { return }
    let session = try Session(options.assisting, makesImages: false)
    try session.networks.assist(request(session), in: group)
  }

  private func request(_ session: Session) -> NetworkRequest {
    session.networks.request(
      architecture, visualization ? .visualization : .comparison, recipe: recipe, seedIndex: seedIndex)
  }
}

extension RecipeKind: ExpressibleByArgument {}
