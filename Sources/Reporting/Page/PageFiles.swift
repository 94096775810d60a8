import Drawing
import Figures
import Foundation

/// The folder of one chapter's page, `<output>/chapters/<slug>`: `page.json`, with `figures/` (SVG, PNG, PDF, and the drawing that
/// the report is bound from) and `data/` (CSV) beside it.
public struct PageFiles: Sendable {
  /// The folder of the chapter, `<output>/chapters/<slug>`.
  public let folder: URL
  private let slug: String

  /// The files of a chapter in the run's output folder.
  public init(of slug: String, in output: URL) {
    self.slug = slug
    folder = output.appendingPathComponent("chapters", isDirectory: true)
      .appendingPathComponent(slug, isDirectory: true)
  }

  /// The file that holds the page: `page.json` in the folder.
  public var file: URL { folder.appendingPathComponent("page.json") }
  private var figures: URL { folder.appendingPathComponent("figures", isDirectory: true) }
  private var data: URL { folder.appendingPathComponent("data", isDirectory: true) }

  /// Draws the figures and writes everything. The page itself is written last, so that one that can be read has all its
  /// files; files of an earlier run that no longer belong to it are removed. Folders are made where they are missing.
  ///
  /// - Throws: an error of the file system, or `CairoError`; `ReportingError.claimWithoutFigure` where a claim points to a
  ///   figure that is not there, unless the chapter failed before it was done.
  public func write(_ builder: PageBuilder) throws {
    precondition(builder.page.slug == slug, "the page of \(builder.page.slug) in the folder of \(slug)")
    if builder.failure == nil { try builder.checkFigures() }
    for each in [figures, data] { try ReportFile.makeFolder(each) }
    var page = builder.page
    var kept: Set<String> = []
    for (id, figure) in builder.figures {
      let drawing = try Self.recording(of: figure)
      let files: [(String, [UInt8])] = [
        ("svg", drawing.svg()), ("png", try drawing.png(pixelsPerPoint: PageBuilder.pixelsPerPoint)),
        ("pdf", try drawing.pdf(title: id, created: .current())),
        ("drawing.json", [UInt8](try ReportFile.json(drawing, pretty: false))),
      ]
      for (ending, bytes) in files {
        try ReportFile.write(Data(bytes), to: figures.appendingPathComponent("\(id).\(ending)"))
        kept.insert("\(id).\(ending)")
      }
      page.update(id) { $0.holdsImages = drawing.holdsImages }
    }
    var keptData: Set<String> = []
    for (id, table) in builder.data {
      try ReportFile.write(Data(table.csv.utf8), to: data.appendingPathComponent("\(id).csv"))
      keptData.insert("\(id).csv")
    }
    try ReportFile.removeStrangers(in: figures, keeping: kept)
    try ReportFile.removeStrangers(in: data, keeping: keptData)
    try ReportFile.write(ReportFile.json(page, pretty: true), to: file)
  }

  /// Reads the page that a chapter wrote.
  ///
  /// - Throws: `ReportingError` where there is none or it is damaged.
  public func read() throws -> Page {
    let page: Page = try ReportFile.read(file)
    guard page.slug == slug else {
      throw ReportingError.damaged(path: file.path, cause: "it is the page of “\(page.slug)”")
    }
    return page
  }

  /// Reads the drawing of one of the page's figures.
  ///
  /// - Throws: `ReportingError` where it is missing or damaged.
  func drawing(of figure: FigureBlock) throws -> DisplayList { try ReportFile.read(drawingFile(of: figure)) }

  /// The bytes of what all files of a figure are made of: its drawing, and its numbers where it has them.
  ///
  /// - Throws: `ReportingError` where a file is missing.
  func sources(of figure: FigureBlock) throws -> [Data] {
    let drawing = try ReportFile.bytes(drawingFile(of: figure))
    return figure.hasData ? [drawing, try numbers(of: figure.id)] : [drawing]
  }

  /// The bytes of the numbers of a figure or table, as CSV.
  ///
  /// - Throws: `ReportingError` where the file is missing.
  func numbers(of id: String) throws -> Data {
    try ReportFile.bytes(data.appendingPathComponent("\(id).csv"))
  }

  private func drawingFile(of figure: FigureBlock) -> URL {
    figures.appendingPathComponent("\(figure.id).drawing.json")
  }

  private static func recording(of figure: any Figure) throws -> DisplayList {
    try DisplayList.recording(size: figure.size) { canvas in
      figure.draw(on: canvas, in: Rectangle(0, 0, figure.size.width, figure.size.height))
    }
  }
}

extension Page {
  fileprivate mutating func update(_ id: String, _ change: (inout FigureBlock) -> Void) {
    for region in [\Page.blocks, \Page.appendix] {
      for index in self[keyPath: region].indices {
        if case .figure(var figure) = self[keyPath: region][index], figure.id == id {
          change(&figure)
          self[keyPath: region][index] = .figure(figure)
        }
      }
    }
    if var figure = plate, figure.id == id {
      change(&figure)
      plate = figure
    }
  }
}
