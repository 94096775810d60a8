import Drawing
import Figures
import Reporting
import Testing

@Suite struct PDFFlowTests {
  /// A figure of a height in points.
  private struct Block: Figure {
    let size: Size
    func draw(on canvas: borrowing Canvas, in frame: Rectangle) {}
  }

  /// Some lines of text.
  private func lines(_ count: Int) -> String { String(repeating: "word ", count: count * 17) }

  private func pages(_ fill: (inout PageBuilder) -> Void) throws -> [String: Int] {
    let folder = try TestFolder("flow")
    var page = PageBuilder(
      slug: "flow", section: "1", title: "Flow", reproduces: "", setting: DemoReport.setting)
    fill(&page)
    let files = PageFiles(of: "flow", in: folder.url)
    try files.write(page)
    let document = ReportDocument(
      title: "Flow", paper: "", abstract: [], pages: [try files.read()], output: folder.url,
      created: SourceDateFixture.date)
    return try PDFWriter(document).pages()
  }

  private func figure(_ id: String, height: Double, on page: inout PageBuilder) {
    page.figure(
      id: id, title: id, caption: "c", alt: "a", Block(size: Size(FigureMeasure.textWidth, height)))
  }

  @Test func whatFollowsAFigureFillsThePageThatItDoesNotFit() throws {
    let pages = try pages { page in
      page.prose(lines(12))
      figure("tall", height: 560, on: &page)
      page.heading("The first")
      page.prose(lines(3))
      page.heading("The second")
      page.prose(lines(3))
    }
    let start = try #require(pages["flow"])
    #expect(pages["fig-tall"] == start + 1)
    // One heading moves up, with its text; a second would part sections from their figures.
    #expect(pages["flow-section-2"] == start && pages["flow-section-4"] == start + 1)
  }

  @Test func figuresKeepTheirOrder() throws {
    let pages = try pages { page in
      page.prose(lines(12))
      figure("tall", height: 560, on: &page)
      figure("small", height: 60, on: &page)
      page.prose(lines(4))
    }
    let start = try #require(pages["flow"])
    #expect(pages["fig-tall"] == start + 1 && pages["fig-small"] == start + 1)
  }

  @Test func aSmallTableIsNotDivided() throws {
    let pages = try pages { page in
      page.prose(lines(40))
      page.table(
        id: "small", title: "t", caption: "c", columns: [.init("a")], rows: (0..<8).map { ["\($0)"] })
      page.prose(lines(2))
      page.table(
        id: "large", title: "t", caption: "c", columns: [.init("a")], rows: (0..<60).map { ["\($0)"] })
    }
    let start = try #require(pages["flow"])
    // The small one goes to the next page whole, the large one begins below it.
    #expect(pages["tab-small"] == start + 1 && pages["tab-large"] == start + 1)
  }
}
