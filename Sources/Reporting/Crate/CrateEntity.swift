import Files

/// One thing that an RO-Crate tells of: its address, what it is, and what is said of it.
struct CrateEntity {
  private let id: String
  private let type: String
  private let properties: [String: JSONValue]

  init(_ id: String, _ type: String, _ properties: [String: JSONValue]) {
    self.id = id
    self.type = type
    self.properties = properties
  }

  /// A file of a report.
  static func file(_ file: ReportFolder.File, name: String) -> CrateEntity {
    CrateEntity(
      file.path, "File",
      [
        "name": .string(name), "contentSize": .string("\(file.size)"),
        "encodingFormat": .string(file.mediaType),
      ])
  }

  /// The entity as it stands in the crate's graph.
  var json: JSONValue {
    .object(properties.merging(["@id": .string(id), "@type": .string(type)]) { _, new in new })
  }
}

extension JSONValue {
  /// Leads to another entity of the crate.
  static func reference(_ id: String) -> JSONValue { ["@id": .string(id)] }

  /// Leads to several entities of the crate.
  static func references(_ ids: [String]) -> JSONValue { .array(ids.map { .reference($0) }) }
}

extension ReportFolder.File {
  /// The name without folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The name without folders and endings, which is a figure's or table's own. Names may hold points.
  var stem: String {
    for ending in [".drawing.json", ".json", ".svg", ".png", ".pdf", ".csv"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  /// The kind of the content, as the web calls it.
  var mediaType: String {
    switch name.split(separator: ".").last {
    case "html": "text/html"
    case "pdf": "application/pdf"
    case "json": "application/json"
    case "md": "text/markdown"
    case "yaml": "application/yaml"
    case "svg": "image/svg+xml"
    case "png": "image/png"
    case "csv": "text/csv"
    case "jpg": "image/jpeg"
    default: "application/octet-stream"
    }
  }
}
