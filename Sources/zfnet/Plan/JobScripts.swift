import Foundation
import Replication

/// A run's jobs as a file for a workflow manager or a queue.
enum JobScripts {
  /// What a file can be written for.
  enum Form: String, CaseIterable {
    case snakemake, slurm

    /// The option that asks for it.
    var option: String { "--\(rawValue)" }
    /// What a file of this form says at its beginning.
    var mark: String { "# Written by zfnet plan \(option)." }
  }

  /// The file.
  ///
  /// - Parameter folder: where the jobs run: paths of images and output are taken from there.
  static func text(_ jobs: RunJobs, _ form: Form, folder: String) -> String {
    switch form {
    case .snakemake: Snakefile(jobs, folder: folder).text
    case .slurm: SlurmScript(jobs, folder: folder).text
    }
  }

  /// Twice the estimate and ten minutes more, for machines that are slower; half a day where there is no estimate.
  static func minutes(_ job: RunJobs.Job) -> Int { job.seconds.map { Int($0 / 30) + 10 } ?? 720 }

  /// The memory to ask for, in units of 2²⁰ bytes.
  static func mebibytes(_ job: RunJobs.Job) -> Int { Int((job.bytes / 1_048_576).rounded(.up)) }

  /// Words for a shell, whatever is in them; those that a shell takes as they are stay so.
  static func words(_ words: [String]) -> String { words.map(word).joined(separator: " ") }

  /// A word for a shell, whatever is in it.
  static func word(_ word: String) -> String {
    let isPlain = !word.isEmpty && word.utf8.allSatisfy { plain.contains($0) }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static let plain = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=,+@%".utf8)
}
