/// A remark set apart from the text.
public struct NoteBlock: Sendable, Hashable, Codable {
  /// What a remark is for.
  public enum Kind: String, Sendable, Hashable, Codable {
    /// Something worth knowing beside the text.
    case remark
    /// At what scale something was run.
    case scale
    /// Something to beware of.
    case warning
  }
  /// What it is for.
  public var kind: Kind
  /// The heading, if any.
  public var title: String?
  /// The text, with inline markup.
  public var text: String
}
