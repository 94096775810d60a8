import Foundation
import Reporting
import Testing

/// The smallest report, from an empty folder to the bound pages.
@Suite(.serialized) struct ReportTests {
  /// Two reports, in folders and time zones of their own, of the same bytes. The second finds the networks of the first,
  /// trains none, and measures, draws and binds everything anew; that training gives the same bits, the tests of stopped
  /// training see to.
  @Test func theSameSeedAndDateGiveTheSameBytes() throws {
    let places = [try Workplace(), try Workplace()]
    let trained = try report(in: places[0], zone: "UTC")
    #expect(trained.errorLines.contains { $0.hasPrefix("training ") })
    let stored = "output/store/networks"
    try FileManager.default.createDirectory(
      at: places[1].at("output/store"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: places[0].at(stored), to: places[1].at(stored))
    let ending = try report(in: places[1], zone: "Asia/Tokyo")
    #expect(ending.errorLines.filter { $0.hasPrefix("training ") } == [])

    let (first, second) = (try files(places[0]), try files(places[1]))
    // Images that only training looks at are prepared by the first alone.
    let missing = Set(first.keys).subtracting(second.keys).filter { !$0.hasPrefix("store/images/") }
    #expect(missing == [] && Set(second.keys).subtracting(first.keys) == [])
    #expect(second.filter { first[$0.key] != $0.value }.keys.sorted() == [])
    for name in [
      "report.html", "report.pdf", "claims.json", "run.json", "checksums.sha256", "ro-crate-metadata.json",
    ] {
      #expect(second[name]?.isEmpty == false, "\(name)")
    }
    let claims = try ClaimsFile.read(places[0].at("output/claims.json")).claims
    #expect(!claims.isEmpty)
    // A claim's number is its own through the whole report.
    let numbers = claims.compactMap(\.number)
    #expect(numbers.count == claims.count && Set(numbers).count == numbers.count)
    // Whatever answers a figure or table of the paper is on the map.
    let html = String(decoding: first["report.html"] ?? Data(), as: UTF8.self)
    for item in ["Figure\u{A0}9", "Table\u{A0}7"] { #expect(html.contains("<strong>\(item)</strong>")) }
    #expect(!html.contains("Not made in this run"))
    // A smoke run shows a few of the classes, and compares over all of its few images.
    #expect(html.contains("4 of the 37 classes") && !html.contains("256 validation images"))
    #expect(
      claims.allSatisfy { $0.verdict == .inconclusive || $0.verdict == .notTested },
      "a smoke run decides nothing")
    try theAtlasAndTheReportLeadToEachOther(places[0])
    try theRubricNamesWhatIsThere(places[0])
    try pagesOfAnotherRunAreRefused(places[0])
  }

  /// Each link from the report to the atlas beside it leads to a card, each link back to a figure, and all its files have checksums.
  private func theAtlasAndTheReportLeadToEachOther(_ place: Workplace) throws {
    let report = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    let checksums = try String(contentsOf: place.at("output/checksums.sha256"), encoding: .utf8)
    let crate = try String(contentsOf: place.at("output/ro-crate-metadata.json"), encoding: .utf8)
    let files = place.paths(below: "output/atlas")
    #expect(files.count { $0.hasSuffix(".jpg") } > 20)
    for file in files {
      #expect(checksums.contains("  atlas/\(file)\n") && crate.contains("\"atlas/\(file)\""), "\(file)")
    }
    var pages: [String: String] = [:]
    for file in files where file.hasSuffix(".html") {
      pages[file] = try String(contentsOf: place.at("output/atlas/\(file)"), encoding: .utf8)
    }
    #expect(pages.count == 6)
    let there = report.matches(of: /href="atlas\/([^"#]+)#?([^"]*)"/)
    #expect(there.count > 10)
    for link in there {
      let page = try #require(pages[String(link.1)], "\(link.0)")
      #expect(link.2.isEmpty || page.contains("id=\"\(link.2)\""), "\(link.0)")
    }
    let back = pages.values.flatMap {
      $0.matches(of: /href="\.\.\/report\.html#([^"]+)"/).map { String($0.1) }
    }
    #expect(back.contains("fig-evolution") && back.contains("fig-layer-3"))
    for anchor in back { #expect(report.contains("id=\"\(anchor)\""), "\(anchor)") }
    // A sheet that is damaged is named, and has neither a checksum nor a place on its card; the others stay.
    let sheet = try #require(files.last { $0.hasSuffix(".jpg") })
    let whole = try Data(contentsOf: place.at("output/atlas/\(sheet)"))
    try place.write(whole.dropLast(), to: "output/atlas/\(sheet)")
    let bind = { try Command("report", ["--profile", "smoke", "--bind"], in: place.folder).run() }
    let bound = try bind()
    #expect(
      bound.exitCode == 1 && bound.errors.contains("the atlas is not whole: atlas/\(sheet)"),
      "\(bound.errors)")
    func text(_ name: String) throws -> String {
      try String(contentsOf: place.at("output/\(name)"), encoding: .utf8)
    }
    #expect(try text("report.html").contains("The atlas beside this report is not whole"))
    #expect(try text("report.html").contains("href=\"atlas/index.html"))
    let listed = try text("checksums.sha256").split(separator: "\n").count { $0.contains("  atlas/") }
    #expect(listed == files.count - 1)
    let layerPage = "atlas/\(sheet.prefix { $0 != "/" }).html"
    #expect(try text(layerPage).contains("are lost") && !text(layerPage).contains(sheet))
    // Without what says that it is an atlas, nothing leads to it, and the report says why.
    let contents = try Data(contentsOf: place.at("output/atlas/atlas.json"))
    try place.write(Data("{".utf8), to: "output/atlas/atlas.json")
    let lost = try bind()
    #expect(lost.exitCode == 1 && lost.errors.contains("the atlas is lost: atlas/"), "\(lost.errors)")
    #expect(try text("report.html").contains("The atlas beside this report is lost"))
    #expect(try !text("report.html").contains("href=\"atlas/"))
    try place.write(contents, to: "output/atlas/atlas.json")
    try place.write(whole, to: "output/atlas/\(sheet)")
    let again = try Command("report", ["--profile", "smoke", "--bind"], in: place.folder).run()
    #expect(again.exitCode == 0, "\(again.errors)")
  }

  /// Every chapter, figure, table and claim that the rubric names is in a report of all chapters.
  private func theRubricNamesWhatIsThere(_ place: Workplace) throws {
    let arguments = ["--profile", "smoke", "--rubric", "--poster"]
    let ending = try Command("report", arguments, in: place.folder).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.hasPrefix("rubric: ") && ending.output.contains("answered, and not failed"))
    let data = try Data(contentsOf: place.at("output/rubric.json"))
    let leaves = try JSONDecoder().decode(Rubric.self, from: data).root.leaves
    #expect(leaves.count == Rubric.paper.root.leaves.count)
    for leaf in leaves {
      let answer = try #require(leaf.answer)
      #expect(leaf.kind == .result ? answer.verdict != nil : answer.isAnswered, "\(leaf.id): \(answer.text)")
    }
    let checksums = try String(contentsOf: place.at("output/checksums.sha256"), encoding: .utf8)
    #expect(checksums.contains("  poster.pdf\n") && checksums.contains("  rubric.json\n"))
  }

  /// A report that lacks one of its figures is bound, and is no success.
  @Test func aLostFigureIsNamedAndNoSuccess() throws {
    let place = try Workplace()
    let arguments = ["--profile", "smoke", "--threads", "1"]
    let made = try Command("report", arguments + ["--only", "approach"], in: place.folder).run()
    #expect(made.exitCode == 0, "\(made.errors)")
    let figure = "output/chapters/approach/figures/architecture.drawing.json"
    try place.write(Data("{".utf8), to: figure)
    // Its checksum would have the report refused before anything is bound.
    try FileManager.default.removeItem(at: place.at("output/checksums.sha256"))
    let bound = try Command("report", arguments + ["--bind"], in: place.folder).run()
    #expect(bound.exitCode == 1)
    #expect(bound.errorLines.last?.contains("chapters/approach/figures/architecture.drawing.json") == true)
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("This figure cannot be shown"))
  }

  /// The bytes of all files of a report, by path.
  private func files(_ place: Workplace) throws -> [String: Data] {
    let files = try place.files(below: "output").filter { !$0.path.hasSuffix(".lock") }
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
  }

  private func report(in place: Workplace, zone: String) throws -> Command.Ending {
    let ending = try Command(
      "report", ["--profile", "smoke"], in: place.folder,
      environment: ["SOURCE_DATE_EPOCH": "1384214400", "TZ": zone]
    ).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    return ending
  }

  private func pagesOfAnotherRunAreRefused(_ place: Workplace) throws {
    let arguments = ["--profile", "smoke", "--seed", "2", "--only", "approach"]
    let refused = try Command("report", arguments, in: place.folder).run()
    #expect(refused.exitCode == 64)
    #expect(refused.errorLines.last?.contains("--allow-mixed") == true)
    let allowed = try Command("report", arguments + ["--allow-mixed"], in: place.folder).run()
    #expect(allowed.exitCode == 0, "\(allowed.errors)")
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("belongs to another run"))
  }

  /// A chapter that cannot write its page fails alone; whether the others run is asked for.
  @Test func aFailedChapterShowsAndIsFollowedOnlyWhenAsked() throws {
    let place = try Workplace()
    try place.write(Data("in the way".utf8), to: "output/chapters/images")
    let arguments = ["--profile", "smoke", "--only", "images", "--only", "approach"]
    let stopped = try Command("report", arguments, in: place.folder).run()
    #expect(stopped.exitCode == 1, "\(stopped.errors)")
    #expect(stopped.errors.contains("--keep-going runs them"))
    let page = place.at("output/chapters/approach/page.json").path
    #expect(!FileManager.default.fileExists(atPath: page))
    let gone = try Command("report", arguments + ["--keep-going"], in: place.folder).run()
    #expect(gone.exitCode == 1 && FileManager.default.fileExists(atPath: page), "\(gone.errors)")
    let html = try String(contentsOf: place.at("output/report.html"), encoding: .utf8)
    #expect(html.contains("This chapter failed") && html.contains("exit code 74"))
    #expect(gone.errors.contains("output/chapters/images"), "the cause names the path")

    // From a chapter on: the failed one is not run again, the later one is.
    try FileManager.default.removeItem(atPath: page)
    let from = try Command("report", arguments + ["--from", "approach"], in: place.folder).run()
    #expect(from.exitCode == 0 && FileManager.default.fileExists(atPath: page), "\(from.errors)")
  }

  @Test func aFolderThatIsNotThereStopsTheReportBeforeAnythingIsRun() throws {
    let place = try Workplace()
    let ending = try Command(
      "report", ["--profile", "smoke", "--caltech101", "/nowhere/at/all"], in: place.folder
    ).run()
    #expect(ending.exitCode == 66, "\(ending.errors)")
    #expect(ending.errorLines.last?.contains("/nowhere/at/all") == true)
    #expect(!FileManager.default.fileExists(atPath: place.at("output/chapters").path))
  }

  @Test func anUnknownChapterIsRefused() throws {
    let place = try Workplace()
    let ending = try Command("report", ["--only", "aproach"], in: place.folder).run()
    #expect(ending.exitCode == 64)
    #expect(ending.errorLines.last?.contains("layer-visualizations") == true)
  }
}
