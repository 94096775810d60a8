import Foundation
import ModelFiles
import Replication
import Tensors

/// A safetensors file that a command writes numbers to.
struct TensorFile {
  private let path: String

  /// A file that is to be written.
  ///
  /// - Parameters:
  ///   - option: how it was named, for messages.
  ///   - network: the file that the command's network is read from, which must not be written over.
  /// - Throws: `ConfigurationError.badOption` for another ending, a folder that is not there, or the network's own file.
  init(_ path: String, option: String, network: String) throws {
    guard path.lowercased().hasSuffix(".safetensors") else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "a file of numbers ends in .safetensors")
    }
    guard !FigureFile.isSame(path, network) else {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)", cause: "it is the network's own file; name another")
    }
    try FigureFile.checkFolder(of: path, option: option)
    self.path = path
  }

  /// Writes the file: whole under its name, or not at all.
  ///
  /// - Parameter isNamed: whether its path is printed, which is not wanted beside other data.
  /// - Throws: `FileError`.
  func write(_ tensors: [(String, Tensor<Float>)], metadata: [String: String], isNamed: Bool) throws {
    try WeightFile(tensors: tensors, metadata: metadata).write(to: URL(fileURLWithPath: path))
    if isNamed { print(path) }
  }
}
