import Datasets
import Foundation
import Reporting
import Training

/// What a run would do: the networks that each chapter asks for, which of them are there, and how long the others take.
public struct RunPlan {
  /// Whether a network must be trained.
  public enum State: Equatable, Sendable {
    /// It is in the store.
    case stored
    /// It was begun, and would go on from its checkpoint.
    case begun
    /// It must be trained; what sets it apart from the most similar one in the store, where there is any.
    case missing(changes: [String])
  }

  /// One network of the plan.
  public struct Network: Sendable {
    /// The recipe that decides and names it.
    public let recipe: Recipe
    /// The name of the images that it learns from.
    public let source: String
    /// Whether it must be trained.
    public let state: State
    /// How long its training takes on this machine; nil where it is in the store, or speed was not measured.
    public var seconds: Double?

    /// For example “ZFNet, 96 px, seed 1001”.
    public var title: String {
      let scheme = recipe.initialization.isGaussian ? ", the paper's recipe" : ""
      let clip = recipe.filterClip == nil ? ", no clip" : ""
      return
        "\(recipe.network.title) of \(source), \(recipe.network.input) px, seed \(recipe.seed)\(scheme)\(clip)"
    }
  }

  /// One chapter of the plan.
  public struct Chapter: Sendable {
    /// The chapter's heading, with its slug and section.
    public let heading: ChapterHeading
    /// The networks that no chapter before it asks for.
    public let networks: [Network]
    /// All networks that it takes, those of earlier chapters too.
    public let needs: [Recipe]
    /// How many of its networks earlier chapters have.
    public let shared: Int
    /// Whether its page was written with these settings before: what it measured is in the store, and it only draws anew.
    public let isWritten: Bool
    /// How long it measures and draws when all of its networks are there: the quick profile's on two cores; nil where it only draws
    /// anew.
    public let measuringSeconds: Double?
    /// The bytes of memory that are enough for it, and for the training of its networks.
    public let bytes: Double
  }

  /// The chapters in the report's order.
  public let chapters: [Chapter]

  /// What the run would leave untested or undecided, as far as that is known beforehand.
  public let leftOut: [String]

  /// The networks of all chapters, each once.
  public var networks: [Network] { chapters.flatMap(\.networks) }

  /// Looks into the store; trains nothing.
  ///
  /// - Parameters:
  ///   - described: what the chapters say of themselves, in the report's order.
  ///   - secondsToTrain: how long a network takes on this machine.
  /// - Throws: what `secondsToTrain` throws, and what opening the images of the transfer sets throws.
  public init(
    _ session: Session, _ described: [ChapterDescription],
    secondsToTrain: (ChapterDescription.Network) throws -> Double?
  ) throws {
    var known: Set<String> = []
    let stored = session.networks.store.recipes
    let memory = try ChapterMemory(session)
    leftOut = Self.leftOut(of: session, described)
    chapters = try described.map { described in
      let heading = described.heading
      var networks: [Network] = []
      for network in described.networks where known.insert(network.recipe.digest).inserted {
        let state = Self.state(of: network.recipe, in: session.networks.store, beside: stored)
        networks.append(
          Network(
            recipe: network.recipe, source: network.source, state: state,
            seconds: state == .stored ? nil : try secondsToTrain(network)))
      }
      let requests = described.networks
      let isWritten =
        Self.isWritten(heading, session) && requests.allSatisfy { session.networks.store.holds($0.recipe) }
      // The times are of the networks that the quick profile trains.
      let isTimed =
        session.configuration.profile == RunConfiguration.Profile.quick.rawValue && !isWritten
        && session.imported == nil
      return Chapter(
        heading: heading, networks: networks, needs: requests.map(\.recipe),
        shared: Set(requests.map(\.recipe.digest)).count - networks.count, isWritten: isWritten,
        measuringSeconds: isTimed ? described.quickSeconds : nil,
        bytes: memory.bytes(needing: requests.map(\.recipe)))
    }
  }

  /// What the run leaves untested or cannot decide: each chapter's sentences, or one where it is too small for any.
  private static func leftOut(of session: Session, _ described: [ChapterDescription]) -> [String] {
    guard !session.pageSetting.isTrial else { return ["Every claim: a run so small decides nothing."] }
    guard session.imported == nil else { return described.flatMap(\.untested) }
    let seeds = session.configuration.seeds
    let few = [
      ("ZFNets", "zfnet", seeds.zfnet), ("AlexNets", "alexnet", seeds.alexnet),
      ("the visualization networks", "visualization", seeds.visualization),
      ("the networks without some layers", "removals", seeds.removals),
      ("the wide ZFNets", "wide", seeds.wide), ("the other networks", "others", seeds.others),
      ("the networks under the paper's recipe", "paperRecipe", seeds.paperRecipe),
    ].filter { (1..<NetworkSample.leastPerArm).contains($0.2) }
    return few.map {
      "Every claim on \($0.0): a verdict takes \(NetworkSample.leastPerArm) networks of a kind (seeds.\($0.1) is \($0.2))."
    } + described.flatMap(\.untested)
  }

  private static func isWritten(_ heading: ChapterHeading, _ session: Session) -> Bool {
    guard let page = try? PageFiles(of: heading.slug, in: session.output).read() else { return false }
    return page.failure == nil && page.setting == session.pageSetting
  }

  private static func state(of recipe: Recipe, in store: NetworkStore, beside stored: [Recipe]) -> State {
    if store.holds(recipe) { return .stored }
    if store.hasBegun(recipe) { return .begun }
    let differences = stored.filter { $0.network.name == recipe.network.name }.map {
      recipe.differences(from: $0)
    }
    return .missing(changes: differences.min { $0.count < $1.count } ?? [])
  }
}
