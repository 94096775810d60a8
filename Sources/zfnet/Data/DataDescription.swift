import ArgumentParser
import Datasets
import Figures
import Files
import Replication
import SceneWorld

/// Says what a data set holds.
struct DataDescription: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe", abstract: "Say what a data set holds: roles, classes, counts.",
    discussion: """
      The drawn scenes give any number of images; the counts are those of a quick run. Of a data set on the disk they are those of \
      files, which are not decoded; what was left out is listed. A role's digest names exactly these images.

      EXAMPLES
        zfnet data describe scenes
        zfnet data describe scenes --role transfer --json
        zfnet data describe tiny-imagenet:PATH --json
      """)

  @OptionGroup var options: ImageOptions

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  private struct Description: Encodable {
    let name: String
    /// The version of the drawing programs.
    let version: Int?
    let roles: [Role]
  }

  private struct Role: Encodable {
    let name: String
    let purpose: String?
    let classes: [String]
    let counts: [String: Int]
    let difficulty: Double?
    let digest: String
    /// What lies in the data set, or is listed there, and is no part of it.
    let omissions: [String]
  }

  func run() throws {
    try Ending.report {
      let isDrawn = try options.isDrawn()
      try options.refuseSeed()
      let chosen = try options.chosenRole()
      let roles = isDrawn ? chosen.map { [$0] } ?? DatasetRole.allCases : [.source]
      let silence = 2.0
      let word = WaitingWord("looking through \(options.source.printable)", after: silence)
      defer { word.done() }
      let progress = ProgressLine(isQuiet: false)
      var name = "scenes"
      let described = try roles.map { role in
        let source = try options.open(role)
        if !isDrawn { name = source.name }
        try source.readFiles(
          .init(keepingDigestsIn: nil) {
            try progress.show("reading the files of \(source.name)", $0, of: $1, silence: silence)
          })
        return Role(
          name: role.rawValue, purpose: isDrawn ? role.purpose : nil, classes: source.classNames,
          counts: Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0.rawValue, source.count($0)) }),
          difficulty: isDrawn ? options.difficulty : nil, digest: source.digest,
          omissions: source.omissions.map(\.description))
      }
      let description = Description(
        name: name, version: isDrawn ? SceneSource.version : nil,
        roles: described)
      print(json ? try CanonicalJSON.text(description) : Self.table(description))
    }
  }

  private static func table(_ description: Description) -> String {
    var lines = [description.name + (description.version.map { ", version \($0)" } ?? "")]
    for role in description.roles {
      let counts = Split.allCases.map { "\($0.rawValue) \(NumberText.whole(role.counts[$0.rawValue] ?? 0))" }
      lines.append("")
      lines.append(
        role.name + (role.purpose.map { ": \($0)" } ?? "")
          + "\n  \(description.version == nil ? "files" : "images")  " + counts.joined(separator: ", ")
          + (role.difficulty.map { "\n  difficulty  \($0)" } ?? ""))
      lines.append("  digest  \(role.digest.prefix(16))")
      lines += wrapped(
        "\(role.classes.count) classes: " + role.classes.map(\.printable).joined(separator: ", "))
      lines += role.omissions.map { "  \($0.printable)" }
    }
    return lines.joined(separator: "\n")
  }

  /// Lines of at most 100 characters, indented.
  private static func wrapped(_ text: String) -> [String] {
    var lines = [String]()
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + word.count > 96 {
        lines.append("  " + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    return lines + ["  " + line]
  }
}
