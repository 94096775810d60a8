import Foundation
import Testing

/// Training that is killed, or asked to stop, and started again.
@Suite(.serialized) struct StoppedTrainingTests {
  private let arguments = [
    "train", "--profile", "smoke", "--set", "training.samples=2400", "--set", "training.batch=16",
    "--set", "data.trainingImages=104", "--set", "data.validationImages=52",
  ]
  /// A checkpoint after every one of the 150 steps.
  private let often = ["--checkpoint-seconds", "1e-9"]

  /// What tells a training's present checkpoint from those before it, if there is one: each is a file of its own.
  private func checkpoint(_ place: Workplace, _ output: String) -> [Int]? {
    let networks = "\(output)/store/networks"
    let file = place.paths(below: networks).first { $0.hasSuffix("/checkpoint.safetensors") }
    return file.flatMap { file in
      var status = stat()
      guard stat(place.at("\(networks)/\(file)").path, &status) == 0 else { return nil }
      return [Int(status.st_ino), status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
    }
  }

  /// Ten kills, each of a process that was running: at once, as soon as there is anything in the store, or in the steps
  /// after a new checkpoint, as the last. Should a training end before its next kill, another is begun.
  @Test func tenKillsLeaveNoTraceInTheNetwork() throws {
    let place = try Workplace()
    let whole = try Command("zfnet", arguments + ["--output", "whole"], in: place.folder).run()
    #expect(whole.exitCode == 0, "\(whole.errors)")

    var kills = 0
    while kills < 10 || checkpoint(place, "killed") == nil {
      let known = checkpoint(place, "killed")
      let command = try Command("zfnet", arguments + often + ["--output", "killed"], in: place.folder)
      let ending = try command.run(
        until: {
          switch kills % 5 {
          case 0: true
          case 1: !place.paths(below: "killed/store").isEmpty
          default: checkpoint(place, "killed") != known
          }
        }, then: SIGKILL)
      if ending.exitCode == -SIGKILL {
        kills += 1
      } else {
        #expect(ending.exitCode == 0, "\(ending.errors)")
        try FileManager.default.removeItem(at: place.at("killed"))
        kills = 0
      }
    }
    let last = try Command("zfnet", arguments + ["--output", "killed"], in: place.folder).run()
    #expect(last.exitCode == 0, "\(last.errors)")

    let expected = try place.files(below: "whole/store/networks").filter { !$0.path.hasSuffix(".lock") }
    let found = try place.files(below: "killed/store/networks").filter { !$0.path.hasSuffix(".lock") }
    #expect(expected.contains { $0.path.hasSuffix("/network.safetensors") })
    #expect(expected.map(\.path) == found.map(\.path))
    let differing = zip(expected, found).filter { $0.bytes != $1.bytes }.map(\.0.path)
    #expect(differing == [])
  }

  /// A training that would take hours is asked to stop once its images are there, and saves itself after a step.
  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGUSR1, 75)] as [(Int32, Int32)])
  func aSignalSavesAndSaysSo(_ signal: Int32, _ exitCode: Int32) throws {
    let place = try Workplace()
    let long = arguments + ["--set", "training.samples=640000000", "--checkpoint-seconds", "1e9"]
    let ending = try Command("zfnet", long, in: place.folder).run(
      until: { place.paths(below: "output/store/images").count { !$0.hasPrefix(".") } == 2 }, then: signal)
    #expect(ending.exitCode == exitCode, "\(ending.errors)")
    #expect(ending.errorLines.last?.contains("the same command goes on from there") == true)
    let files = place.paths(below: "output/store/networks")
    #expect(files.contains { $0.hasSuffix("/checkpoint.safetensors") })
    #expect(files.filter { $0.hasSuffix(".partial") } == [])
  }
}
