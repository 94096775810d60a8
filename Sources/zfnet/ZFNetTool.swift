import ArgumentParser
import Processes
import Replication

/// The command-line tool: one subcommand a question.
@main
struct ZFNetTool: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zfnet",
    abstract:
      "Looks into the replication of Zeiler & Fergus, Visualizing and Understanding Convolutional Networks.",
    version: Provenance.version,
    subcommands: [
      Plan.self, Describe.self, Train.self, Import.self, Verify.self, Export.self, Classify.self,
      Project.self,
      Units.self, MakeAtlas.self, Occlude.self, Invariance.self, Correspond.self, Filters.self, Features.self,
      StoreCommand.self, DataCommand.self, Bench.self, Compare.self,
    ])

  static func main() async {
    // A layer may be named several times for an atlas, and once for the figures of one.
    let layers = CommandLine.arguments.dropFirst().first == "atlas" ? ["--layer"] : []
    StandardStreams.prepare(repeatable: RunOptions.repeatable + ["--only"] + layers)
    await main(nil)
  }
}
