import ArgumentParser
import Benchmarks
import Foundation
import Kernels
import Processes
import Replication

/// Measures how fast the engine is on this machine.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure how fast the engine is on this machine.",
    discussion: """
      Each row is warmed up and then measured several times; the table gives the median, the smallest and the largest. Rows that this CPU \
      cannot compute are left out, and said so. benchmarks/README.md sets the rows beside PyTorch's and Captum's.

      EXAMPLES
        zfnet bench
        zfnet bench --layers
        zfnet bench --only zfnet224.train --repeats 5
        zfnet bench --only zfnet224.project.conv1,quick --json
        zfnet bench --data 100000
      """)

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Measure only rows whose names begin so; several are separated by commas.", valueName: "prefix"))
  var only: [String] = []

  @Option(help: "Threads that compute. [default: all cores]")
  var threads: Int?

  @Option(
    name: .customLong("repeats"), help: "How many times each row is measured, after its warm-up. [default: 3]"
  )
  var chosenRepeats: Int?

  @Flag(help: "Print a JSON list of rows {name, unit, median, low, high, repeats} instead of a table.")
  var json = false

  @Flag(
    help: ArgumentHelp(
      "Print what each layer takes of a training step, and its floor, instead of the rows.",
      discussion:
        "--only zfnet224, quick or visualization chooses the network; the precision is the CPU's best."))
  var layers = false

  @Option(
    help: ArgumentHelp(
      "Measure instead what a set of so many image files costs to read, decode and learn from.",
      discussion: "The files lie in the folder for temporary files meanwhile, 40 KB an image.",
      valueName: "images"))
  var data: Int?

  private var repeats: Int { chosenRepeats ?? 3 }

  private var prefixes: [String] { only.flatMap { $0.split(separator: ",").map(String.init) } }

  func validate() throws {
    guard repeats > 0 else { throw ValidationError("--repeats must be positive.") }
    guard !layers || chosenRepeats == nil else {
      throw ValidationError("--repeats has an effect on rows alone, and not on --layers.")
    }
    if let data {
      guard 1000...10_000_000 ~= data else {
        throw ValidationError("--data is from 1000 to 10000000 images.")
      }
      guard only.isEmpty, !layers, chosenRepeats == nil else {
        throw ValidationError("--data stands alone: --only, --layers and --repeats have no effect on it.")
      }
    }
    guard threads.map({ RunOptions.threadCounts ~= $0 }) ?? true else {
      throw ValidationError("--threads is from 1 to \(RunOptions.threadCounts.upperBound).")
    }
    guard only.isEmpty || !prefixes.isEmpty else {
      throw ValidationError("--only names no row; leave it out to measure all of them.")
    }
    guard layers ? !sizes.isEmpty : !BenchmarkSuite.selected(prefixes).isEmpty else {
      let names = layers ? BenchmarkSize.all.map(\.name) : BenchmarkSuite.all.map(\.name)
      throw ValidationError(
        "No row begins with \(prefixes.joined(separator: " or ")); there are \(names.joined(separator: ", "))."
      )
    }
  }

  /// The networks whose layers are shown.
  private var sizes: [BenchmarkSize] {
    prefixes.isEmpty
      ? [.paper] : BenchmarkSize.all.filter { size in prefixes.contains { size.name.hasPrefix($0) } }
  }

  func run() throws {
    try Ending.report {
      if let threads { ParallelLoop.threads = threads }
      if let data {
        Interruption.watch()
        let progress = ProgressLine(isQuiet: false)
        let rows = try LargeSetBenchmark(images: data) { try progress.show($0, $1, of: $2) }.run()
        print(json ? try BenchmarkTable.json(rows) : BenchmarkTable.text(rows))
      } else if layers {
        try printLayers()
      } else {
        let rows = try measure()
        print(json ? try BenchmarkTable.json(rows) : BenchmarkTable.text(rows))
        if prefixes.isEmpty && !json {
          print()
          try printLayers()
        }
      }
    }
  }

  private func measure() throws -> [BenchmarkRow] {
    let selected = BenchmarkSuite.selected(prefixes)
    let progress = ProgressLine(isQuiet: false)
    let clock = RunClock()
    var rows: [BenchmarkRow] = []
    for (index, benchmark) in selected.enumerated() {
      guard benchmark.isSupported else {
        progress.say(
          "\(benchmark.name): left out, this CPU has no instructions for \(benchmark.precision.rawValue)")
        continue
      }
      let left = clock.elapsed / Double(max(index, 1)) * Double(selected.count - index)
      let estimate = index == 0 ? "" : ", about \(ProgressLine.duration(left)) left"
      progress.update("\(index + 1) of \(selected.count): \(benchmark.name)\(estimate)")
      rows.append(
        benchmark.needsOwnProcess && selected.count > 1
          ? try inOwnProcess(benchmark) : try benchmark.run(repeats: repeats))
    }
    return rows
  }

  private func printLayers() throws {
    for size in sizes {
      let shares = try LayerShare.measure(size, .best)
      if json {
        print(try BenchmarkTable.json(shares))
      } else {
        print("A training step of \(size.name), \(size.batch) images, \(Precision.best.rawValue):\n")
        print(LayerShare.table(shares))
      }
    }
  }

  /// Has the same program measure one row alone.
  private func inOwnProcess(_ benchmark: Benchmark) throws -> BenchmarkRow {
    let process = try ChildProcess(
      URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path,
      ["bench", "--only", benchmark.name, "--repeats", "\(repeats)", "--json"]
        + (threads.map { ["--threads", "\($0)"] } ?? []), readsOutput: true)
    let data = process.read()
    let ending = process.wait()
    try Interruption.check()
    guard ending.isSuccess, let row = try JSONDecoder().decode([BenchmarkRow].self, from: data).first else {
      let status: Int32 =
        switch ending {
        case .exited(let code): code
        case .signaled(let signal): -signal
        }
      throw BenchmarkError.failedProcess(row: benchmark.name, status: status)
    }
    return row
  }
}
