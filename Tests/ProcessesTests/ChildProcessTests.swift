import Foundation
import Processes
import Testing

@Suite struct ChildProcessTests {
  @Test func outputAndExitCodeAreRead() throws {
    let child = try ChildProcess("/bin/sh", ["-c", "printf 'a b'; exit 3"], readsOutput: true)
    #expect(String(decoding: child.read(), as: UTF8.self) == "a b")
    #expect(child.wait() == .exited(3))
    #expect(child.wait() == .exited(3), "asked twice")
  }

  /// More than a pipe holds.
  @Test func longOutputIsReadWhole() throws {
    let child = try ChildProcess("/bin/sh", ["-c", "head -c 300000 /dev/zero"], readsOutput: true)
    #expect(child.read().count == 300_000)
    #expect(child.wait().isSuccess)
  }

  @Test func severalChildrenOneAfterTheOther() throws {
    for code in [0, 1, 2] as [Int32] {
      #expect(try ChildProcess("/bin/sh", ["-c", "exit \(code)"]).wait() == .exited(code))
    }
  }

  @Test func aSignalIsToldFromAnExit() throws {
    #expect(try ChildProcess("/bin/sh", ["-c", "kill -TERM $$"]).wait() == .signaled(SIGTERM))
  }

  @Test func whatIsReadFromHasNoInput() throws {
    let child = try ChildProcess("/bin/cat", [], readsOutput: true)
    #expect(child.read().isEmpty)
    #expect(child.wait().isSuccess)
  }

  @Test func aProgramThatIsNotThereIsNamed() throws {
    let error = #expect(throws: ChildProcess.StartError.self) { try ChildProcess("/nonexistent/program", []) }
    #expect(error?.path == "/nonexistent/program" && error?.code == ENOENT)
    #expect(error?.description.contains("cannot be started (no such file or directory)") == true)
  }
}
