import Foundation

/// A file that could not be read, written or removed: where, at which step, and the system's reason.
public struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was being done when the system refused.
  public enum Step: String, Sendable, CaseIterable {
    /// The temporary file beside the destination could not be made.
    case create = "cannot be created"
    /// Its bytes could not be written.
    case write = "cannot be written"
    /// Its bytes could not be synced to the disk.
    case synchronize = "cannot be synced to the disk"
    /// It could not be given its final name.
    case rename = "cannot be renamed into place"
    /// It could not be opened or read.
    case read = "cannot be read"
    /// It could not be removed.
    case remove = "cannot be removed"
  }

  /// The destination, as the caller named it.
  public let path: String
  /// The step that failed.
  public let step: Step
  /// The system's error number.
  public let code: Int32
  /// The option that names another folder, such as `--output`; nil where none is known.
  public private(set) var option: String?

  /// An error at a step of writing or removing `path`, by the system's error number.
  public init(path: String, step: Step, code: Int32) {
    self.path = path
    self.step = step
    self.code = code
  }

  /// The same error, with the option that another folder can be named by.
  public func naming(_ option: String) -> FileError {
    var error = self
    error.option = option
    return error
  }

  /// The system's words for the reason.
  public var cause: String { systemMessage(code) }

  /// What a person can do about it.
  public var hint: String {
    switch code {
    case ENOSPC, EDQUOT: "free some space or choose another folder\(choice)"
    case EACCES where step == .remove, EPERM where step == .remove, EROFS where step == .remove:
      "check that you may write to the folder that holds it"
    case EACCES where step == .read, EPERM where step == .read: "check that you may read it"
    case EACCES, EPERM, EROFS: "choose a folder that you may write to\(choice)"
    case ENOENT where step == .read: "check that it is there"
    case EINVAL where step == .read: "name a file on the disk: pipes and devices are not read"
    case ENOENT: "make the folder first"
    case ENOTDIR: "a part of the path is a file: choose another folder\(choice)"
    case EISDIR: "a folder has that name: choose another name"
    default: "check the disk and try again"
    }
  }

  private var choice: String { option.map { " with \($0)" } ?? "" }

  /// One line: the path, the cause and what to do.
  public var description: String { "\(path.printable): \(step.rawValue) (\(cause)); \(hint)" }
}
