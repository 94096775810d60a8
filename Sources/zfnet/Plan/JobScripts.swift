import Figures
import Foundation
import Replication

/// A run's jobs as a file for a workflow manager or a queue.
enum JobScripts {
  /// What a file can be written for.
  enum Form: String, CaseIterable {
    case snakemake, slurm
  }

  /// The file.
  ///
  /// - Parameters:
  ///   - threads: how many threads each job has.
  ///   - folder: where the jobs run: paths of images and output are taken from there.
  static func text(_ jobs: RunJobs, _ form: Form, threads: Int, folder: String) -> String {
    switch form {
    case .snakemake: snakefile(jobs, threads: threads, folder: folder)
    case .slurm: SlurmScript(jobs, threads: threads, folder: folder).text
    }
  }

  /// Twice the estimate and ten minutes more, for machines that are slower; half a day where there is no estimate.
  static func minutes(_ job: RunJobs.Job) -> Int { job.seconds.map { Int($0 / 30) + 10 } ?? 720 }

  /// The memory to ask for, in units of 2²⁰ bytes.
  static func mebibytes(_ job: RunJobs.Job) -> Int { Int((job.bytes / 1_048_576).rounded(.up)) }

  /// A word for a shell, whatever is in it.
  static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }

  /// A job's command for a shell.
  static func command(_ job: RunJobs.Job, threads: Int) -> String {
    (job.command + (job.command.contains("--threads") ? [] : ["--threads", "\(threads)"])).map(quoted)
      .joined(separator: " ")
  }

  private static func snakefile(_ jobs: RunJobs, threads: Int, folder: String) -> String {
    // A string of Python; in commands, Snakemake takes braces for names.
    func text(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    let outputs = Dictionary(uniqueKeysWithValues: jobs.jobs.map { ($0.name, $0.output) })
    let rules = jobs.jobs.map { job in
      let inputs = job.needs.compactMap { outputs[$0] }
      return """
        rule \(job.name.replacing("-", with: "_")):
            input: \(inputs.isEmpty ? "[]" : "[" + inputs.map(text).joined(separator: ", ") + "]")
            output: \(text(job.output))
            threads: \(threads)
            resources: mem_mb=\(mebibytes(job)), runtime=\(minutes(job))
            shell: \(text(command(job, threads: threads).replacing("{", with: "{{").replacing("}", with: "}}")))

        """
    }
    let last = jobs.jobs.last.map { text($0.output) } ?? "[]"
    return """
      # Written by zfnet plan --snakemake. Run it with: snakemake -s FILE --cores 8, or with an executor for a cluster.
      # A job that was stopped goes on from its checkpoint when it is run again.
      workdir: \(text(folder))

      rule all:
          input: \(last)

      \(rules.joined(separator: "\n"))
      """
  }
}
