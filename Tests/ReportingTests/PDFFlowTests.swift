import Drawing
import Figures
import Reporting
import Testing

@Suite struct PDFFlowTests {
  private final class Folders {
    var folders: [TestFolder] = []
  }
  private let folders = Folders()

  /// A figure of a height in points.
  private struct Block: Figure {
    let size: Size
    func draw(on canvas: borrowing Canvas, in frame: Rectangle) {}
  }

  /// Some lines of text.
  private func lines(_ count: Int) -> String { String(repeating: "word ", count: count * 17) }

  private func pages(_ fill: (inout PageBuilder) -> Void) throws -> [String: Int] {
    try PDFWriter(document(fill)).pages()
  }

  private func document(_ fill: (inout PageBuilder) -> Void) throws -> ReportDocument {
    let folder = try TestFolder("flow")
    var page = PageBuilder(
      slug: "flow", section: "1", title: "Flow", reproduces: "", setting: DemoReport.setting)
    fill(&page)
    let files = PageFiles(of: "flow", in: folder.url)
    try files.write(page)
    // Kept for as long as the tests read the figures from it.
    folders.folders.append(folder)
    return ReportDocument(
      title: "Flow", paper: "", abstract: [], pages: [try files.read()], output: folder.url,
      created: SourceDateFixture.date)
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
      page.prose(lines(20))
      page.heading("The third")
      page.prose(lines(3))
    }
    let start = try #require(pages["flow"])
    #expect(pages["fig-tall"] == start + 1)
    // Headings move up with their text while much of the page is empty; the last waits for the figure.
    #expect(pages["flow-the-first"] == start && pages["flow-the-second"] == start)
    #expect(pages["flow-the-third"] == start + 1)
  }

  /// A figure that waits stands below a paragraph that goes on over the page, and not within it.
  @Test func noFigurePartsAParagraph() throws {
    let document = try document { page in
      page.prose(lines(24))
      figure("tall", height: 380, on: &page)
      page.prose(lines(30))
      page.heading("After it")
      page.prose(lines(2))
    }
    let pages = try PDFWriter(document).pages()
    let start = try #require(pages["flow"])
    #expect(pages["fig-tall"] == start + 1)
    // The paragraph's rest comes first there: the figure does not stand at the page's top.
    #expect(try #require(PDFWriter(document).heights()["fig-tall"]) > 100)
  }

  @Test func smallFiguresStandSideBySide() throws {
    func fill(_ width: Double) throws -> Double {
      let document = try document { page in
        for id in ["left", "right"] {
          page.figure(id: id, title: id, caption: "c", alt: "a", Block(size: Size(width, 200)))
          page.prose(lines(1))
        }
      }
      let pages = try PDFWriter(document).pages()
      #expect(pages["fig-left"] == pages["fig-right"])
      return try #require(try PDFWriter(document).fills().dropFirst((pages["flow"] ?? 1) - 1).first)
    }
    let (small, wide) = (try fill(FigureMeasure.halfWidth), try fill(FigureMeasure.textWidth))
    #expect(wide - small > 0.25, "\(small) and \(wide) of the page")
  }

  /// A figure that is a little too high for what is left of a page is drawn smaller.
  @Test func aFigureThatAlmostFitsIsMadeSmaller() throws {
    func page(_ height: Double) throws -> Int {
      let pages = try pages { page in
        page.prose(lines(12))
        figure("tall", height: height, on: &page)
      }
      return try #require(pages["fig-tall"]) - (try #require(pages["flow"]))
    }
    #expect(try page(420) == 0 && page(480) == 0 && page(620) == 1)
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
