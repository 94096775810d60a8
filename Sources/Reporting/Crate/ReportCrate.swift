import Files
import Foundation

/// A report as others check and cite it: `ro-crate-metadata.json` says what its files are, and who and what made them (RO-Crate
/// 1.1), and `checksums.sha256` has the digest of each.
public struct ReportCrate {
  /// The name of the file that describes the others.
  static let fileName = "ro-crate-metadata.json"

  private let document: ReportDocument
  private let record: RunRecord
  private let version: String
  private let photographs: [String]
  private let besides: [(name: String, title: String)]

  /// A report that was written to its folder.
  ///
  /// - Parameters:
  ///   - record: what made it.
  ///   - version: the version of the program.
  ///   - photographs: what the sets of photographs are called that its figures may show, and that have licenses of their own.
  ///   - besides: files in its folder that belong to it and that not every report has, each with what it is.
  public init(
    _ document: ReportDocument, _ record: RunRecord, version: String, photographs: [String],
    besides: [(name: String, title: String)] = []
  ) {
    self.document = document
    self.record = record
    self.version = version
    self.photographs = photographs
    self.besides = besides
  }

  /// Writes both files beside the report, of the files that are there. The same report gives the same bytes.
  ///
  /// - Throws: `FileError` where a file of the report is missing or nothing can be written.
  public func write() throws {
    let folder = ReportFolder(folder: document.output)
    let own = try folder.ownFiles() + besides.map { try folder.file($0.name) }
    let chapters = try document.pages.map { Part(of: $0, try folder.files(of: $0)) }
    let atlas = try document.atlas.map { [Part(of: $0, try folder.files(of: $0))] } ?? []
    let parts = (chapters + atlas).filter { !$0.files.isEmpty }
    try ReportFile.write(
      try ReportFile.json(metadata(own, parts), pretty: true),
      to: document.output.appendingPathComponent(Self.fileName))
    let files = own + parts.flatMap(\.files) + [try folder.file(Self.fileName)]
    try ReportFile.write(
      Data(Checksums(files).text.utf8), to: document.output.appendingPathComponent(Checksums.fileName))
  }

  /// A folder of the report, with its files and what they are called.
  private struct Part {
    let folder: String
    let name: String
    let description: String
    let files: [ReportFolder.File]
    /// What files are called by their names without endings; others go by their names.
    let titles: [String: String]

    init(of page: Page, _ files: [ReportFolder.File]) {
      folder = "chapters/\(page.slug)/"
      name = page.title
      description = "The chapter’s page, figures and numbers"
      self.files = files
      titles = page.titles
    }

    init(of atlas: ReportAtlas, _ files: [ReportFolder.File]) {
      folder = "\(ReportAtlas.folderName)/"
      name = "Atlas of \(atlas.title)"
      description = "What excites each map: a page a layer, a card a map"
      self.files = files
      titles = [:]
    }
  }

  private func metadata(_ own: [ReportFolder.File], _ parts: [Part]) -> JSONValue {
    let names = Dictionary(uniqueKeysWithValues: ReportFolder.described + besides.map { ($0.name, $0.title) })
    var entities: [CrateEntity] =
      [descriptor, root(own, parts.map(\.folder))] + people + [program, run(own)] + licenses
    entities += own.map { CrateEntity.file($0, name: names[$0.path] ?? $0.path) }
    // Its size is not known before it is written, and it holds this file's digest.
    entities.append(
      CrateEntity(
        Checksums.fileName, "File",
        ["name": "The SHA-256 of each file, as sha256sum -c takes it", "encodingFormat": "text/plain"]))
    for part in parts {
      entities.append(
        CrateEntity(
          part.folder, "Dataset",
          [
            "name": .string(part.name), "description": .string(part.description),
            "hasPart": .references(part.files.map(\.path)),
          ]))
      entities += part.files.map { file in CrateEntity.file(file, name: part.titles[file.stem] ?? file.name) }
    }
    return [
      "@context": "https://w3id.org/ro/crate/1.1/context", "@graph": .array(entities.map(\.json)),
    ]
  }

  // MARK: The report

  private var descriptor: CrateEntity {
    CrateEntity(
      Self.fileName, "CreativeWork",
      ["conformsTo": .reference("https://w3id.org/ro/crate/1.1"), "about": .reference("./")])
  }

  private func root(_ own: [ReportFolder.File], _ folders: [String]) -> CrateEntity {
    CrateEntity(
      "./", "Dataset",
      [
        "name": .string(document.title),
        "description": .string(document.subtitle.isEmpty ? document.title : document.subtitle),
        "datePublished": .string(document.created.iso8601), "author": .reference(Self.authors),
        "publisher": .reference(Self.authors), "license": .reference(licenseName),
        "citation": .reference(Paper.address), "mainEntity": .reference("report.html"),
        "mentions": .reference(Self.runName),
        "hasPart": .references(own.map(\.path) + [Checksums.fileName] + folders),
      ])
  }

  // MARK: Who and what made it

  private static let authors = "#authors"
  private static let programName = "#zfnet"
  private static let runName = "#run"

  private var people: [CrateEntity] {
    [CrateEntity(Self.authors, "Organization", ["name": .string(document.author)])] + Paper.entities
  }

  private var program: CrateEntity {
    CrateEntity(
      Self.programName, "SoftwareApplication",
      [
        "name": "zfnet", "softwareVersion": .string(version), "license": .reference(Self.apache),
        "author": .reference(Self.authors),
      ])
  }

  /// The run that made the report: by which command, with what, on which machine.
  private func run(_ own: [ReportFolder.File]) -> CrateEntity {
    let lines = document.provenance.filter { !$0.value.isEmpty }.map { "\($0.name): \($0.value)" }
    return CrateEntity(
      Self.runName, "CreateAction",
      [
        "name": "The run that made the report", "description": .string(lines.joined(separator: "\n")),
        "startTime": .string(record.started), "endTime": .string(document.created.iso8601),
        "agent": .reference(Self.authors), "instrument": .reference(Self.programName),
        "object": .reference("configuration.yaml"),
        "result": .references(own.map(\.path).filter { $0 != "configuration.yaml" }),
      ])
  }

  // MARK: Rights

  private static let apache = "https://www.apache.org/licenses/LICENSE-2.0"
  private var licenseName: String { photographs.isEmpty ? Self.apache : "#rights" }

  private var licenses: [CrateEntity] {
    let apache = CrateEntity(Self.apache, "CreativeWork", ["name": "Apache License 2.0"])
    guard !photographs.isEmpty else { return [apache] }
    let rights = CrateEntity(
      licenseName, "CreativeWork",
      [
        "name": "Apache License 2.0, but for photographs",
        "description": .string(
          "Photographs that figures show, of \(photographs.joined(separator: ", ")), have the licenses that they came with; all "
            + "else is under the Apache License 2.0, \(Self.apache)."),
      ])
    return [apache, rights]
  }
}

extension Page {
  /// What the figures and tables are called, by the names of their files without endings.
  fileprivate var titles: [String: String] {
    var titles = ["page": "The page of the chapter"]
    for table in tables { titles[table.id] = table.title }
    for figure in figures + (plate.map { [$0] } ?? []) {
      titles[figure.id] = figure.title.isEmpty ? "The chapter’s figure on the first page" : figure.title
    }
    return titles
  }
}
