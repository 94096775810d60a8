import Foundation
import Replication

/// A run as a Snakefile: a rule a network, a rule a chapter, and one that binds the report.
struct Snakefile {
  private let jobs: RunJobs
  private let folder: String

  /// The rules of jobs that run in a folder.
  init(_ jobs: RunJobs, folder: String) {
    self.jobs = jobs
    self.folder = folder
  }

  /// The whole file.
  var text: String {
    """
    \(JobScripts.Form.snakemake.mark) Run it with: snakemake -s FILE --cores 8, or with an executor for a cluster.
    # A job that was stopped goes on from its checkpoint when it is run again.
    workdir: \(Self.string(folder))

    programs = \(Self.string(JobScripts.word(jobs.programs.path)))
    options = \(Self.string(JobScripts.words(jobs.options)))

    rule all:
        input: \(jobs.jobs.last.map { Self.string($0.output) } ?? "[]")

    \(jobs.jobs.map(rule).joined(separator: "\n"))
    """
  }

  private func rule(_ job: RunJobs.Job) -> String {
    let outputs = Dictionary(uniqueKeysWithValues: jobs.jobs.map { ($0.name, $0.output) })
    let inputs = job.needs.compactMap { outputs[$0] }.map(Self.string)
    let own = job.arguments.isEmpty ? "" : JobScripts.words(job.arguments) + " "
    // A network's name says all that decides it; a page is made anew where it would be told otherwise.
    let told = job.isTraining ? "" : "\n    params: options"
    return """
      rule \(job.name.replacing("-", with: "_")):
          input: [\(inputs.joined(separator: ", "))]
          output: \(Self.string(job.output))\(told)
          threads: \(jobs.threads)
          resources: mem_mb=\(JobScripts.mebibytes(job)), runtime=\(JobScripts.minutes(job))
          retries: 3
          shell: "{programs}/\(job.program) \(own){options}"

      """
  }

  /// A string of Python.
  private static func string(_ text: String) -> String {
    "\""
      + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
      + "\""
  }
}
