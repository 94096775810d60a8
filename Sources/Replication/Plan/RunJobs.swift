import Foundation
import Training

/// A run as jobs that a cluster's queue can take: one a network, one a chapter, and one that binds the report.
///
/// The jobs share one output folder, whose store knows every network by its recipe: each job is one command that may be run again at any
/// time, does nothing twice, and gives the same bits wherever it runs, on any number of threads.
public struct RunJobs: Sendable {
  /// One command that a queue can run, and what it needs.
  public struct Job: Codable, Sendable, Equatable {
    /// A name of letters, digits, `-` and `_`, no two alike.
    public let name: String
    /// What to run, in the folder that the plan was made in.
    public let command: [String]
    /// A file that is there when the job is done, from the same folder.
    public let output: String
    /// The names of the jobs that must be done before.
    public let needs: [String]
    /// How long it takes on this machine; nil where that is not known.
    public let seconds: Double?
    /// How many bytes of memory to ask for.
    public let bytes: Double
  }

  /// What to ask for where nothing better is known: features of all layers of a transfer set take the most.
  private static let chapterBytes = 8.0 * 1_073_741_824

  /// The jobs; each stands after those that it needs. Networks that are in the store have none.
  public let jobs: [Job]

  /// The jobs of a plan.
  ///
  /// - Parameters:
  ///   - options: the run's options, which every job gets, with the precision that they resolve to here: machines of a cluster may differ
  ///     in what is quickest, and the networks must not.
  ///   - executables: the folder of the programs.
  public init(_ plan: RunPlan, _ session: Session, executables: URL) {
    let options = session.options
    var arguments = options.arguments
    if options.precision == nil { arguments += ["--precision", session.configuration.precision.rawValue] }
    func program(_ name: String) -> String { executables.appendingPathComponent(name).path }
    func path(_ name: String) -> String { options.output + (options.output.hasSuffix("/") ? "" : "/") + name }
    var jobs: [Job] = []
    var names: [String: String] = [:]
    for chapter in plan.chapters {
      for network in chapter.networks where network.state != .stored {
        let folder = NetworkStore.name(of: network.recipe)
        let digest = network.recipe.digest
        names[digest] = "network-\(folder)"
        jobs.append(
          Job(
            name: "network-\(folder)",
            command: [program(chapter.heading.slug), "--train", digest] + arguments,
            output: path("store/networks/\(folder)/\(NetworkStore.lastFile)"), needs: [],
            seconds: network.seconds, bytes: 2 * MemoryNeed(network.recipe).bytes + 1_073_741_824))
      }
    }
    let pages = plan.chapters.map { chapter in
      Job(
        name: "chapter-\(chapter.heading.slug)", command: [program(chapter.heading.slug)] + arguments,
        output: path("chapters/\(chapter.heading.slug)/page.json"),
        needs: chapter.needs.compactMap { names[$0.digest] }, seconds: chapter.measuringSeconds,
        bytes: Self.chapterBytes)
    }
    let report = Job(
      name: "report", command: [program("report"), "--bind"] + arguments, output: path("report.html"),
      needs: pages.map(\.name), seconds: 30, bytes: Self.chapterBytes)
    self.jobs = jobs + pages + [report]
  }
}
