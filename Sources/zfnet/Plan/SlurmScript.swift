import Foundation
import Replication

/// A run's jobs as a script that submits itself to Slurm: an array of the networks, a job a chapter, and one that binds the report.
struct SlurmScript {
  private let networks: [RunJobs.Job]
  private let others: [RunJobs.Job]
  private let threads: Int
  private let folder: String

  /// The script of jobs of so many threads each, which run in a folder.
  init(_ jobs: RunJobs, threads: Int, folder: String) {
    networks = jobs.jobs.filter { $0.needs.isEmpty && $0.name.hasPrefix("network-") }
    let names = Set(networks.map(\.name))
    others = jobs.jobs.filter { !names.contains($0.name) }
    self.threads = threads
    self.folder = folder
  }

  /// The whole script, for bash.
  var text: String {
    let commands = (networks + others).map {
      "  " + JobScripts.quoted(JobScripts.command($0, threads: threads))
    }
    return """
      #!/usr/bin/env bash
      # Written by zfnet plan --slurm. Submit with: bash FILE [options of sbatch, such as --partition=cpu --account=lab]
      # Every job may be run again at any time: what is done is not done twice.
      set -euo pipefail
      cd \(JobScripts.quoted(folder))

      commands=(
      \(commands.joined(separator: "\n"))
      )

      # In a job: runs a command, passes the warning before the time limit on to it, and queues the job again where the command
      # ended with 75: it has saved itself, and goes on from there.
      if [[ ${1:-} == --job ]]; then
        eval "${commands[$(($2 + ${SLURM_ARRAY_TASK_ID:-0}))]} &"
        child=$!
        trap 'kill -USR1 "$child" 2>/dev/null || true' USR1 TERM
        code=0
        wait "$child" || code=$?
        while kill -0 "$child" 2>/dev/null; do
          code=0
          wait "$child" || code=$?
        done
        if ((code == 75)); then scontrol requeue "$SLURM_JOB_ID"; fi
        exit "$code"
      fi

      script=$(realpath "$0")
      logs=\(JobScripts.quoted(logs))
      mkdir -p "$logs"
      options=("$@")
      # Submits a job: its name, minutes, memory, place among the commands, and options of its own; prints its number.
      submit() {
        local name=$1 minutes=$2 memory=$3 place=$4
        shift 4
        sbatch --parsable --job-name="zfnet-$name" --time="$minutes" --mem="${memory}M" --cpus-per-task=\(threads) \\
          --signal=B:USR1@120 --requeue --open-mode=append --kill-on-invalid-dep=yes "$@" \\
          ${options[@]+"${options[@]}"} "$script" --job "$place" | cut -d ';' -f 1
      }

      \(submissions.joined(separator: "\n"))
      echo "submitted; the report is job $job_report"

      """
  }

  private var logs: String {
    let report = others.last.map { URL(fileURLWithPath: $0.output).deletingLastPathComponent().path } ?? "."
    return report + "/jobs"
  }

  private var submissions: [String] {
    var lines: [String] = []
    if !networks.isEmpty {
      let minutes = networks.map(JobScripts.minutes).max() ?? 0
      let memory = networks.map(JobScripts.mebibytes).max() ?? 0
      lines.append(
        "networks=$(submit networks \(minutes) \(memory) 0 --array=0-\(networks.count - 1) "
          + "--output=\"$logs/network-%a.log\")")
    }
    let places = Dictionary(uniqueKeysWithValues: networks.enumerated().map { ($1.name, $0) })
    for (place, job) in others.enumerated() {
      let needs = job.needs.map { name in
        places[name].map { "${networks}_\($0)" } ?? "$\(Self.variable(name))"
      }
      let dependency = needs.isEmpty ? "" : " --dependency=\"afterok:\(needs.joined(separator: ":"))\""
      lines.append(
        "\(Self.variable(job.name))=$(submit \(job.name) \(JobScripts.minutes(job)) \(JobScripts.mebibytes(job)) "
          + "\(networks.count + place) --output=\"$logs/\(job.name).log\"\(dependency))")
    }
    return lines
  }

  /// The variable that holds a job's number.
  private static func variable(_ name: String) -> String { "job_" + name.replacing("-", with: "_") }
}
