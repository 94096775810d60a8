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

  static func main() async {
    let command = CommandLine.arguments.dropFirst().first ?? ""
    StandardStreams.prepare(repeatable: RunOptions.repeatable + ["--only"] + repeatable(in: command))
    if command != "train" { ProcessLaunch.refuseOthers("zfnet \(command)") }
    await main(nil)
  }

  /// The options that a command takes several times, beside those of all: a layer is named once for the figures of one.
  private static func repeatable(in command: String) -> [String] {
    switch command {
    case "atlas", "features": ["--layer"]
    case "project": ["--map", "--rule"]
    case "units": ["--map"]
    case "data": ["--part"]
    default: []
    }
  }

  /// The program, and whether several processes can share a training here; nothing else looks for that.
  private static var version: String {
    guard CommandLine.arguments.contains("--version") else { return "–" }
    return "\(Provenance.version)\n\(OpenMPI.name ?? "no Open MPI: one process trains a network")"
  }
}
