import ArgumentParser
import CChapterList
import Foundation
import Processes

/// The executable of one chapter, which stands beside the program that is running.
public struct ChapterExecutable: Sendable {
  /// The executable's name, which is also the page's slug.
  public let slug: String

  /// All chapters of this build in the report's order: the table in Package.swift.
  public static let all = String(cString: zfnet_chapter_list()).split(separator: ",").map {
    ChapterExecutable(slug: String($0))
  }

  /// The folder of the program that is running, in which all programs of this build stand.
  public static var folder: URL {
    let own =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: own).deletingLastPathComponent()
  }

  /// Where the executable is.
  public var url: URL { Self.folder.appendingPathComponent(slug) }

  /// Starts the chapter with the options of this run.
  ///
  /// - Throws: `ChildProcess.StartError`.
  public func start(_ options: RunOptions) throws -> ChildProcess {
    try ChildProcess(url.path, options.arguments)
  }

  /// Asks the chapter about itself.
  ///
  /// - Throws: `ConfigurationError.missingInput` where it was not built; `ExitCode` where it failed, after it has said why on the
  ///   standard error.
  public func description(
    _ extent: ChapterDescription.Extent, _ options: RunOptions
  ) throws -> ChapterDescription {
    try asked(extent, options)()
  }

  /// Asks all chapters for their part of a plan, side by side. What is wrong with the options is best said before, since each of
  /// them would say it.
  ///
  /// - Returns: the descriptions in the report's order.
  /// - Throws: as `description(_:_:)`.
  public static func plan(
    _ options: RunOptions, _ extent: ChapterDescription.Extent = .plan
  ) throws -> [ChapterDescription] {
    try all.map { try $0.asked(extent, options) }.map { answer in try answer() }
  }

  /// Starts the chapter; the answer waits for it.
  private func asked(
    _ extent: ChapterDescription.Extent, _ options: RunOptions
  ) throws -> () throws -> ChapterDescription {
    let process: ChildProcess
    do {
      process = try ChildProcess(
        url.path, options.arguments + (options.quiet ? [] : ["--quiet"]) + ["--describe", extent.rawValue],
        readsOutput: true)
    } catch {
      throw ConfigurationError.missingInput(
        path: url.path, hint: "build it: swift build -c release --product \(slug)")
    }
    return {
      let data = process.read()
      let ending = process.wait()
      try Interruption.check()
      guard ending.isSuccess else {
        if case .exited(let code) = ending, code > 0 { throw ExitCode(code) }
        throw ExitCode(1)
      }
      return try JSONDecoder().decode(ChapterDescription.self, from: data)
    }
  }
}
