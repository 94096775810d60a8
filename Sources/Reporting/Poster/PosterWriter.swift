import Drawing

/// The report as a poster: one page of A1, with what was done, what came out, some of the figures, the ledger in small, and how to
/// have the rest.
public struct PosterWriter {
  private let document: ReportDocument
  private let index: ReportIndex

  /// The name of its file in the output folder.
  public static let fileName = "poster.pdf"

  /// A writer of a report's poster.
  public init(_ document: ReportDocument) {
    self.document = document
    index = ReportIndex(document)
  }

  /// The bytes of the file; the same report gives the same bytes.
  ///
  /// - Throws: `CairoError`. A figure that cannot be read is left out.
  public func pdf() throws -> [UInt8] {
    let pdf = try PDFDocument(
      pageSize: PosterStyle.paper, title: document.title, author: document.author, subject: document.subtitle,
      created: document.created)
    draw(on: pdf)
    pdf.endPage()
    return try pdf.finish()
  }

  private func draw(on pdf: borrowing PDFDocument) {
    let (left, bottom) = (PosterStyle.margin, PosterStyle.paper.height - PosterStyle.margin)
    let top = drawTitle(on: pdf) + 36
    let texts = [done, cameOut]
    // The ledger stands at the foot, and figures fill each column from its text to there.
    let (ledger, sources) = (self.ledger, self.sources)
    let end = bottom - sources.height
    let starts = texts.map { top + $0.height + 24 }
    let figures = PosterFigures(document, index).columns(
      fitting: starts.map { max(0, end - ledger.height - 30 - $0) })
    for place in texts.indices {
      let x = left + Double(place) * (PosterStyle.half + PosterStyle.gutter)
      texts[place].draw(on: pdf, at: Point(x, top))
      figures[place].draw(on: pdf, at: Point(x, starts[place]))
    }
    pdf.decorate { canvas in
      let edge = end - ledger.height - 18
      canvas.beginPath()
      canvas.rectangle(Rectangle(0, edge, PosterStyle.paper.width, PosterStyle.paper.height - edge))
      canvas.fill(PosterStyle.pale)
    }
    ledger.draw(on: pdf, at: Point(left, end - ledger.height))
    sources.draw(on: pdf, at: Point(left, end))
  }

  /// Draws the title on its ground and gives where that ends.
  private func drawTitle(on pdf: borrowing PDFDocument) -> Double {
    let lines: [(String, TextStyle, PDFElement.Role, Double)] = [
      (document.title, PosterStyle.title, .heading1, 8),
      (document.subtitle, PosterStyle.subtitle, .paragraph, 14),
      ("\(document.paper) · \(document.created.day)", PosterStyle.reference, .paragraph, 0),
    ]
    let blocks = lines.filter { !$0.0.isEmpty }.flatMap { text, style, role, space in
      [PosterBlock(Text(text, style, width: PosterStyle.width), as: PDFElement(role)), .gap(space)]
    }
    let end = blocks.height + 88
    pdf.decorate { canvas in
      canvas.beginPath()
      canvas.rectangle(Rectangle(0, 0, PosterStyle.paper.width, end))
      canvas.fill(PosterStyle.ground)
    }
    blocks.draw(on: pdf, at: Point(PosterStyle.margin, 48))
    return end
  }

  private func heading(_ text: String) -> [PosterBlock] {
    [
      PosterBlock(Text(text, PosterStyle.heading, width: PosterStyle.width), as: PDFElement(.heading2)),
      .gap(8),
    ]
  }

  private func paragraphs(_ texts: [String]) -> [PosterBlock] {
    texts.filter { !$0.isEmpty }.flatMap {
      [PosterText.paragraph($0, PosterStyle.text, width: PosterStyle.half, in: index), .gap(10)]
    }
  }

  private var done: [PosterBlock] {
    heading("What was done") + paragraphs(document.abstract + [PosterText.opening(of: document.cost)])
  }

  private var cameOut: [PosterBlock] {
    heading(ReportIndex.Part.summary.title) + paragraphs(document.findings)
  }

  private var ledger: [PosterBlock] {
    let blocks = PosterLedger(document, index).blocks
    return blocks.isEmpty ? [] : heading("Every claim") + blocks
  }

  /// How to make the report again, and what lies beside the poster.
  private var sources: [PosterBlock] {
    let commands = PosterBlock(
      Text(
        document.commands.joined(separator: "\n"), PosterStyle.code, width: PosterStyle.width,
        lineSpacing: 1.2
      ),
      as: PDFElement(.code, in: PDFElement(.paragraph)))
    let words = PosterText.paragraph(
      "Numbers, figures and the reasons for each verdict: `report.html`, `report.pdf` and `claims.json`, in the folder that has this poster. Everything is made by the program, without downloads, from the source and a seed; the same commands give the same bytes.",
      PosterStyle.caption, width: PosterStyle.width, in: index)
    return heading("How to get it") + [commands, .gap(8), words]
  }
}
