import ArgumentParser
import MessagePassing
import Processes
import Replication

/// The command-line tool: one subcommand a question.
@main
struct ZFNetTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zfnet",
    abstract:
      "Looks into the replication of Zeiler & Fergus, Visualizing and Understanding Convolutional Networks.",
    version: version,
    subcommands: [
      Plan.self, Describe.self, Train.self, Import.self, Verify.self, Export.self, Classify.self,
      Project.self, Units.self, MakeAtlas.self, Occlude.self, Invariance.self, Correspond.self, Filters.self,
      Features.self, StoreCommand.self, DataCommand.self, Bench.self, Compare.self,
    ])

  /// The options of a subcommand that may be given more than once. By subcommand: a layer may be named several times for an atlas, and once
  /// for the figures of one.
  private static let repeatable = [
    "atlas": ["--layer"], "bench": ["--only"], "data": ["--part"], "features": ["--layer"],
    "project": ["--map", "--rule"], "units": ["--map"],
  ]

  static func main() async {
    let command = CommandLine.arguments.dropFirst().first ?? ""
    StandardStreams.prepare(repeatable: RunOptions.repeatable + (repeatable[command] ?? []))
    if command != "train" { ProcessLaunch.refuseOthers("zfnet \(command)") }
    await main(nil)
  }

  /// The program, and whether several processes can share a training here; nothing else looks for that.
  private static var version: String {
    guard CommandLine.arguments.contains("--version") else { return "–" }
    return "\(Provenance.version)\n\(OpenMPI.name ?? "no Open MPI: one process trains a network")"
  }
}
