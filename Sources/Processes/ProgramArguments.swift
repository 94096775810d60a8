import Files
import Foundation

/// The arguments that a process was started with, as the system gave them.
public enum ProgramArguments {
  /// What to say of an argument that is no text in UTF-8: the language's own list of arguments holds such bytes no more, so that the
  /// file they name could not be found; nil where all are text.
  public static var fault: String? { fault(in: all) }

  /// What to say of the first of some arguments that is no text in UTF-8; nil where all are.
  package static func fault(in arguments: [FilePath]) -> String? {
    guard
      let wrong = arguments.first(where: { String(validating: $0.bytes, as: UTF8.self) == nil })
    else { return nil }
    return
      "error: “\(wrong.text.printable)”: an argument that is no text in UTF-8 cannot be taken; rename the file, or name the folder that holds it, in which files may have any name"
  }

  private static var all: [FilePath] {
    (0..<Int(CommandLine.argc)).compactMap { place in
      CommandLine.unsafeArgv[place].map { argument in
        FilePath(
          bytes: UnsafeBufferPointer(start: argument, count: strlen(argument)).map { UInt8(bitPattern: $0) })
      }
    }
  }
}
