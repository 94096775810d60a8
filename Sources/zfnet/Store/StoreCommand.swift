import ArgumentParser
import Figures
import Files
import Foundation
import Replication

/// What output folders keep for the next run.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "List, check or clear what an output folder keeps: networks, results and images.",
    discussion: """
      A run keeps what is expensive in <output>/store: trained networks, measured results, and decoded or drawn images. Each \
      is named by all that decides it, and the next run that needs it takes it from there.
      """,
    subcommands: [StoreList.self, StoreVerify.self, StorePrune.self])
}

/// The output folder whose store is looked at.
struct StoreFolder: ParsableArguments {
  @Option(help: ArgumentHelp("The output folder.", valueName: "folder"))
  var output = "output"

  /// What is in its store.
  ///
  /// - Throws: `ConfigurationError.missingInput` where there is none.
  func inventory() throws -> StoreInventory { try StoreInventory(ofOutput: URL(fileURLWithPath: output)) }
}

/// Lists a store.
struct StoreList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List what a store holds, with sizes.",
    discussion: """
      EXAMPLES
        zfnet store list
        zfnet store list --output elsewhere --json
      """)

  @OptionGroup var folder: StoreFolder

  @Flag(help: "Print JSON instead of lines.")
  var json = false

  func run() throws {
    try Ending.report {
      let items = try folder.inventory().items
      if json { return print(try CanonicalJSON.text(items)) }
      // Results are many and small: one line each would hide the rest.
      for item in items where item.kind != .result { print(item.line) }
      let results = items.filter { $0.kind == .result }
      for (title, group) in Dictionary(grouping: results, by: \.title).sorted(by: { $0.key < $1.key }) {
        print(StoreText.line(bytes: group.reduce(0) { $0 + $1.bytes }, "result", "\(title): \(group.count)"))
      }
      print(StoreText.line(bytes: items.reduce(0) { $0 + $1.bytes }, "all", ""))
    }
  }
}

/// Checks a store.
struct StoreVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Read everything in a store, and check that it is as it was written.",
    discussion: """
      Every weight, image and result is held against the SHA-256 that it was written with. Damaged ones are named with what to do; the \
      command then ends with exit code 65.

      EXAMPLES
        zfnet store verify
        zfnet store verify --output elsewhere
      """)

  @OptionGroup var folder: StoreFolder

  func run() throws {
    try Ending.report {
      let inventory = try folder.inventory()
      let progress = ProgressLine(isQuiet: false)
      var damaged = 0
      for (place, item) in inventory.items.enumerated() {
        try progress.show("checking the store", place, of: inventory.items.count)
        guard let problem = inventory.problem(of: item) else { continue }
        damaged += 1
        print("damaged: \(item.path.printable): \(problem)")
      }
      let sound = inventory.items.count - damaged
      print(
        damaged == 0
          ? "all \(sound) are as they were written" : "\(sound) are as they were written, \(damaged) are not")
      if damaged > 0 { throw ExitCode(65) }
    }
  }
}

/// Clears a store.
struct StorePrune: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Remove the networks that a report with these options does not use, and what killed runs left.",
    discussion: """
      Without --yes it only lists what it would remove. Networks of other profiles, seeds, settings or versions go; results and images stay. The \
      options are those of the report whose networks are to be kept. Nothing is drawn or decoded: where the images of a transfer set are not in \
      the store, networks that learned from such sets stay.

      EXAMPLES
        zfnet store prune
        zfnet store prune --profile full --yes
      """)

  @OptionGroup var options: RunOptions

  @Flag(help: "Remove them.")
  var yes = false

  func validate() throws {
    if options.fresh { throw ValidationError("--fresh removes everything; it is no option of prune.") }
  }

  func run() throws {
    try Ending.report {
      // Before anything else: asking the chapters would make a store where there is none.
      let inventory = try StoreInventory(ofOutput: URL(fileURLWithPath: options.output))
      let source = try nameOfImages()
      let chapters = try ChapterExecutable.plan(options, .networks)
      let kept = Set(chapters.flatMap { $0.networks.map(\.recipe.digest) })
      var unneeded = inventory.unneeded(keeping: kept)
      if let missing = chapters.compactMap(\.missingImages).first {
        let spared = unneeded.filter { $0.source.map { $0 != source } ?? false }
        unneeded.removeAll { spared.contains($0) }
        if !spared.isEmpty {
          print(
            "\(spared.count) networks that learned from other images than \(source) stay: without the images \(missing), which are not in the store, nobody can tell which of them the report needs"
          )
        }
      }
      if let made = Self.profile(ofOutput: options.output), made != (try options.configuration().profile) {
        print(
          "the report in \(options.output.printable) was made with --profile \(made): name it to keep its networks"
        )
      }
      for item in unneeded { print(item.line) }
      let bytes = unneeded.reduce(0) { $0 + $1.bytes }
      guard !unneeded.isEmpty else { return print("nothing to remove") }
      if yes { try inventory.remove(unneeded) }
      print(
        "\(StoreText.size(bytes)) in \(unneeded.count) \(yes ? "removed" : "to be removed; --yes removes them")"
      )
    }
  }
}

extension StorePrune {
  /// The name of the run's images, once its options are known to be sound: each chapter would say what is wrong with them.
  private func nameOfImages() throws -> String {
    let session = try Session(options, makesImages: false)
    try session.images.openGivenRoles()
    return session.images.source.name
  }

  /// The profile that the folder's report was made with; nil where there is none.
  private static func profile(ofOutput output: String) -> String? {
    let file = URL(fileURLWithPath: output).appendingPathComponent("configuration.yaml")
    let text = FileManager.default.contents(atPath: file.path).map { String(decoding: $0, as: UTF8.self) }
    return text?.split(separator: "\n").first { $0.hasPrefix("profile:") }
      .map { $0.dropFirst("profile:".count).trimmingCharacters(in: .whitespaces) }
  }
}

/// Lines of what is in a store.
enum StoreText {
  /// A size for people: 12.3 MB.
  static func size(_ bytes: Int) -> String {
    bytes < 1_000_000
      ? "\(NumberText.fixed(Double(bytes) / 1e3, 1)) kB" : "\(NumberText.fixed(Double(bytes) / 1e6, 1)) MB"
  }

  /// One line, the size first.
  static func line(bytes: Int, _ kind: String, _ title: String) -> String {
    let size = Self.size(bytes)
    let room = String(repeating: " ", count: max(0, 12 - size.count))
    let name = kind + String(repeating: " ", count: max(0, 9 - kind.count))
    return "\(room)\(size)  \(name) \(title)".trimmingCharacters(in: .newlines)
  }
}

extension StoreInventory.Item {
  /// The thing as a line.
  fileprivate var line: String {
    StoreText.line(bytes: bytes, kind.rawValue, "\(title.printable) (\(path.printable))")
  }
}
