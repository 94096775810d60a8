import Foundation
import Tensors
import Testing

/// Training that is killed, or asked to stop, and started again.
@Suite(.serialized) struct StoppedTrainingTests {
  private let arguments = [
    "train", "--profile", "smoke", "--set", "training.samples=6400", "--set", "training.batch=16",
    "--set", "data.trainingImages=104", "--set", "data.validationImages=52", "--checkpoint-seconds",
    "0.05",
  ]

  @Test func tenKillsLeaveNoTraceInTheNetwork() throws {
    let place = try Workplace()
    let whole = try Command("zfnet", arguments + ["--output", "whole"], in: place.folder)
    let started = Date()
    #expect(try whole.run().exitCode == 0)
    let seconds = Date().timeIntervalSince(started)

    var stream = RandomStream(seed: 5, domain: "kills")
    var kills = 0
    for _ in 0..<10 {
      // A share of the whole run, counted from the start of the process, so that kills also hit start and resumption.
      let command = try Command("zfnet", arguments + ["--output", "killed"], in: place.folder)
      let ending = try command.run(for: stream.uniform(0.02, 0.3) * seconds, then: SIGKILL)
      if ending.exitCode == -SIGKILL { kills += 1 } else { #expect(ending.exitCode == 0) }
    }
    #expect(kills >= 3, "the runs ended before they could be killed")
    let last = try Command("zfnet", arguments + ["--output", "killed"], in: place.folder).run()
    #expect(last.exitCode == 0, "\(last.errors)")

    let expected = try place.files(below: "whole/store/networks").filter { !$0.path.hasSuffix(".lock") }
    let found = try place.files(below: "killed/store/networks").filter { !$0.path.hasSuffix(".lock") }
    #expect(expected.map(\.path) == found.map(\.path))
    let differing = zip(expected, found).filter { $0.bytes != $1.bytes }.map(\.0.path)
    #expect(differing == [])
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGUSR1, 75)])
  func aSignalSavesAndSaysSo(_ signal: Int32, _ exitCode: Int) throws {
    let place = try Workplace()
    let long = arguments + ["--set", "training.samples=640000", "--checkpoint-seconds", "600"]
    let ending = try Command("zfnet", long, in: place.folder).run(for: 4, then: signal)
    #expect(ending.exitCode == Int32(exitCode), "\(ending.errors)")
    #expect(ending.errorLines.last?.contains("the same command goes on from there") == true)
    let files = try place.files(below: "output/store/networks").map(\.path)
    #expect(files.contains { $0.hasSuffix("checkpoint.safetensors") })
    #expect(!files.contains { $0.contains(".tmp") })
  }
}
