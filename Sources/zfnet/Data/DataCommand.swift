import ArgumentParser

/// Questions about images.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at the images that networks learn from.",
    subcommands: [
      DataDescription.self, DataSheet.self, DataShow.self, DataAudit.self, DataStudy.self,
    ])
}
