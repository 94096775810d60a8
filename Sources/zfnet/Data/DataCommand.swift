import ArgumentParser
import Replication

/// Questions about images.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Fetch, check and look at the images that networks learn from.",
    discussion: "KINDS OF IMAGES\n\(SourceChoice.explanation)",
    subcommands: [
      DataGet.self, DataVerify.self, DataSplit.self, DataDescription.self, DataSheet.self, DataShow.self,
      DataAudit.self, DataStudy.self,
    ])
}
