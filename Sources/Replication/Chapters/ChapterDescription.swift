import ArgumentParser
import Foundation
import Training

/// What the report and the plan know of a chapter: its executable prints it as JSON under `--describe heading` or
/// `--describe plan`, so that neither names a chapter or links to one.
public struct ChapterDescription: Codable, Sendable {
  /// How much is asked.
  public enum Extent: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// The heading alone, which needs no images.
    case heading
    /// All: what the chapter would train and leave untested with the options given beside.
    case plan
    /// The networks alone, as far as they can be told without making images that are not in the store.
    case networks
  }

  /// A network that the chapter asks for.
  public struct Network: Codable, Sendable {
    /// The recipe that decides and names it.
    public let recipe: Recipe
    /// The name of the images that it learns from.
    public let source: String
    /// How many images it is judged by at each evaluation.
    public let validationImages: Int

    /// What is known of a request without its images.
    public init(_ request: NetworkRequest) {
      recipe = request.recipe
      source = request.source.name
      validationImages = request.source.count(.validation)
    }
  }

  /// What the chapter is called and what it reproduces.
  public let heading: ChapterHeading
  /// How long it measures and draws at the quick profile on two cores when its networks are all there, in seconds.
  public let quickSeconds: Double
  /// The networks that it asks for, in its order; empty where only the heading was asked for.
  public let networks: [Network]
  /// What the run would leave untested, a sentence each; empty where that was not asked for.
  public let untested: [String]
  /// The name of images that are not in the store and without which the chapter cannot tell its networks; nil where it can.
  public let missingImages: String?

  /// Asks a chapter; trains and measures nothing.
  ///
  /// - Throws: what opening the run's images throws; nothing for the heading.
  public init<Content: Chapter>(_ chapter: Content, _ options: RunOptions, _ extent: Extent) throws {
    heading = Content.heading
    quickSeconds = Content.quickSeconds
    guard extent != .heading else {
      (networks, untested, missingImages) = ([], [], nil)
      return
    }
    let session = try Session(options, makesImages: extent == .plan, onlyReads: extent == .plan)
    guard extent == .plan else {
      untested = []
      do {
        networks = try session.imported == nil ? chapter.networks(session).map(Network.init) : []
        missingImages = nil
      } catch let missing as ImageLibrary.NotStored {
        (networks, missingImages) = ([], missing.source)
      }
      return
    }
    missingImages = nil
    networks = try session.imported == nil ? chapter.networks(session).map(Network.init) : []
    if session.pageSetting.isTrial {
      untested = []
    } else if session.imported != nil, case .trains(let reason) = Content.networkUse {
      untested = ["\(Content.heading.title): needs training. \(reason)"]
    } else {
      untested = try chapter.untested(session)
    }
  }

  /// The description as one line of JSON.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(self) else { preconditionFailure("a chapter that is no JSON") }
    return String(decoding: data, as: UTF8.self)
  }
}
