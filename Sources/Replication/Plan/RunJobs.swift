import Foundation
import Training

/// A run as jobs that a cluster's queue can take: one a network, one a chapter, and one that binds the report.
///
/// The jobs share one output folder, whose store knows every network by its recipe: each job is one command that may be run again at any
/// time, does nothing twice, and gives the same bits wherever it runs, on any number of threads.
public struct RunJobs: Sendable {
  /// One command that a queue can run, and what it needs.
  public struct Job: Sendable, Equatable {
    /// A name of letters, digits, `-` and `_`, no two alike.
    public let name: String
    /// What it does, in words of this program.
    public let title: String
    /// The name of the program to run, in the folder that the plan was made in.
    public let program: String
    /// What it alone is told, before the options of all jobs.
    public let arguments: [String]
    /// A file that is there when the job is done, from the same folder.
    public let output: String
    /// The names of the jobs that must be done before.
    public let needs: [String]
    /// How long it takes on this machine; nil where that is not known.
    public let seconds: Double?
    /// How many bytes of memory to ask for.
    public let bytes: Double

    /// Whether it trains a network.
    public var isTraining: Bool { name.hasPrefix("network-") }
  }

  /// The jobs; each stands after those that it needs, the networks first and the report last. Networks that are in the store have none.
  public let jobs: [Job]
  /// The options that every job gets: the run's, with the precision that they resolve to here, since machines of a cluster may differ in
  /// what is quickest and the networks must not, and with a number of threads.
  public let options: [String]
  /// How many threads each job has.
  public let threads: Int
  /// The folder of the programs.
  public let programs: URL

  /// How many threads a job has unless it is said, where this machine has as many: a network at the sizes of a report gains little
  /// from more.
  private static let usualThreads = 4

  /// The jobs of a plan.
  ///
  /// - Parameter programs: the folder of the programs.
  public init(_ plan: RunPlan, _ session: Session, programs: URL) {
    var options = session.options
    let threads = options.threads ?? min(Self.usualThreads, ProcessInfo.processInfo.activeProcessorCount)
    options.threads = threads
    // A network from a file has a precision of its own.
    if session.imported == nil { options.precision = session.configuration.precision }
    let folder = options.output + (options.output.hasSuffix("/") ? "" : "/")
    var networks: [Job] = []
    var names: [String: String] = [:]
    for chapter in plan.chapters {
      for network in chapter.networks where network.state != .stored {
        let name = NetworkStore.name(of: network.recipe)
        let digest = network.recipe.digest
        names[digest] = "network-\(name)"
        networks.append(
          Job(
            name: "network-\(name)", title: Self.title(of: network.recipe),
            program: chapter.heading.slug, arguments: ["--train", digest],
            output: folder + "store/networks/\(name)/\(NetworkStore.lastFile)", needs: [],
            seconds: network.seconds, bytes: MemoryNeed(network.recipe).ample))
      }
    }
    let chapters = plan.chapters.map { chapter in
      Job(
        name: "chapter-\(chapter.heading.slug)", title: chapter.heading.title, program: chapter.heading.slug,
        arguments: [], output: folder + "chapters/\(chapter.heading.slug)/page.json",
        needs: Self.needs(of: chapter, names), seconds: chapter.measuringSeconds,
        bytes: chapter.bytes)
    }
    let report = Job(
      name: "report", title: "the report", program: "report", arguments: ["--bind"],
      output: folder + "report.html",
      needs: chapters.map(\.name), seconds: 30, bytes: 2 * ChapterMemory.least)
    self.options = options.arguments
    self.threads = threads
    self.programs = programs
    jobs = networks + chapters + [report]
  }

  /// The jobs that train what a chapter takes, each once.
  private static func needs(of chapter: RunPlan.Chapter, _ names: [String: String]) -> [String] {
    var seen: Set<String> = []
    return chapter.needs.compactMap { names[$0.digest] }.filter { seen.insert($0).inserted }
  }

  private static func title(of recipe: Recipe) -> String {
    "\(recipe.network.title), \(recipe.network.input) px, seed \(recipe.seed)"
  }
}
