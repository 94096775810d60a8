import Foundation
import MessagePassing
import Testing

/// Open MPI's launcher, where it is installed.
private enum Launcher {
  static let path = ["/usr/bin", "/usr/local/bin", "/usr/lib64/openmpi/bin"].map { "\($0)/mpirun" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }
  static var isThere: Bool { path != nil && OpenMPI.name != nil }
}

/// Trainings that processes of Open MPI's share, where it is installed: the same files as one process's, to the byte.
@Suite(.serialized, .enabled(if: Launcher.isThere, "Open MPI is not here: apt-get install openmpi-bin"))
struct MPITests {
  /// Open MPI starts nothing for root unless it is told.
  private static let environment = ["OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"]
  /// It leaves a process that it has told to stop so many seconds, which are enough however slow the machine.
  private static let patience = [
    "OMPI_MCA_odls_base_sigkill_timeout": "10", "PRTE_MCA_odls_base_sigkill_timeout": "10",
  ]

  /// Batches of four shards.
  private let arguments = [
    "train", "--profile", "smoke", "--set", "training.samples=1600", "--set", "training.batch=32",
    "--set", "data.trainingImages=104", "--set", "data.validationImages=234", "--threads", "1",
  ]

  private func command(
    _ processes: Int, _ arguments: [String], in place: Workplace, _ settings: [String: String] = [:]
  ) throws -> Command {
    try Command(
      "zfnet", arguments, in: place.folder, environment: Self.environment.merging(settings) { $1 },
      launcher: [Launcher.path!, "-n", "\(processes)", "--oversubscribe", "--bind-to", "none"])
  }

  private func networks(_ place: Workplace, _ output: String) throws -> [String: Data] {
    let files = try place.files(below: "\(output)/store/networks").filter { !$0.path.hasSuffix(".lock") }
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
  }

  /// What one process makes of some arguments.
  private func whole(_ place: Workplace, _ arguments: [String]) throws -> [String: Data] {
    let ending = try Command("zfnet", arguments + ["--output", "whole"], in: place.folder).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let files = try networks(place, "whole")
    #expect(files.keys.contains { $0.hasSuffix("/network.safetensors") })
    return files
  }

  private func hasCheckpoint(_ place: Workplace, _ output: String) -> Bool {
    place.paths(below: "\(output)/store/networks").contains { $0.hasSuffix("/checkpoint.safetensors") }
  }

  @Test func processesMakeTheFilesOfOne() throws {
    let place = try Workplace()
    let expected = try whole(place, arguments)
    for processes in [1, 2, 4] {
      let output = "by-\(processes)"
      let ending = try command(processes, arguments + ["--output", output], in: place).run()
      #expect(ending.exitCode == 0, "\(ending.errors)")
      #expect(ending.output.split(separator: "\n").count == 1, "one process prints")
      #expect(ending.errorLines.count { $0.hasPrefix("training ") } == 1, "\(ending.errors)")
      #expect(try networks(place, output) == expected, "\(processes) processes")
      // What is there is found, by as many.
      let again = try command(processes, arguments + ["--output", output], in: place).run()
      #expect(again.exitCode == 0 && again.output == ending.output, "\(again.errors)")
    }
  }

  /// mpirun passes SIGUSR1 on; one process goes on from what two have saved.
  @Test func aWarningSavesAndOneProcessGoesOn() throws {
    let place = try Workplace()
    let long = arguments + ["--set", "training.samples=9600"]
    let expected = try whole(place, long)
    let often = ["--checkpoint-seconds", "1e-9", "--output", "stopped"]
    let ending = try command(2, long + often, in: place)
      .run(until: { hasCheckpoint(place, "stopped") }, then: SIGUSR1)
    #expect(ending.exitCode == 75, "\(ending.errors)")
    #expect(
      ending.errorLines.contains {
        $0.hasPrefix("Error: stopped by SIGUSR1") && $0.contains("goes on from there")
      },
      "\(ending.errors)")
    #expect(hasCheckpoint(place, "stopped"))
    let last = try Command("zfnet", long + ["--output", "stopped"], in: place.folder).run()
    #expect(last.exitCode == 0 && last.errors.contains("resumed"), "\(last.errors)")
    #expect(try networks(place, "stopped") == expected)
  }

  /// A training that would take hours ends when its mpirun is asked to, or when one of its processes is killed, and has saved itself.
  @Test(arguments: [SIGTERM, SIGKILL]) func aStopOrALossSaves(_ signal: Int32) throws {
    let place = try Workplace()
    // The one that is killed must have joined the others, which the first checkpoint says.
    let seconds = signal == SIGTERM ? "1e9" : "1e-9"
    let long = arguments + ["--set", "training.samples=640000000", "--checkpoint-seconds", seconds]
    let hasBegun = {
      signal == SIGTERM
        ? place.paths(below: "output/store/images").count { !$0.hasPrefix(".") } == 2
        : hasCheckpoint(place, "output")
    }
    let ending = try command(3, long, in: place, Self.patience).run(until: hasBegun) { mpirun in
      if signal == SIGTERM {
        kill(mpirun, SIGTERM)
      } else if let process = process(1, below: mpirun) {
        kill(process, SIGKILL)
      }
    }
    #expect(ending.exitCode != 0)
    #expect(ending.errors.contains("what was done is saved"), "\(ending.errors)")
    #expect(hasCheckpoint(place, "output"), "\(ending.errors)")
  }

  @Test func whatCannotBeSharedIsRefused() throws {
    let place = try Workplace()
    let many = try command(5, arguments, in: place).run()
    #expect(many.exitCode == 64 && many.errors.contains("is 4 shards"), "\(many.errors)")
    for program in [("zfnet", ["plan", "--profile", "smoke"]), ("report", []), ("approach", [])] {
      let ending = try Command(
        program.0, program.1, in: place.folder, environment: Self.environment,
        launcher: [Launcher.path!, "-n", "2", "--oversubscribe"]
      ).run()
      #expect(ending.exitCode == 64, "\(ending.errors)")
      #expect(
        ending.errorLines.count { $0.contains("only zfnet train divides its work") } == 1, "\(ending.errors)")
    }
    #expect(place.paths(below: "output/store/networks").allSatisfy { !$0.hasSuffix(".safetensors") })
  }

  /// The process of a rank that mpirun has started.
  private func process(_ rank: Int, below mpirun: Int32) -> Int32? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.compactMap { Int32($0) }.first { process in
      let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
      let environment = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      return status.contains("PPid:\t\(mpirun)\n")
        && environment.split(separator: 0).contains { $0.elementsEqual("OMPI_COMM_WORLD_RANK=\(rank)".utf8) }
    }
  }
}

/// Processes that something started together, without a library by which they could speak.
@Test func processesWithoutALibraryAreRefused() throws {
  let place = try Workplace()
  let launched = ["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "2"]
  let plan = try Command("zfnet", ["plan"], in: place.folder, environment: launched).run()
  #expect(plan.exitCode == 64 && plan.errors.contains("only zfnet train divides its work"), "\(plan.errors)")
  guard OpenMPI.name == nil else { return }
  let training = try Command("zfnet", ["train"], in: place.folder, environment: launched).run()
  #expect(
    training.exitCode == 69 && training.errors.contains("apt-get install openmpi-bin"), "\(training.errors)")
}
