import Foundation
import ModelFiles
import Replication
import Tensors

/// A safetensors file that a command writes numbers to. A file that is there is written over where the same command wrote it.
struct TensorFile {
  private let path: String
  private let command: String

  /// A file that is to be written.
  ///
  /// - Parameters:
  ///   - option: how it was named, for messages.
  ///   - network: the file that the command's network is read from, which must not be written over.
  ///   - command: the command that writes it, such as “zfnet features”.
  /// - Throws: `ConfigurationError.badOption` for another ending, a folder that is not there, the network's own file, or a file that is
  ///   there and is not the command's.
  init(_ path: String, option: String, network: String, by command: String) throws {
    guard path.lowercased().hasSuffix(".safetensors") else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "a file of numbers ends in .safetensors")
    }
    guard !FigureFile.isSame(path, network) else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "it is the network's own file; name another")
    }
    try FigureFile.checkFolder(of: path, option: option)
    try OwnFile(path, option: option).refuseStranger(to: command)
    (self.path, self.command) = (path, command)
  }

  /// The most numbers that are kept in memory until they are written: 4 GiB.
  private static let mostNumbers = 1 << 30

  /// Refuses more numbers than are kept in memory until they are written.
  ///
  /// - Parameters:
  ///   - option: what asks for so many, for messages.
  ///   - hint: what to ask for instead.
  /// - Throws: `ConfigurationError.badOption`.
  static func refuseTooMany(_ numbers: Int, option: String, hint: String) throws {
    guard numbers > mostNumbers else { return }
    throw ConfigurationError.badOption(
      option: option, cause: "the file would hold \(numbers) numbers, and \(mostNumbers) is the most: \(hint)"
    )
  }

  /// Writes the file: whole under its name, or not at all.
  ///
  /// - Parameter isNamed: whether its path is printed, which is not wanted beside other data.
  /// - Throws: `FileError`.
  func write(_ tensors: [(String, Tensor<Float>)], metadata: [String: String], isNamed: Bool) throws {
    let metadata = metadata.merging([OwnFile.generatorKey: command]) { own, _ in own }
    try WeightFile(tensors: tensors, metadata: metadata).write(to: URL(fileURLWithPath: path))
    if isNamed { print(path) }
  }
}
