import ArgumentParser
import Replication

/// Questions about images.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at the images that networks learn from.",
    discussion: "KINDS OF IMAGES\n\(SourceChoice.explanation)",
    subcommands: [
      DataDescription.self, DataSheet.self, DataShow.self, DataAudit.self, DataStudy.self,
    ])
}
