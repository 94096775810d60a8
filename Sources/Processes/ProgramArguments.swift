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
      "Error: “\(wrong.text.printable)”: an argument that is no text in UTF-8 cannot be taken; rename the file, or name the folder that holds it, in which files may have any name"
  }

  /// What to say of the first option with a value that is given more than once, and is not among those that may be: the last of them
  /// would count, and nobody would be told; nil where there is none.
  ///
  /// A word with two hyphens is taken for an option with a value where `=` and the value are in it, or the word behind it begins with no
  /// hyphen.
  ///
  /// - Parameters:
  ///   - arguments: the words of the command line, without the program's name.
  ///   - repeatable: the options that may be repeated, with their hyphens.
  package static func repetition(in arguments: [String], repeatable: [String]) -> String? {
    var seen: Set<String> = []
    for (place, word) in arguments.enumerated() {
      if word == "--" { break }
      guard word.hasPrefix("--") else { continue }
      let name = String(word.prefix { $0 != "=" })
      let next = arguments.dropFirst(place + 1).first
      guard word.contains("=") || next.map({ !$0.hasPrefix("-") }) == true, !repeatable.contains(name) else {
        continue
      }
      if !seen.insert(name).inserted {
        return "Error: \(name.printable): it is given twice; keep one of them"
      }
    }
    return nil
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
