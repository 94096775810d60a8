import Drawing
import Foundation
import Testing

/// What is added to Cairo's PDF files: the objects, their table, and the structure.
@Suite struct PDFTagsTests {
  private let date = SourceDate(seconds: 1_384_214_400)

  private func text(_ string: String) -> Text { Text(string, TextStyle(.serif, 10)) }

  /// A document of two pages with a heading, a paragraph that goes over both, a link, a figure and a table's cell.
  private func document(alternative: String = "A (round) figure, 3×3 \\ “quoted”") throws -> [UInt8] {
    let pdf = try PDFDocument(
      pageSize: Size(200, 100), title: "A <title> & more", author: "An author", created: date)
    pdf.mark(PDFElement(.heading1)) { $0.draw(text("The title"), at: Point(10, 10)) }
    let paragraph = PDFElement(.paragraph)
    pdf.mark(paragraph) { $0.draw(text("EMC /P << /MCID 0 >> BDC (one"), at: Point(10, 30)) }
    pdf.destination("here", y: 30)
    pdf.link(
      Rectangle(10, 30, 20, 10), to: "here", as: PDFElement(.link, in: paragraph), saying: "Chapter 2")
    pdf.decorate(.footer) { $0.draw(text("1"), at: Point(100, 90)) }
    pdf.endPage()
    pdf.mark(paragraph) { $0.draw(text("and goes on"), at: Point(10, 10)) }
    pdf.mark(PDFElement(.figure, alternative: alternative), covering: Rectangle(20, 40, 30, 10)) { canvas in
      canvas.beginPath()
      canvas.rectangle(Rectangle(20, 40, 30, 10))
      canvas.fill(Color(hex: 0x336699))
    }
    let row = PDFElement(.tableRow, in: PDFElement(.tableHead, in: PDFElement(.table)))
    pdf.place(PDFElement(.tableHeading, in: row, scope: .column))
    pdf.mark(PDFElement(.tableHeading, in: row, scope: .column)) { $0.draw(text("Cell"), at: Point(10, 60)) }
    // It is never drawn.
    _ = PDFElement(.caption, in: row)
    pdf.endPage()
    return try pdf.finish()
  }

  private func parsed(_ bytes: [UInt8]) throws -> PDFFile { try #require(PDFFile(bytes)) }

  /// The elements of a file in their order, each as the text of its object.
  private func elements(_ file: PDFFile) throws -> [String] {
    let catalog = try #require(file.text(file.catalog))
    let root = try #require(file.reference("/StructTreeRoot", of: catalog).flatMap(file.text))
    func below(_ text: String) -> [String] {
      let plain = text.replacing(/<< \/Type \/(OBJR|MCR)[^>]*>>/, with: "")
      let children = plain.components(separatedBy: " /K ").dropFirst().first ?? ""
      let own = children.prefix { $0 != "]" && $0 != "/" }
      return own.matches(of: /([0-9]+) 0 R/).compactMap { Int($0.output.1).flatMap(file.text) }
        .flatMap { [$0] + below($0) }
    }
    return below(root)
  }

  private func role(_ element: String) -> String {
    element.firstMatch(of: /\/S \/([A-Za-z0-9]+)/).map { String($0.output.1) } ?? ""
  }

  @Test func theStructureHasWhatWasDrawnInItsOrder() throws {
    let elements = try elements(parsed(document()))
    #expect(
      elements.map(role) == [
        "Document", "H1", "P", "Link", "Figure", "Table", "THead", "TR", "TH", "TH",
      ])
    // The paragraph has a mark on each of both pages, and the link between them.
    #expect(elements[2].contains("/MCR") && elements[3].contains("/OBJR"))
    #expect(elements[8].contains("/K []") && elements[8].contains("/Scope /Column"))
    #expect(elements[4].contains("/BBox [20 50 50 60]"))
  }

  @Test func theTableOfObjectsIsRight() throws {
    let bytes = try document()
    let file = try parsed(bytes)
    let text = String(decoding: bytes, as: Unicode.ASCII.self)
    // Every object of the file is found by its place in the table, and nothing of Cairo's tree is left.
    #expect(file.objects.count == text.components(separatedBy: " 0 obj\n").count - 1)
    #expect(text.components(separatedBy: "/StructTreeRoot").count == 3)
    // Every reference leads to an object.
    for (number, body) in file.objects {
      guard let text = file.text(number) else { continue }
      for reference in text.matches(of: /([0-9]+) 0 R/) {
        #expect(file.objects[Int(reference.output.1) ?? 0] != nil, "\(number): \(reference.output.0)")
      }
      #expect(!body.isEmpty)
    }
    #expect(try bytes == document())
  }

  @Test func marksHaveTheirElementsNamesAndNumbers() throws {
    let file = try parsed(document())
    let catalog = try #require(file.text(file.catalog))
    let tree = try #require(file.reference("/Pages", of: catalog).flatMap(file.text))
    var names: [[String]] = []
    for page in file.references("/Kids", of: tree) {
      let text = try #require(file.text(page))
      #expect(text.contains("/Tabs /S"))
      let contents = try #require(file.reference("/Contents", of: text).flatMap(file.contents))
      var own: [String] = []
      PDFContents.scan(contents) { name, range in
        if name == "BDC" { own.append(String(decoding: contents[range], as: UTF8.self)) }
      }
      names.append(own.filter { !$0.hasPrefix("/Span") })
    }
    #expect(
      names == [
        [
          "/H1 << /MCID 0 >> BDC", "/P << /MCID 1 >> BDC",
          "/Artifact << /Type /Pagination /Subtype /Footer >> BDC",
        ], ["/P << /MCID 0 >> BDC", "/Figure << /MCID 1 >> BDC", "/TH << /MCID 2 >> BDC"],
      ])
  }

  @Test func theCatalogSaysWhatTheFileIs() throws {
    let bytes = try document()
    let text = String(decoding: bytes, as: UTF8.self)
    for part in [
      "/MarkInfo << /Marked true >>", "/Lang (en-US)", "/DisplayDocTitle true",
      "<pdfuaid:part>1</pdfuaid:part>",
      "A &lt;title&gt; &amp; more", "/Contents (Chapter 2)", "/F 4",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    let alternative = PDFString.literal("A (round) figure, 3×3 \\ “quoted”")
    #expect(alternative.hasPrefix("<FEFF") && text.contains("/Alt \(alternative)"))
    #expect(text.hasPrefix("%PDF-1.7\n"))
  }

  @Test func aFileWithoutMarksHasNoStructure() throws {
    let list = try DisplayList.recording(size: Size(20, 20)) { $0.fillAll(Color(hex: 0x123456)) }
    let text = String(decoding: try list.pdf(title: "t", created: date), as: UTF8.self)
    #expect(!text.contains("/StructTreeRoot") && !text.contains("pdfuaid") && text.contains("/Lang (en-US)"))
  }

  @Test func textsAreEscaped() {
    #expect(PDFString.literal("a (b) \\ c") == "(a \\(b\\) \\\\ c)")
    #expect(PDFString.literal("ä") == "<FEFF00E4>")
    #expect(PDFString.literal("𝛼\n") == "<FEFFD835DEFC000A>")
    #expect(PDFString.literal("") == "()")
  }

  @Test func streamsComeBackAsTheyWere() throws {
    for count in [0, 1, 5_000, 300_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 7) }
      let stream = try #require(Flate.deflated(bytes))
      #expect(Flate.inflated(stream[...]) == bytes)
    }
    #expect(Flate.inflated([1, 2, 3][...]) == nil)
  }

  @Test func operatorsAreFoundBesideWhatLooksLikeThem() {
    let contents = Array(
      "q (EMC \\) ( BT )) Tj [(a) 3 <AB>] TJ % EMC\n/P << /A (>> BDC) >> BDC 1 .5 m EMC Q".utf8)
    var names: [String] = []
    PDFContents.scan(contents) { name, _ in names.append(name) }
    #expect(names == ["q", "Tj", "TJ", "BDC", "m", "EMC", "Q"])
  }
}
