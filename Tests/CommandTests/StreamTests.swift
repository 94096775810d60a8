import Foundation
import Testing

/// Streams that cannot be written, as a full disk, a closed terminal or a reader that has gone away makes them.
@Suite(.serialized) struct StreamTests {
  /// Runs a line of the shell, in which `$ZF` is the folder of the executables.
  private func shell(_ line: String, in place: Workplace) throws -> Int32 {
    let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = URL(fileURLWithPath: runner).deletingLastPathComponent()
    while folder.path != "/", !FileManager.default.isExecutableFile(atPath: folder.path + "/zfnet") {
      folder = folder.deletingLastPathComponent()
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = place.folder
    process.environment = ProcessInfo.processInfo.environment.merging(["ZF": folder.path]) { _, new in new }
    try process.run()
    while process.isRunning { usleep(2000) }
    return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
  }

  private let small =
    "train --profile smoke --threads 1 --set training.steps=2 --set training.batch=2 "
    + "--set data.trainingImages=37 --set data.validationImages=37 --set training.evaluations=1"

  @Test func trainingGoesOnWhereNothingCanBeSaid() throws {
    let place = try Workplace()
    #expect(try shell("$ZF/zfnet \(small) --output full 2>/dev/full >network.txt", in: place) == 0)
    #expect(try shell("$ZF/zfnet \(small) --output closed 2>&- >network.txt <&-", in: place) == 0)
    #expect(try shell("$ZF/zfnet \(small) --output gone 2> >(true) >network.txt", in: place) == 0)
    #expect(place.paths(below: "closed/store/networks").contains { $0.hasSuffix("network.safetensors") })
  }

  @Test func outputThatGotLostIsNoSuccess() throws {
    let place = try Workplace()
    for command in ["describe --json", "data describe scenes --json", "--help"] {
      #expect(try shell("$ZF/zfnet \(command) >/dev/full 2>/dev/null", in: place) == 74, "\(command)")
      #expect(try shell("$ZF/zfnet \(command) >&- 2>/dev/null", in: place) == 74, "\(command)")
    }
    #expect(try shell("$ZF/zfnet describe --json | true; exit ${PIPESTATUS[0]}", in: place) == 141)
    #expect(try shell("$ZF/zfnet describe | head -1 >first.txt", in: place) == 0)
  }

  @Test func anErrorKeepsItsCodeWithoutAPlaceToSayIt() throws {
    let place = try Workplace()
    #expect(try shell("$ZF/zfnet data describe folder:/nowhere 2>&-", in: place) == 66)
    #expect(try shell("$ZF/zfnet data describe folder:/nowhere 2>/dev/full", in: place) == 66)
  }

  @Test func anArgumentThatIsNoTextIsRefused() throws {
    let place = try Workplace()
    for program in ["zfnet describe", "report --source", "approach --output"] {
      #expect(try shell("$ZF/\(program) $'caf\\xe9' 2>log.txt", in: place) == 64, "\(program)")
      #expect(try String(contentsOf: place.at("log.txt"), encoding: .utf8).contains("caf\\xE9"), "\(program)")
    }
  }

  /// Children are waited for by the system's own call: nothing of it needs a network interface.
  @Test func aReportNeedsNoLoopback() throws {
    let place = try Workplace()
    guard try shell("unshare -rn true 2>/dev/null", in: place) == 0 else { return }
    let report = "unshare -rn timeout 120 $ZF/report --profile smoke --threads 1 --only approach --output out"
    #expect(try shell("\(report) 2>log.txt", in: place) == 0)
    #expect(FileManager.default.fileExists(atPath: place.at("out/report.html").path))
  }
}
