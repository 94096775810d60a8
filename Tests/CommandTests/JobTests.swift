import Foundation
import Testing

/// A run as jobs: what `zfnet plan` writes for a cluster, and what the jobs do.
@Suite(.serialized) struct JobTests {
  private let setting = [
    "--profile", "smoke", "--set", "training.steps=2", "--set", "visualization.steps=2", "--output", "out",
  ]

  /// Runs a program of the system in a folder, with programs of the test in front of the path.
  private func run(
    _ program: String, _ arguments: [String], in place: Workplace, environment: [String: String] = [:]
  ) throws -> (exitCode: Int32, output: String) {
    let process = Process()
    // The tests' process may have signals ignored, which a shell that inherits that cannot trap.
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["--default-signal=USR1,TERM", program] + arguments
    process.currentDirectoryURL = place.folder
    process.environment = [
      "PATH": "\(place.at("bin").path):/usr/bin:/bin", "HOME": place.folder.path,
    ].merging(environment) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// A program of a test: a script of bash.
  private func write(_ script: String, as name: String, in place: Workplace) throws {
    try place.write(Data("#!/bin/bash\n\(script)\n".utf8), to: "bin/\(name)")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: place.at("bin/\(name)").path)
  }

  @Test func slurmGetsAnArrayOfNetworksAndAJobAChapter() throws {
    let place = try Workplace()
    let plan = try Command(
      "zfnet", ["plan", "--no-times", "--slurm", "jobs.sh"] + setting, in: place.folder
    ).run()
    try #require(plan.exitCode == 0, "\(plan.errors)")
    // A queue that writes down what it is asked for, and counts.
    try write(
      """
      echo "$@" >> asked
      echo "$(wc -l < asked);cluster"
      """, as: "sbatch", in: place)
    let submitted = try run("/bin/bash", ["jobs.sh", "--partition=cpu"], in: place)
    try #require(submitted.exitCode == 0, "\(submitted.output)")
    let asked = try String(contentsOf: place.at("asked"), encoding: .utf8).split(separator: "\n")
    #expect(asked.allSatisfy { $0.contains("--partition=cpu") && $0.contains("--requeue") })
    let array = try #require(asked[0].firstMatch(of: /--array=0-([0-9]+)/))
    #expect(Int(array.1)! > 20)
    // The chapters wait for networks of the array by number, and the report for the chapters.
    #expect(asked.count { $0.contains("--job-name=zfnet-chapter-") } == asked.count - 2)
    #expect(
      asked.contains { $0.contains("chapter-classification") && $0.contains("--dependency=afterok:1_0") })
    let last = try #require(asked.last)
    #expect(last.contains("zfnet-report"))
    // The report tells what failed, and so it does not wait for success.
    #expect(last.contains("afterany:" + (2..<asked.count).map(String.init).joined(separator: ":")))
    // A node of two processors and 4 GiB can take any of them.
    let memory = asked.compactMap { $0.firstMatch(of: /--mem=([0-9]+)M/).flatMap { Int($0.1) } }
    #expect(memory.count == asked.count && memory.allSatisfy { $0 < 4000 }, "\(memory)")
  }

  @Test func wordsThatAShellWouldTakeApartReachTheJobWhole() throws {
    let place = try Workplace()
    let setting = Array(setting.dropLast()) + ["the user's $out"]
    let plan = try Command(
      "zfnet", ["plan", "--no-times", "--slurm", "jobs.sh"] + setting, in: place.folder
    ).run()
    try #require(plan.exitCode == 0, "\(plan.errors)")
    let script = try String(contentsOf: place.at("jobs.sh"), encoding: .utf8)
    let job = try #require(script.firstMatch(of: /([0-9]+)\) run approach ;;/))
    let done = try run("/bin/bash", ["jobs.sh", "--job", String(job.1)], in: place)
    #expect(done.exitCode == 0, "\(done.output)")
    let page = place.at("the user's $out/chapters/approach/page.json")
    #expect(FileManager.default.fileExists(atPath: page.path))
  }

  @Test func aJobTrainsItsNetworkAndIsQueuedAgainWhereItWasStopped() throws {
    let place = try Workplace()
    let plan = try Command(
      "zfnet", ["plan", "--no-times", "--json", "--slurm", "jobs.sh"] + setting, in: place.folder
    ).run()
    try #require(plan.exitCode == 0, "\(plan.errors)")
    let first = try run(
      "/bin/bash", ["jobs.sh", "--job", "0"], in: place, environment: ["SLURM_ARRAY_TASK_ID": "0"])
    #expect(first.exitCode == 0, "\(first.output)")
    let trained = place.paths(below: "out/store/networks").filter { $0.hasSuffix("/network.safetensors") }
    #expect(trained.count == 1, "\(trained)")

    // What a job does with a warning, where its command saves itself, and where it had not begun.
    let saves = "trap 'exit 75' USR1"
    let warned = try ending(of: saves, after: "kill -USR1 $job", in: place)
    #expect(warned.exitCode == 75 && warned.queued == "requeue 42\n", "\(warned)")
    let early = try ending(of: "", after: "kill -USR1 $job", in: place)
    #expect(early.exitCode == 138 && early.queued == "requeue 42\n", "\(early)")
    // A canceled job is not queued again: Slurm's signal goes to all of its processes.
    let canceled = try ending(
      of: saves + "; trap 'exit 143' TERM", after: "kill -TERM $job $(cat command)", in: place)
    #expect(canceled.exitCode == 143 && canceled.queued == nil, "\(canceled)")
  }

  /// How the first job of `jobs.sh` ends after a signal, with a command in its place that begins by `traps`, and what the queue is asked.
  private func ending(
    of traps: String, after signal: String, in place: Workplace
  ) throws -> (exitCode: Int32, queued: String?) {
    let script = try String(contentsOf: place.at("jobs.sh"), encoding: .utf8)
    let command = try #require(script.firstMatch(of: /\n +0\) (run .*?) ;;/))
    try place.write(Data(script.replacing(command.1, with: "exec slow").utf8), to: "other.sh")
    try write("\(traps)\necho $$ > command; for _ in {1..400}; do sleep 0.05; done", as: "slow", in: place)
    try write("echo \"$@\" > queued", as: "scontrol", in: place)
    try write(
      """
      rm -f command queued
      bash other.sh --job 0 &
      job=$!
      until test -s command; do sleep 0.05; done
      \(signal)
      wait $job
      """, as: "stop", in: place)
    let ended = try run(place.at("bin/stop").path, [], in: place, environment: ["SLURM_JOB_ID": "42"])
    return (ended.exitCode, try? String(contentsOf: place.at("queued"), encoding: .utf8))
  }

  @Test func aPlanRemovesNothingAndRefusesToWriteOneFileTwice() throws {
    let place = try Workplace()
    for arguments in [["--fresh"], ["--slurm", "same", "--snakemake", "same"], ["--slurm", "bin"]] {
      try place.write(Data("x".utf8), to: "bin/file")
      let refused = try Command("zfnet", ["plan", "--no-times"] + arguments + setting, in: place.folder).run()
      #expect(refused.exitCode == 64, "\(arguments): \(refused.errors)")
    }
  }

  @Test func aSnakefileHasARuleForEveryJob() throws {
    let place = try Workplace()
    let arguments = ["plan", "--no-times", "--snakemake", "Snakefile"] + setting
    let plan = try Command("zfnet", arguments, in: place.folder).run()
    try #require(plan.exitCode == 0, "\(plan.errors)")
    // It writes over what it wrote, and over nothing else.
    #expect(try Command("zfnet", arguments, in: place.folder).run().exitCode == 0)
    try place.write(Data("rule mine:\n".utf8), to: "mine")
    for form in ["--snakemake", "--slurm"] {
      try place.expectRefusal(
        ["plan", "--no-times", form, "mine"] + setting, 64, saying: "mine: it is there already")
    }
    #expect(try String(contentsOf: place.at("mine"), encoding: .utf8) == "rule mine:\n")
    let text = try String(contentsOf: place.at("Snakefile"), encoding: .utf8)
    let rules = text.matches(of: /(?m)^rule ([a-z0-9_]+):/).map { String($0.1) }
    #expect(Set(rules).count == rules.count && rules.first == "all" && rules.last == "report")
    let outputs = Set(text.matches(of: /(?m)^    output: (".*")$/).map { String($0.1) })
    #expect(outputs.count == rules.count - 1)
    // Every input is some rule's output.
    for inputs in text.matches(of: /(?m)^    input: \[(.+)\]$/) {
      for input in String(inputs.1).components(separatedBy: ", ") {
        #expect(outputs.contains(input), "\(input)")
      }
    }
  }

  @Test func theReportBindsWithoutRunning() throws {
    let place = try Workplace()
    let missing = try Command("report", ["--bind"] + setting, in: place.folder).run()
    #expect(missing.exitCode == 66 && missing.errors.contains("out/chapters"), "\(missing.errors)")
    #expect(try Command("approach", setting, in: place.folder).run().exitCode == 0)
    let bound = try Command("report", ["--bind"] + setting, in: place.folder).run()
    #expect(bound.exitCode == 0, "\(bound.errors)")
    func commands() throws -> [String: String] {
      struct Record: Decodable {
        struct Entry: Decodable { let name, value: String }
        let provenance: [Entry]
      }
      let record = try JSONDecoder().decode(Record.self, from: try Data(contentsOf: place.at("out/run.json")))
      return Dictionary(record.provenance.map { ($0.name, $0.value) }) { first, _ in first }
    }
    #expect(try commands()["Command"] == "each chapter's own: see the chapters")
    #expect(try commands()["Bound again by"]?.hasPrefix("report --bind") == true)
    // What a report has made stays its own.
    #expect(try Command("report", ["--only", "approach"] + setting, in: place.folder).run().exitCode == 0)
    #expect(try commands()["Bound again by"] == nil)
    #expect(try Command("report", ["--bind", "--seed", "1"] + setting, in: place.folder).run().exitCode == 0)
    #expect(try commands()["Command"]?.hasPrefix("report --only approach") == true)
    #expect(try commands()["Bound again by"]?.hasPrefix("report --bind --seed 1") == true)
    // A file that was damaged since is no part of another report with good checksums; the chapter makes it again.
    let figures = place.at("out/chapters/approach/figures").path
    let figure = try #require(try FileManager.default.contentsOfDirectory(atPath: figures).sorted().first)
    try place.write(Data("x".utf8), to: "out/chapters/approach/figures/\(figure)")
    let damaged = try Command("report", ["--bind"] + setting, in: place.folder).run()
    #expect(damaged.exitCode == 65 && damaged.errors.contains(figure), "\(damaged.errors)")
    #expect(try Command("report", ["--only", "approach"] + setting, in: place.folder).run().exitCode == 0)
    #expect(try Command("report", ["--bind"] + setting, in: place.folder).run().exitCode == 0)
    let refused = try Command("report", ["--bind", "--only", "images"] + setting, in: place.folder).run()
    #expect(refused.exitCode == 64 && refused.errors.contains("--only"), "\(refused.errors)")
  }
}
