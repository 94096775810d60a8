import Foundation
import Replication

/// A run as a script that submits itself to Slurm: an array of the networks, a job a chapter, and one that binds the report.
struct SlurmScript {
  private let jobs: RunJobs
  private let networks: [RunJobs.Job]
  private let others: [RunJobs.Job]
  private let folder: String

  /// The most minutes that a job asks for, a day: one that takes longer is queued again from its checkpoint, and partitions that let
  /// jobs run for weeks are few.
  private static let mostMinutes = 24 * 60

  /// The script of jobs that run in a folder.
  init(_ jobs: RunJobs, folder: String) {
    self.jobs = jobs
    networks = jobs.jobs.filter(\.isTraining)
    others = jobs.jobs.filter { !$0.isTraining }
    self.folder = folder
  }

  /// The whole script, for bash.
  var text: String {
    """
    #!/usr/bin/env bash
    \(JobScripts.Form.slurm.mark) Submit with: bash FILE [options of sbatch, such as --partition=cpu --account=lab]
    # Every job may be run again at any time: what is done is not done twice.
    set -euo pipefail
    cd \(JobScripts.word(folder))

    programs=\(JobScripts.word(jobs.programs.path))
    options=(\(JobScripts.words(jobs.options)))
    run() { exec "$programs/$1" "${@:2}" "${options[@]}"; }

    # What the jobs do, by number: the networks, which are an array of jobs, the chapters and the report.
    work() {
      case $1 in
    \(commands.joined(separator: "\n"))
      esac
    }

    # In a job. Before its time is up Slurm warns it by SIGUSR1; the command saves itself, ends with 75 (or with 138 where it had not begun),
    # and the job is queued again. Slurm's SIGTERM reaches the command without help: the job was canceled, or made room and is queued
    # again by Slurm itself.
    if [[ ${1:-} == --job ]]; then
      work "$(($2 + ${SLURM_ARRAY_TASK_ID:-0}))" &
      child=$! ended=
      trap 'kill -USR1 "$child" || true' USR1
      trap 'ended=yes' TERM
      code=0
      wait "$child" || code=$?
      while kill -0 "$child" 2>/dev/null; do
        code=0
        wait "$child" || code=$?
      done
      if [[ -z $ended ]] && ((code == 75 || code == 138)); then scontrol requeue "$SLURM_JOB_ID"; fi
      exit "$code"
    fi

    script=$(realpath "$0")
    logs=\(JobScripts.word(logs))
    mkdir -p "$logs"
    given=("$@")
    # Submits a job: its name, minutes, memory, number above, and options of its own; prints its number in the queue.
    submit() {
      local name=$1 minutes=$2 memory=$3 number=$4
      shift 4
      sbatch --parsable --job-name="zfnet-$name" --time="$minutes" --mem="${memory}M" --cpus-per-task=\(jobs.threads) \\
        --signal=B:USR1@120 --requeue --open-mode=append --kill-on-invalid-dep=yes "$@" \\
        ${given[@]+"${given[@]}"} "$script" --job "$number" | cut -d ';' -f 1
    }

    \(submissions.joined(separator: "\n"))
    echo "submitted; the report is job $job_report"

    """
  }

  /// A line for each job: its number and its command.
  private var commands: [String] {
    (networks + others).enumerated().map { number, job in
      "    \(number)) run \(JobScripts.words([job.program] + job.arguments)) ;;  # \(job.title)"
    }
  }

  private var logs: String {
    let report = others.last.map { URL(fileURLWithPath: $0.output).deletingLastPathComponent().path } ?? "."
    return report + "/jobs"
  }

  private static func minutes(_ job: RunJobs.Job) -> Int { min(JobScripts.minutes(job), mostMinutes) }

  private var submissions: [String] {
    var lines: [String] = []
    if !networks.isEmpty {
      let minutes = networks.map(Self.minutes).max() ?? 0
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
      // A chapter that fails, or whose networks do, is told in the report, which is bound all the same.
      let kind = job == others.last ? "afterany" : "afterok"
      let dependency = needs.isEmpty ? "" : " --dependency=\"\(kind):\(needs.joined(separator: ":"))\""
      lines.append(
        "\(Self.variable(job.name))=$(submit \(job.name) \(Self.minutes(job)) \(JobScripts.mebibytes(job)) "
          + "\(networks.count + place) --output=\"$logs/\(job.name).log\"\(dependency))")
    }
    return lines
  }

  /// The variable that holds a job's number.
  private static func variable(_ name: String) -> String { "job_" + name.replacing("-", with: "_") }
}
