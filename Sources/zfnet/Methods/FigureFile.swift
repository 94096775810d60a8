import ArgumentParser
import Datasets
import Drawing
import Figures
import Files
import Foundation
import Processes
import Replication

/// A file that a figure is written to; its ending says in which form. A file that is there is written over where the same command wrote it.
struct FigureFile {
  private enum Form: String, CaseIterable {
    case png, svg, pdf
  }

  private static let margin = 12.0
  private let path: String
  private let form: Form
  private let command: String

  /// A file that is to be written.
  ///
  /// - Parameters:
  ///   - option: how it was named, for messages.
  ///   - command: the command that writes it, such as “zfnet units”.
  ///   - inputs: files that the command reads, as they were named, which must not be written over.
  /// - Throws: `ConfigurationError.badOption` for another ending than .png, .svg and .pdf, a folder that is not there, or a file that is
  ///   there and is not the command's.
  init(_ path: String, option: String, by command: String, reading inputs: [String] = []) throws {
    guard let form = Form(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased()) else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "a figure's file ends in .png, .svg or .pdf")
    }
    try Self.checkFolder(of: path, option: option)
    if inputs.contains(where: { Self.isSame($0, path) }) {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "it is one of the images that are read; name another file")
    }
    try OwnFile(path, option: option).refuseStranger(to: command)
    (self.path, self.form, self.command) = (path, form, command)
  }

  /// Refuses a file in a folder that is not there, before any work is done for it.
  ///
  /// - Throws: `ConfigurationError.badOption`.
  static func checkFolder(of path: String, option: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "there is no folder \(folder); make it first")
    }
  }

  /// Whether two paths lead to one place, links followed.
  static func isSame(_ one: String, _ other: String) -> Bool {
    func place(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    return place(one) == place(other)
  }

  /// Draws a figure into the file, on white, with a margin.
  ///
  /// - Parameter isNamed: whether the file's path is printed, which is not wanted beside other data.
  /// - Throws: `CairoError`; `FileError` where the file cannot be written.
  func write(_ figure: any Figure, title: String, isNamed: Bool = true) throws {
    let size = Size(figure.size.width + 2 * Self.margin, figure.size.height + 2 * Self.margin)
    func draw(_ canvas: borrowing Canvas) {
      figure.draw(
        on: canvas, in: Rectangle(Self.margin, Self.margin, figure.size.width, figure.size.height))
    }
    let bytes: Data
    switch form {
    case .png:
      bytes = OwnFile.marked(png: Data(try Canvas.png(size: size, pixelsPerPoint: 3, draw)), by: command)
    case .svg:
      bytes = OwnFile.marked(svg: Data(try DisplayList.recording(size: size, draw).svg()), by: command)
    case .pdf:
      let document = try PDFDocument(
        pageSize: size, title: title, author: command, created: SourceDate.current())
      draw(document.canvas)
      document.endPage()
      bytes = Data(try document.finish())
    }
    try AtomicFile.write(bytes, to: URL(fileURLWithPath: path))
    if let sentence = MissingLetters.sentence { StandardStreams.tell(sentence) }
    if isNamed { print(path) }
  }
}
