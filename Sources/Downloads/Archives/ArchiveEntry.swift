import Files

/// One thing in an archive.
struct ArchiveEntry: Equatable {
  /// What it is.
  enum Kind: Equatable {
    case file
    case folder
    /// A link, a device or a pipe, by this word.
    case other(String)
  }

  /// Its path as the archive has it.
  let path: FilePath
  let kind: Kind
  /// How many bytes a file has.
  let size: Int
}
