import Files
import Foundation

extension ConfigurationError {
  /// The bytes of a file that an option names.
  ///
  /// - Parameter endings: how the names of such files end, for who names a folder.
  /// - Throws: `ConfigurationError.unreadableInput`, with the system's reason.
  static func data(_ path: String, endings: [String]) throws -> Data {
    do throws(NamedFile.Refusal) {
      return try NamedFile.data(path, endings: endings)
    } catch {
      throw ConfigurationError.unreadableInput(path: path, cause: error.cause, hint: error.hint)
    }
  }

  /// Refuses a folder where a file is wanted.
  ///
  /// - Throws: `ConfigurationError.unreadableInput`, with the files in it that would do.
  static func refuseFolder(_ path: String, endings: [String]) throws {
    do throws(NamedFile.Refusal) {
      try NamedFile.refuseFolder(path, endings: endings)
    } catch {
      throw ConfigurationError.unreadableInput(path: path, cause: error.cause, hint: error.hint)
    }
  }
}
