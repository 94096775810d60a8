import Files

/// A file of another program's, ONNX or Caffe's, that cannot be imported: which, why, and what to do.
public enum ForeignFileError: ExplainedError, Sendable, Equatable {
  /// The file, or one that it keeps its numbers in, cannot be opened or read.
  case unreadable(path: String, cause: String, hint: String)
  /// The bytes are no file of the format, or contradict themselves.
  case malformed(path: String, cause: String, hint: String)
  /// A sound file with something that networks of this package do not have; the cause names the node.
  case unsupported(path: String, cause: String, hint: String)

  /// The path, what is wrong there, and what to do.
  public var explanation: (path: String, cause: String, hint: String) {
    switch self {
    case .unreadable(let path, let cause, let hint), .malformed(let path, let cause, let hint),
      .unsupported(let path, let cause, let hint):
      (path, cause, hint)
    }
  }

  /// Names and lists of a file may be of any length; a message need not.
  private static let longest = 600

  init(_ failure: ForeignFailure, path: String) {
    let (cause, hint) = (Self.cut(failure.cause), Self.cut(failure.hint))
    switch failure.kind {
    case .unreadable: self = .unreadable(path: path, cause: cause, hint: hint)
    case .malformed: self = .malformed(path: path, cause: cause, hint: hint)
    case .unsupported: self = .unsupported(path: path, cause: cause, hint: hint)
    }
  }

  private static func cut(_ text: String) -> String {
    text.utf8.count <= longest ? text : text.prefix(longest) + "…"
  }
}

/// What is wrong with a file, before its path is named.
struct ForeignFailure: Error {
  enum Kind { case unreadable, malformed, unsupported }

  let kind: Kind
  let cause: String
  let hint: String

  static func unreadable(
    _ cause: String, hint: String = "keep the files of a network in one folder"
  ) -> ForeignFailure {
    ForeignFailure(kind: .unreadable, cause: cause, hint: hint)
  }

  static func malformed(
    _ cause: String, hint: String = "copy the file again, or export the network anew"
  ) -> ForeignFailure {
    ForeignFailure(kind: .malformed, cause: cause, hint: hint)
  }

  static func unsupported(
    _ cause: String, hint: String = "export the network without it"
  ) -> ForeignFailure {
    ForeignFailure(kind: .unsupported, cause: cause, hint: hint)
  }
}
