import Datasets
import Foundation

extension ImageSource {
  /// Refuses a file or folder for output within the folders of the images, where a later command would read it as one of
  /// them, or its folders as classes.
  ///
  /// - Parameters:
  ///   - path: where the output would be written.
  ///   - option: the option that names it, such as `--out`.
  /// - Throws: `ConfigurationError.badOption`.
  public func refuse(_ path: String, option: String) throws {
    func real(_ path: String) -> String { URL(fileURLWithPath: path).resolvingSymlinksInPath().path }
    let place = real(path)
    for folder in folders.map(real) where place == folder || place.hasPrefix(folder + "/") {
      throw ConfigurationError.badOption(
        option: "\(option) \(path)",
        cause: "it lies in \(folder), and would be read as one of the images there; choose a place elsewhere")
    }
  }
}
