import Drawing
import Foundation
import Reporting
import Testing

@Suite struct ReportPosterTests {
  @Test func thePosterIsOneSheetWithTheSameBytes() throws {
    let folder = try TestFolder("poster")
    let document = try DemoReport.make(in: folder.url)
    let bytes = try PosterWriter(document).pdf()
    #expect(try PosterWriter(document).pdf() == bytes)
    let file = try #require(PDFFile(bytes))
    let catalog = try #require(file.text(file.catalog))
    let tree = try #require(file.reference("/Pages", of: catalog).flatMap(file.text))
    let pages = file.references("/Kids", of: tree)
    #expect(pages.count == 1)
    let box = file.text(pages[0])?.firstMatch(of: /MediaBox \[ 0 0 ([0-9.]+) ([0-9.]+) \]/)
    let sides = [box?.output.1, box?.output.2].map { $0.flatMap { Double($0) } ?? 0 }
    // 594 by 841 millimeters.
    #expect(abs(sides[0] - 594 * 72 / 25.4) < 1 && abs(sides[1] - 841 * 72 / 25.4) < 1)
    let figures = file.objects.keys.compactMap(file.text).filter { $0.contains("/S /Figure") }
    #expect((1...6).contains(figures.count), "those of eight that fill it best")
    #expect(
      figures.contains { $0.contains("from the input to the softmax") },
      "an answer to Figure 3 goes before others")
  }

  @Test func aPosterOfNothingIsWritten() throws {
    let empty = ReportDocument(
      title: "", paper: "", abstract: [], pages: [], output: FileManager.default.temporaryDirectory,
      created: SourceDateFixture.date)
    #expect(try PosterWriter(empty).pdf().count > 500)
  }
}
