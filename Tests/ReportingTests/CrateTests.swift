import Files
import Foundation
import Reporting
import Testing

/// What lies beside a report for those who check and cite it.
@Suite struct CrateTests {
  private func write(in folder: TestFolder, photographs: [String] = []) throws {
    var document = try DemoReport.make(in: folder.url)
    let atlas = folder.url.appendingPathComponent("atlas")
    try FileManager.default.createDirectory(at: atlas, withIntermediateDirectories: true)
    for name in ["index.html", "u1.jpg"] {
      try Data(name.utf8).write(to: atlas.appendingPathComponent(name))
    }
    document.atlas = ReportAtlas(title: "a network", files: ["index.html", "u1.jpg"], addresses: [:])
    try document.write()
    let record = TinyReport().record
    try record.write(to: folder.url)
    try Data("profile: quick\n".utf8).write(to: folder.url.appendingPathComponent("configuration.yaml"))
    try ReportCrate(document, record, version: "engine version 0", photographs: photographs).write()
  }

  /// Path and digest of each line.
  private func checksums(_ folder: TestFolder) throws -> [(path: String, digest: String)] {
    let text = String(decoding: try folder.bytes("checksums.sha256"), as: UTF8.self)
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n").map { line in
      let parts = line.components(separatedBy: "  ")
      #expect(parts.count == 2 && parts[0].count == 64, "\(line)")
      return (parts[1], parts[0])
    }
  }

  /// What the crate says, by address.
  private func entities(_ folder: TestFolder) throws -> [String: [String: JSONValue]] {
    let value: JSONValue = try CanonicalJSON.decode(from: folder.bytes("ro-crate-metadata.json"))
    guard case .object(let crate) = value, case .array(let graph) = crate["@graph"] else { return [:] }
    var entities: [String: [String: JSONValue]] = [:]
    for case .object(let entity) in graph {
      guard case .string(let id) = entity["@id"] else { continue }
      #expect(entities.updateValue(entity, forKey: id) == nil, "\(id) twice")
    }
    return entities
  }

  @Test func everyFileIsNamedWithItsDigest() throws {
    let folder = try TestFolder("checksums")
    // A store is no part of a report, and neither is what nobody bound.
    for stranger in ["store/networks/x/network.safetensors", "chapters/unknown/page.json", "comparison.html"]
    {
      let file = folder.url.appendingPathComponent(stranger)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
    }
    try write(in: folder)
    let lines = try checksums(folder)
    #expect(lines.map(\.path) == lines.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    for (path, digest) in lines { #expect(try ContentDigest.of(folder.bytes(path)) == digest, "\(path)") }
    let all = try #require(FileManager.default.enumerator(atPath: folder.url.path))
      .compactMap { $0 as? String }.filter { path in
        var isFolder: ObjCBool = false
        let place = folder.url.appendingPathComponent(path).path
        return FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
      }
    #expect(
      Set(all).subtracting(lines.map(\.path)) == [
        "checksums.sha256", "store/networks/x/network.safetensors", "chapters/unknown/page.json",
        "comparison.html",
      ])
    #expect(lines.count > 40)
  }

  @Test func theCrateNamesFilesMakersLicenseAndPaper() throws {
    let folder = try TestFolder("crate")
    try write(in: folder)
    let entities = try entities(folder)
    let files = entities.filter { $0.value["@type"] == "File" }.map(\.key)
    let checked = try checksums(folder).map(\.path)
    #expect(Set(files) == Set(checked).union(["checksums.sha256"]).subtracting(["ro-crate-metadata.json"]))
    // What something leads to is told of, but for addresses elsewhere.
    func references(_ value: JSONValue) -> [String] {
      switch value {
      case .object(let object):
        if case .string(let id) = object["@id"], object.count == 1 { return [id] }
        return object.values.flatMap(references)
      case .array(let values): return values.flatMap(references)
      default: return []
      }
    }
    for (id, entity) in entities {
      for target in entity.values.flatMap(references)
      where !target.hasPrefix("https://w3id.org/") && target != "https://arxiv.org/abs/1311.2901" {
        #expect(entities[target] != nil, "\(id) leads to \(target)")
      }
    }
    let root = try #require(entities["./"])
    #expect(root["license"] == ["@id": "https://www.apache.org/licenses/LICENSE-2.0"])
    #expect(root["citation"] == ["@id": "https://doi.org/10.1007/978-3-319-10590-1_53"])
    #expect(root["datePublished"] == "2014-11-12T09:30:00Z")
    #expect(entities["#zfnet"]?["softwareVersion"] == "engine version 0")
    let figure = entities["chapters/layer-visualizations/figures/layer4.png"]
    #expect(figure?["name"] == "Layer 4" && figure?["encodingFormat"] == "image/png")
    try write(in: folder, photographs: ["caltech101"])
    #expect(try self.entities(folder)["./"]?["license"] == ["@id": "#rights"])
  }

  @Test func bindingAgainRenewsThem() throws {
    let folder = try TestFolder("crate-again")
    func digest() throws -> String? {
      try checksums(folder).first { $0.path == "chapters/approach/data/sizes.csv" }?.digest
    }
    try write(in: folder)
    let file = folder.url.appendingPathComponent("chapters/approach/data/sizes.csv")
    let whole = try digest()
    try Data("changed".utf8).write(to: file)
    #expect(try digest() == whole)
    let record = TinyReport().record
    let document = DemoReport.document(
      pages: [try PageFiles(of: "approach", in: folder.url).read()], in: folder.url)
    try ReportCrate(document, record, version: "", photographs: []).write()
    #expect(try digest() == ContentDigest.of("changed") && whole != nil)
    #expect(try !checksums(folder).contains { $0.path.hasPrefix("chapters/layer-visualizations/") })
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("claims.json"))
    let error = #expect(throws: FileError.self) {
      try ReportCrate(document, record, version: "", photographs: []).write()
    }
    #expect(error?.path.hasSuffix("claims.json") == true)
  }
}
