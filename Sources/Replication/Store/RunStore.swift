import Datasets
import Files
import Foundation
import Training

/// The folder `<output>/store`: who uses it, and which of the things in it are this program's.
///
/// Runs share it. Emptying it takes it for oneself, and removes only what has the names that this program gives: whatever else
/// somebody keeps there stays.
final class RunStore {
  /// The folder.
  let folder: URL
  private let lock: FileLock

  /// Opens the store of an output folder, and empties it first where it is to be fresh.
  ///
  /// - Throws: `ConfigurationError.badOption` where it is to be emptied and another run uses it, or is being emptied; `FileError`.
  init(in output: URL, isFresh: Bool) throws {
    folder = output.appendingPathComponent("store")
    try AtomicFile.makeFolder(folder)
    let file = folder.appendingPathComponent(".lock")
    guard let taken = isFresh ? try FileLock.take(file) : try FileLock.share(file) else {
      let owner = FileLock.owner(of: file).map { " (process \($0))" } ?? ""
      throw ConfigurationError.badOption(
        option: isFresh ? "--fresh" : "--output \(output.path)",
        cause:
          "another run\(owner) \(isFresh ? "uses" : "is removing") \(folder.path); wait for it to end, or "
          + "choose another --output")
    }
    lock = taken
    guard isFresh else { return }
    try empty()
    taken.share()
  }

  private func empty() throws {
    // Names as `ImageCacheFile`, `FileDigests`, `NetworkStore` and `ResultStore` give them, their locks, and what killed writers left.
    try remove(in: folder.appendingPathComponent("images"), deeper: false) { name in
      name.wholeMatch(
        of: /\.?(train|validation)-[0-9]+-[0-9a-f]{24}\.images(\.lock|\.checked|\.[0-9-]+\.partial)?/)
        != nil || FileDigests.names(name)
    }
    try remove(in: folder.appendingPathComponent("networks"), deeper: false) { name in
      NetworkStore.names(name) || name.wholeMatch(of: /\.[0-9a-f]{16}\.lock/) != nil
    }
    try remove(in: folder.appendingPathComponent("results"), deeper: true) { name in
      name.wholeMatch(of: /\.?.+-[0-9a-f]{32}\.json(\.[0-9-]+\.partial)?/) != nil
    }
  }

  /// Removes what `isOurs` from a folder, and the folder where nothing is left in it.
  private func remove(in folder: URL, deeper: Bool, _ isOurs: (String) -> Bool) throws {
    let path = FilePath(folder.path)
    for name in FolderContents.names(in: path) ?? [] {
      let item = path.appending(name)
      if isOurs(name.text) {
        try AtomicFile.remove(item)
      } else if deeper {
        try remove(in: folder.appendingPathComponent(name.text), deeper: true, isOurs)
      }
    }
    // Fails where something is left, or where there is none: both are right.
    _ = rmdir(folder.path)
  }
}
