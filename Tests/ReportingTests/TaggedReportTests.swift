import Drawing
import Foundation
import Reporting
import Testing

/// The report's PDF as programs read it that know nothing of how it looks.
@Suite struct TaggedReportTests {
  /// The operators that put something on a page.
  private static let painting: Set<String> = [
    "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "Tj", "TJ", "'", "\"",
  ]

  private func file() throws -> (file: PDFFile, html: String) {
    let folder = try TestFolder("tagged")
    let document = try DemoReport.make(in: folder.url)
    let file = try #require(PDFFile(PDFWriter(document).pdf()))
    return (file, HTMLWriter(document).html())
  }

  /// Nothing is drawn that is neither a part of the structure nor an artifact.
  @Test func everythingOnThePagesIsMarked() throws {
    let (file, _) = try file()
    let catalog = try #require(file.text(file.catalog))
    let tree = try #require(file.reference("/Pages", of: catalog).flatMap(file.text))
    let pages = file.references("/Kids", of: tree)
    #expect(pages.count > 5)
    for page in pages {
      let contents = try #require(
        file.text(page).flatMap { file.reference("/Contents", of: $0) }.flatMap(file.contents))
      var (depth, unmarked, marks) = (0, 0, 0)
      PDFContents.scan(contents) { name, range in
        if name == "BDC" || name == "BMC" {
          depth += 1
          marks += 1
        } else if name == "EMC" {
          depth -= 1
        } else if depth == 0, Self.painting.contains(name) {
          unmarked += 1
        }
      }
      #expect(depth == 0 && unmarked == 0 && marks > 1, "page object \(page)")
    }
  }

  @Test func everyFigureHasTheAlternativeTextOfTheHTML() throws {
    let (file, html) = try file()
    let figures = file.objects.keys.compactMap(file.text).filter { $0.contains("/S /Figure") }
    let labels = html.components(separatedBy: "role=\"img\" aria-label=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
    // The figure of the first page is left out of print where it has no room.
    #expect(figures.count >= labels.count - 1 && figures.count > 5)
    for label in Set(labels) {
      #expect(figures.contains { $0.contains("/Alt \(PDFString.literal(label))") }, "\(label)")
    }
    #expect(figures.allSatisfy { $0.contains("/Alt ") && $0.contains("/BBox [") })
  }

  @Test func headingsSkipNoRank() throws {
    let (file, _) = try file()
    // Elements have their numbers in the document's order.
    let ranks = file.objects.keys.sorted().compactMap(file.text).compactMap { text in
      text.firstMatch(of: /\/S \/H([1-6])/).flatMap { Int($0.output.1) }
    }
    #expect(ranks.first == 1 && ranks.count { $0 == 1 } == 1 && ranks.count > 10)
    for (before, after) in zip(ranks, ranks.dropFirst()) { #expect(after <= before + 1) }
  }

  @Test func rowsOfTablesHaveHeadings() throws {
    let (file, _) = try file()
    let texts = file.objects.keys.compactMap(file.text)
    let headings = texts.filter { $0.contains("/S /TH ") }
    #expect(headings.allSatisfy { $0.contains("/Scope /Column") || $0.contains("/Scope /Row") })
    let tables = texts.count { $0.contains("/S /Table ") }
    #expect(tables > 4 && texts.count { $0.contains("/S /THead ") } == tables)
    #expect(texts.count { $0.contains("/Scope /Row") } > 60)
  }
}
