import ArgumentParser

/// Questions about pictures.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Look at the pictures that networks learn from.",
    subcommands: [
      DataDescription.self, DataSheet.self, DataShow.self, DataAudit.self, DataStudy.self,
    ])
}
