import CLibFuzzer
import Files
import Foundation
import Replication

/// Gives one of the readers the inputs that libFuzzer makes: `FUZZ_TARGET=onnx fuzz [options of libFuzzer] [folders of inputs]`. Without
/// the variable it prints what there is to fuzz, a name a line.
///
/// The name is no argument, so that libFuzzer, which starts itself again to merge or minimize inputs, hands it on.
@main
struct Fuzz {
  static func main() {
    guard let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] else {
      for target in FuzzTarget.all { print(target.name) }
      return
    }
    guard chosen != nil else {
      FileHandle.standardError.write(Data("Error: \(name.printable): no such target\n".utf8))
      exit(64)
    }
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(LLVMFuzzerRunDriver(&count, &arguments, tryInput))
  }
}

/// The reader that the environment names.
private let chosen = FuzzTarget.all.first { $0.name == ProcessInfo.processInfo.environment["FUZZ_TARGET"] }

/// What libFuzzer calls with each input, also from the entry of its own that it is linked with.
@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let data = bytes.map { Data(bytes: $0, count: count) } ?? Data()
  chosen?.read(data)
  return 0
}

/// Runs a part of a reader. What it throws must be an error of a bad input, as a command tells it: with an exit code that says so,
/// and on one line that a terminal can show.
func attempt(_ work: () throws -> Void) {
  do {
    try work()
  } catch {
    let message = "\(error)"
    precondition([64, 65, 66].contains(Ending.exitCode(for: error)), "not an error of bad input: \(message)")
    precondition(message == message.printable, "not fit for a terminal: \(message.debugDescription)")
  }
}
