import Foundation
import Testing

/// Options with a value are taken once, but for those that a command declares as lists.
@Suite struct RepeatedOptionTests {
  private struct Program: Decodable { let command: Part }

  private struct Part: Decodable {
    struct Argument: Decodable {
      struct Name: Decodable { let name: String }
      let kind: String
      let isRepeating: Bool
      let names: [Name]?
    }
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Part]?

    /// Each option of the command and of those below it, with the words that lead to it and whether it is a list.
    func options(below words: [String] = []) -> [(words: [String], option: String, isList: Bool)] {
      let own = (arguments ?? []).filter { $0.kind == "option" }.compactMap { argument in
        argument.names?.first { $0.name.count > 1 }.map { (words, "--" + $0.name, argument.isRepeating) }
      }
      return own + (subcommands ?? []).flatMap { $0.options(below: words + [$0.commandName]) }
    }
  }

  @Test(arguments: ["zfnet", "report", "classification"])
  func listsAloneMayBeRepeated(_ program: String) throws {
    let place = try Workplace()
    let help = try Command(program, ["--experimental-dump-help"], in: place.folder).run().output
    let options = try JSONDecoder().decode(Program.self, from: Data(help.utf8)).command.options()
    try #require(options.contains { $0.isList } && options.contains { !$0.isList })
    for (words, option, isList) in options {
      // A word that no command takes ends it before it does anything.
      let ending = try Command(
        program, words + [option, "1", option, "2", "--no-such-option"], in: place.folder
      ).run()
      #expect(ending.exitCode == 64)
      #expect(
        ending.errors.contains("\(option): it is given twice") == !isList,
        "\(program) \(words.joined(separator: " ")) \(option): \(ending.errors)")
    }
  }
}
