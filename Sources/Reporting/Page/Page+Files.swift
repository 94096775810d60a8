import Drawing
import Figures
import Foundation

extension Page {
  /// Draws what is still to be drawn and writes the page into `<output>/chapters/<slug>`: `page.json`, `figures/`
  /// and `data/`. The page itself is written last, so that one that can be read has all its files; files of an
  /// earlier run that no longer belong to it are removed.
  ///
  /// - Parameter output: the run's output folder; it is made where it is missing.
  /// - Throws: an error of the file system, or `CairoError`.
  public mutating func save(to output: URL) throws {
    let folder = Self.folder(of: slug, in: output)
    let figures = folder.appendingPathComponent("figures", isDirectory: true)
    let data = folder.appendingPathComponent("data", isDirectory: true)
    for each in [figures, data] { try ReportFile.makeFolder(each) }
    var kept: Set<String> = []
    for (id, figure) in pendingFigures {
      let drawing = try Self.recording(of: figure)
      let files: [(String, [UInt8])] = [
        ("svg", try drawing.svg()), ("png", try drawing.png(pixelsPerPoint: Self.pixelsPerPoint)),
        ("pdf", try drawing.pdf(title: id, created: .current())),
        ("drawing.json", [UInt8](try ReportFile.json(drawing, pretty: false))),
      ]
      for (ending, bytes) in files {
        try ReportFile.write(Data(bytes), to: figures.appendingPathComponent("\(id).\(ending)"))
        kept.insert("\(id).\(ending)")
      }
      update(id) { $0.holdsImages = drawing.holdsImages }
    }
    var keptData: Set<String> = []
    for (id, table) in pendingData {
      try ReportFile.write(Data(table.csv.utf8), to: data.appendingPathComponent("\(id).csv"))
      keptData.insert("\(id).csv")
    }
    if directory == nil {
      try ReportFile.removeStrangers(in: figures, keeping: kept)
      try ReportFile.removeStrangers(in: data, keeping: keptData)
    }
    try ReportFile.write(ReportFile.json(self, pretty: true), to: folder.appendingPathComponent("page.json"))
    directory = folder
    pendingFigures = []
    pendingData = []
  }

  /// Reads the page of a chapter from the run's output folder.
  ///
  /// - Throws: `ReportingError` where there is none or it is damaged.
  public static func load(_ slug: String, from output: URL) throws -> Page {
    let folder = folder(of: slug, in: output)
    let file = folder.appendingPathComponent("page.json")
    var page: Page = try ReportFile.read(file)
    guard page.slug == slug else {
      throw ReportingError.damaged(path: file.path, cause: "it is the page of “\(page.slug)”")
    }
    page.directory = folder
    return page
  }

  /// The folder of a chapter's page in the run's output folder.
  public static func folder(of slug: String, in output: URL) -> URL {
    output.appendingPathComponent("chapters", isDirectory: true)
      .appendingPathComponent(slug, isDirectory: true)
  }

  /// The drawing of one of the page's figures, from memory or from its file.
  func drawing(of figure: FigureBlock) throws -> DisplayList {
    if let pending = pendingFigures.first(where: { $0.id == figure.id }) {
      return try Self.recording(of: pending.figure)
    }
    guard let directory else {
      throw ReportingError.missing(
        path: "figures/\(figure.id).drawing.json", cause: "the page was never saved")
    }
    return try ReportFile.read(directory.appendingPathComponent("figures/\(figure.id).drawing.json"))
  }

  private static func recording(of figure: any Figure) throws -> DisplayList {
    try DisplayList.recording(size: figure.size) { canvas in
      figure.draw(on: canvas, in: Rectangle(0, 0, figure.size.width, figure.size.height))
    }
  }

  private mutating func update(_ id: String, _ change: (inout FigureBlock) -> Void) {
    for index in blocks.indices {
      if case .figure(var figure) = blocks[index], figure.id == id {
        change(&figure)
        blocks[index] = .figure(figure)
      }
    }
  }
}
