import ArgumentParser
import Foundation
import Networks
import Processes
import Replication

/// Trains one of the run's networks, or finds it in the store, and says where it is.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train one of a run's networks, or find it in the store.",
    discussion: """
      A run that is stopped saves itself, and the same command goes on from there; it ends in the same bits as a run that was never \
      stopped. The folder of the network is printed: network.safetensors (the whole model: weights, graph, preprocessing, class names), history.json, recipe.json.

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
      let session = try Session(options)
      let network = try session.networks.trained(
        session.networks.request(
          architecture, visualization ? .visualization : .comparison, recipe: recipe, seedIndex: seedIndex)
      )
      print(network.folder.path)
    }
  }
}

extension RecipeKind: ExpressibleByArgument {}
