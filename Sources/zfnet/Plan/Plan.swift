import ArgumentParser
import Figures
import Files
import Foundation
import Processes
import Replication

/// Prints what a run would do, without doing it.
struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a report would train and measure, why, and how long it takes here.",
    discussion: """
      Nothing is trained, and nothing is written but the files of --slurm and --snakemake. The images of the transfer sets are drawn or \
      decoded into a temporary folder if they are not in the store, since the names of networks trained from scratch depend on them. A network that several chapters need is listed under the first of them. Training times \
      are measured by running a few steps of each missing network now.

      EXAMPLES
        zfnet plan
        zfnet plan --profile full --json
        zfnet plan --source tiny-imagenet:PATH --set data.classes=40
        zfnet plan --profile full --slurm jobs.sh && bash jobs.sh --partition=cpu
        zfnet plan --profile full --snakemake Snakefile && snakemake -s Snakefile --cores 8
      """)

  @OptionGroup var options: RunOptions

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  @Flag(help: "Leave out the times to train, which take about a second for each kind of network to measure.")
  var noTimes = false

  @Option(
    help: ArgumentHelp(
      "Also write the run as jobs for Slurm: a script that submits them, a job a network and a chapter.",
      valueName: "file"))
  var slurm: String?

  @Option(
    help: ArgumentHelp(
      "Also write the run as a Snakefile, a rule a network and a chapter.", valueName: "file"))
  var snakemake: String?

  func validate() throws {
    if options.fresh { throw ValidationError("--fresh removes the store; a plan removes nothing.") }
    if let slurm, slurm == snakemake {
      throw ValidationError("--slurm and --snakemake name one file: \(slurm).")
    }
  }

  func run() throws {
    try Ending.report {
      for (file, form) in [(slurm, JobScripts.Form.slurm), (snakemake, .snakemake)] {
        guard let file else { continue }
        try FigureFile.checkFolder(of: file, option: form.option)
        try OwnFile(file, option: form.option).refuseStranger(
          without: form.mark, what: "a file of zfnet plan \(form.option)")
      }
      let session = try Session(options, onlyReads: true)
      try session.images.openGivenRoles()
      let described = try ChapterExecutable.plan(options)
      let speed = TrainingSpeed()
      var measured = 0
      let plan = try RunPlan(session, described) { network in
        guard !noTimes else { return nil }
        measured += 1
        try session.progress.show("timing \(network.recipe.network.title)", measured)
        return try speed.seconds(toTrain: network.recipe, judgedBy: network.validationImages)
      }
      for (file, form) in [(slurm, JobScripts.Form.slurm), (snakemake, .snakemake)] {
        if let file {
          let jobs = RunJobs(plan, session, programs: ChapterExecutable.folder)
          let text = JobScripts.text(jobs, form, folder: FileManager.default.currentDirectoryPath)
          try AtomicFile.write(text, to: URL(fileURLWithPath: file))
        }
      }
      if json {
        print(try CanonicalJSON.text(PlanRecord(plan, speed.measured)))
      } else {
        print(session.summary)
        for chapter in plan.chapters { show(chapter) }
        print("\nleft untested at this scale:")
        for sentence in plan.leftOut { print("  \(sentence)") }
        if !speed.measured.isEmpty {
          let speeds = speed.measured.map {
            "\($0.network): \(NumberText.whole(Int($0.imagesPerSecond.rounded())))"
          }
          print("\nthis machine trains now, in images a second: \(speeds.joined(separator: "; "))")
        }
        print("\n" + PlanRecord.Totals(plan).sentence)
      }
    }
  }

  private func show(_ chapter: RunPlan.Chapter) {
    var remarks: [String] = []
    if chapter.shared > 0 { remarks.append("\(chapter.shared) networks of chapters before") }
    if chapter.isWritten { remarks.append("measured before, draws anew from the store") }
    if let seconds = chapter.measuringSeconds {
      remarks.append("\(ProgressLine.duration(seconds)) to measure and draw")
    }
    print("\n\(chapter.heading.slug)" + (remarks.isEmpty ? "" : ": " + remarks.joined(separator: ", ")))
    for network in chapter.networks {
      let samples = NumberText.whole(network.recipe.samples)
      let time = network.seconds.map { ", " + ProgressLine.duration($0) } ?? ""
      print("  \(network.title), \(samples) samples: \(network.state.text)\(time)")
    }
  }
}

/// The plan as JSON.
private struct PlanRecord: Encodable {
  struct Network: Encodable {
    let title: String
    let digest: String
    let samples: Int
    let state: String
    let seconds: Double?
  }

  struct Chapter: Encodable {
    let slug: String
    let networks: [Network]
    let shared: Int
    let isWritten: Bool
    let measuringSeconds: Double?
  }

  struct Totals: Encodable {
    let networks: Int
    let missing: Int
    let samples: Int
    let trainingSeconds: Double
    let measuringSeconds: Double
    /// Both together.
    let totalSeconds: Double
    /// Bytes of memory that are enough for every process.
    let memoryBytes: Double
    /// The chapter that may take most of it.
    let largestChapter: String

    init(_ plan: RunPlan) {
      let missing = plan.networks.filter { $0.state != .stored }
      networks = plan.networks.count
      self.missing = missing.count
      samples = missing.reduce(0) { $0 + $1.recipe.samples }
      trainingSeconds = missing.reduce(0) { $0 + ($1.seconds ?? 0) }
      measuringSeconds = plan.chapters.reduce(0) { $0 + ($1.measuringSeconds ?? 0) }
      totalSeconds = trainingSeconds + measuringSeconds
      let largest = plan.chapters.max { $0.bytes < $1.bytes }
      memoryBytes = largest?.bytes ?? 0
      largestChapter = largest?.heading.slug ?? ""
    }

    var sentence: String {
      var parts = [
        "\(networks) networks, \(missing) to be trained on \(NumberText.whole(samples)) samples"
      ]
      if trainingSeconds > 0 { parts.append("about \(ProgressLine.duration(trainingSeconds)) of training") }
      if measuringSeconds > 0 {
        parts.append("about \(ProgressLine.duration(measuringSeconds)) to measure and draw")
      }
      if trainingSeconds > 0, measuringSeconds > 0 {
        parts.append("in all about \(ProgressLine.duration(totalSeconds))")
      }
      parts.append(
        "\(NumberText.fixed(memoryBytes / 1e9, 1)) GB of memory are enough (\(largestChapter) may take most)")
      return parts.joined(separator: "; ")
    }
  }

  /// How fast this machine trains a network, in images a second.
  struct Speed: Encodable {
    let network: String
    let imagesPerSecond: Double
  }

  let chapters: [Chapter]
  let leftOut: [String]
  let speeds: [Speed]
  let totals: Totals

  init(_ plan: RunPlan, _ measured: [(network: String, imagesPerSecond: Double)]) {
    chapters = plan.chapters.map { chapter in
      Chapter(
        slug: chapter.heading.slug,
        networks: chapter.networks.map {
          Network(
            title: $0.title, digest: $0.recipe.digest, samples: $0.recipe.samples,
            state: $0.state.text, seconds: $0.seconds)
        }, shared: chapter.shared, isWritten: chapter.isWritten, measuringSeconds: chapter.measuringSeconds)
    }
    leftOut = plan.leftOut
    speeds = measured.map { Speed(network: $0.network, imagesPerSecond: $0.imagesPerSecond) }
    totals = Totals(plan)
  }
}

extension RunPlan.State {
  /// The state in words, with the reason where a network must be trained.
  fileprivate var text: String {
    switch self {
    case .stored: "in the store"
    case .begun: "begun, goes on from its checkpoint"
    case .missing(let changes) where changes.isEmpty: "to be trained"
    case .missing(let changes):
      "to be trained (a stored one differs in \(changes.prefix(3).joined(separator: ", "))"
        + (changes.count > 3 ? " and \(changes.count - 3) more)" : ")")
    }
  }
}
