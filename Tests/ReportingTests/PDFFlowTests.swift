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
  private func lines(_ count: Int) -> String { String(repeating: "word ", count: count * 20) }

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
      page.prose(lines(21))
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

  /// A formula stands on the page of the sentence that leads to it, wherever that comes to stand.
  @Test func aFormulaStandsBelowItsSentence() throws {
    for count in 24..<56 {
      let writer = PDFWriter(
        try document { page in
          page.prose(lines(count))
          page.heading("Rule")
          page.prose("It is so:")
          page.equation(.identifier("x"), label: "one")
        })
      let (pages, heights) = (try writer.pages(), try writer.heights())
      #expect(pages["eq-one"] == pages["flow-rule"], "after \(count) lines")
      #expect(try #require(heights["eq-one"]) - (try #require(heights["flow-rule"])) < 60)
    }
  }

  /// No figure of a chapter's appendix stands under the next chapter's heading there.
  @Test func figuresOfTheAppendixStayUnderTheirHeading() throws {
    let folder = try TestFolder("appendix")
    let built = try ["one", "two"].map { slug in
      var page = PageBuilder(
        slug: slug, section: "1", title: slug, reproduces: "", setting: DemoReport.setting)
      page.appendix { page in
        page.prose(lines(12))
        figure("tall-\(slug)", height: 560, on: &page)
      }
      let files = PageFiles(of: slug, in: folder.url)
      try files.write(page)
      return try files.read()
    }
    folders.folders.append(folder)
    let writer = PDFWriter(
      ReportDocument(
        title: "Flow", paper: "", abstract: [], pages: built, output: folder.url,
        created: SourceDateFixture.date))
    let pages = try writer.pages()
    let heights = try writer.heights()
    let tall = (try #require(pages["fig-tall-one"]), try #require(heights["fig-tall-one"]))
    let next = (try #require(pages["appendix-two"]), try #require(heights["appendix-two"]))
    #expect(tall < next)
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
    #expect(try page(400) == 0 && page(450) == 0 && page(620) == 1)
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

  /// How much of the page that a chapter begins on is filled.
  private func fill(_ content: (inout PageBuilder) -> Void) throws -> Double {
    let writer = PDFWriter(try document(content))
    let start = try #require(try writer.pages()["flow"])
    return try #require(try writer.fills().dropFirst(start - 1).first)
  }

  /// A chart that leaves room beside it has its caption there, and not below it.
  @Test func theCaptionOfANarrowFigureStandsBesideIt() throws {
    func fill(_ width: Double) throws -> Double {
      try self.fill { page in
        page.figure(
          id: "one", title: "t", caption: String(repeating: "word ", count: 80), alt: "a",
          Block(size: Size(width, 180)))
      }
    }
    let (narrow, wide) = (try fill(FigureMeasure.chartWidth), try fill(FigureMeasure.textWidth))
    #expect(wide - narrow > 0.04, "\(narrow) and \(wide) of the page")
  }

  @Test func aLongTableOfShortCellsIsFolded() throws {
    func fill(_ cell: String) throws -> Double {
      try self.fill { page in
        page.table(
          id: "t", title: "t", caption: "c", columns: [.init("a"), .init("b")],
          rows: (0..<30).map { ["\($0)", cell] })
      }
    }
    let (short, long) = (try fill("b"), try fill(String(repeating: "b", count: 70)))
    #expect(long - short > 0.2, "\(short) and \(long) of the page")
  }

  /// The works that a report refers to stand in two columns, the first to the end of the page or as high as the second.
  @Test func referencesStandInTwoColumns() throws {
    var document = try document { page in page.prose("Text.") }
    document.references = (0..<20).map { .init("work-\($0)", "Work \($0)", "Work \($0), in a line.") }
    let (pages, heights) = (try PDFWriter(document).pages(), try PDFWriter(document).heights())
    #expect(pages["ref-work-0"] == pages["ref-work-19"])
    #expect(heights["ref-work-0"] == heights["ref-work-10"])
    #expect(try #require(heights["ref-work-9"]) > (try #require(heights["ref-work-0"])))
  }

  /// A figure stands before the heading of the next chapter's part of the appendix.
  @Test func noFigureOfAChapterStandsUnderTheHeadingOfTheNext() throws {
    let folder = try TestFolder("supplements")
    folders.folders.append(folder)
    let pages = try ["one", "two"].map { slug in
      var page = PageBuilder(
        slug: slug, section: "1", title: slug, reproduces: "", setting: DemoReport.setting)
      page.appendix { page in
        page.prose(lines(slug == "one" ? 32 : 4))
        figure("of-\(slug)", height: 300, on: &page)
      }
      let files = PageFiles(of: slug, in: folder.url)
      try files.write(page)
      return try files.read()
    }
    let document = ReportDocument(
      title: "Flow", paper: "", abstract: [], pages: pages, output: folder.url,
      created: SourceDateFixture.date)
    let (places, heights) = (try PDFWriter(document).pages(), try PDFWriter(document).heights())
    let (own, next) = (try #require(places["fig-of-one"]), try #require(places["appendix-two"]))
    #expect(
      own < next
        || (own == next && (heights["fig-of-one"] ?? 0) < (heights["appendix-two"] ?? 0)))
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

  /// Contents that the rest of the page cannot hold stand on the next one, whole.
  @Test func contentsAreNotDivided() throws {
    func page(afterRows rows: Int) throws -> Int {
      var document = try document { page in for place in 0..<3 { page.heading("Part \(place)") } }
      document.pages = (0..<24).map { _ in document.pages[0] }
      document.map = (1...rows).map { .init(.figure($0), "a subject") }
      return try #require(try PDFWriter(document).pages()["contents-page"])
    }
    #expect(try page(afterRows: 4) == 2 && page(afterRows: 36) == 3)
  }

  /// Figures of the first page are made smaller together, and the last is left out where that is not enough.
  @Test func figuresOfTheFirstPageShareItsRoom() throws {
    /// Whether the figure of each of two chapters is there, and how large, beside so many lines of text.
    func boxes(_ count: Int) throws -> [Double] {
      let folder = try TestFolder("plates")
      let pages = try ["one", "two"].map { slug in
        var page = PageBuilder(
          slug: slug, section: "1", title: slug, reproduces: "", setting: DemoReport.setting)
        page.plate(
          id: "plate-\(slug)", caption: "c", alt: slug, Block(size: Size(FigureMeasure.textWidth, 200)))
        let files = PageFiles(of: slug, in: folder.url)
        try files.write(page)
        return try files.read()
      }
      let document = ReportDocument(
        title: "Flow", paper: "", abstract: [lines(count)], pages: pages, output: folder.url,
        created: SourceDateFixture.date)
      let file = try #require(PDFFile(PDFWriter(document).pdf()))
      return file.objects.keys.sorted().compactMap(file.text).compactMap { text in
        guard let box = text.firstMatch(of: /BBox \[([0-9.]+) [0-9.]+ ([0-9.]+) [0-9.]+\]/),
          let left = Double(box.output.1), let right = Double(box.output.2)
        else { return nil }
        return right - left
      }
    }
    let (roomy, tight, full) = (try boxes(2), try boxes(24), try boxes(34))
    #expect(roomy.count == 2 && roomy.allSatisfy { abs($0 - FigureMeasure.textWidth) < 0.1 }, "\(roomy)")
    #expect(tight.count == 2 && abs(tight[0] - tight[1]) < 0.1 && tight[0] < 499, "\(tight)")
    #expect(full.count == 1, "\(full)")
  }

  /// An option is not broken after its hyphens.
  @Test func optionsOfCommandsStayWhole() {
    let style = TextStyle(.mono, 10)
    let whole = Text("--source", style).measured().width
    for width in stride(from: whole * 1.05, to: whole * 2.4, by: 3) {
      let layout = TextLayout(Text("with --source", style, width: width))
      let end = "with ".utf8.count
      // All of its letters stand in one line.
      #expect(layout.boxes(ofUTF8: end..<end + 8).count == 1, "\(width)")
    }
  }
}
