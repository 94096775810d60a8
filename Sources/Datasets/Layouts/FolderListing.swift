import Files
import Foundation
import Images

/// The names in a folder, sorted by their bytes, so that no locale and no file system changes their order.
///
/// What systems leave in folders by themselves is never listed: hidden files, resource forks, thumbnails, waste baskets.
enum FolderListing {
  /// The images in a folder and all folders below it, and what else lies there.
  struct Contents {
    /// Paths of images, relative to the folder, sorted.
    var images: [FilePath] = []
    /// Paths of files whose names do not end as an image's, relative to the folder.
    var others: [FilePath] = []
  }

  /// The endings of the names of image files, in lower case.
  static let endings = FileKind.endings
  /// The endings as they stand in messages.
  static let endingsText = "only .jpg, .jpeg, .jpe, .jfif and .png are read"

  /// Names that network disks, Macs and Windows give to what they leave in folders, in lower case.
  private static let droppings: Set<String> = [
    "__macosx", "@eadir", "#recycle", "#snapshot", "@recycle", "@recently-snapshot", "@tmp", "$recycle.bin",
    "recycler", "system volume information", "lost+found", "thumbs.db", "ehthumbs.db", "desktop.ini",
    "icon\r",
  ]

  /// The folders directly in a folder, by name.
  static func folders(in path: FilePath) throws(DatasetError) -> [FilePath] {
    try names(in: path).filter { isFolder(path.appending($0)) }
  }

  /// The images in a folder and all folders below it.
  static func contents(of path: FilePath) throws(DatasetError) -> Contents {
    var found = Contents()
    try collect(path, nil, above: [], into: &found)
    found.images.sort()
    return found
  }

  /// Whether a folder, or a link to one, is there.
  static func isFolder(_ path: FilePath) -> Bool { kind(of: path) == S_IFDIR }

  /// Whether a folder, or a link to one, is there.
  static func isFolder(_ path: String) -> Bool { isFolder(FilePath(path)) }

  /// The kind of what a path leads to; nil where it leads nowhere.
  private static func kind(of path: FilePath) -> mode_t? {
    var status = stat()
    return path.withCString { stat($0, &status) } == 0 ? status.st_mode & S_IFMT : nil
  }

  private static func collect(
    _ root: FilePath, _ below: FilePath?, above: [String], into found: inout Contents
  ) throws(DatasetError) {
    let folder = below.map { root.appending($0) } ?? root
    // A link to a folder above this one would never end.
    guard let real = folder.withCString({ realpath($0, nil) }) else { return }
    defer { free(real) }
    let place = FilePath(
      bytes: UnsafeBufferPointer(start: real, count: strlen(real)).map { UInt8(bitPattern: $0) }
    )
    .text
    if above.contains(place) { return }
    for name in try names(in: folder) {
      let path = below.map { $0.appending(name) } ?? name
      switch kind(of: root.appending(path)) {
      case S_IFDIR: try collect(root, path, above: above + [place], into: &found)
      // A link that leads nowhere is told of as an image that cannot be read.
      case S_IFREG, nil:
        if isImage(name) { found.images.append(path) } else { found.others.append(path) }
      default: found.others.append(path)
      }
    }
  }

  /// Whether a file's name ends as an image's.
  static func isImage(_ name: FilePath) -> Bool {
    let lowered = name.bytes.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
    return endings.contains {
      lowered.count > $0.utf8.count && lowered.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
  }

  /// The folder of a given name in another, if there is one; otherwise the other folder itself.
  static func folder(_ name: String, in root: URL) -> String {
    let inner = root.appendingPathComponent(name).path
    return isFolder(inner) ? inner : root.path
  }

  /// All names directly in a folder, but for hidden ones and what systems leave there.
  static func names(in path: FilePath) throws(DatasetError) -> [FilePath] {
    guard let names = FolderContents.names(in: path) else {
      let cause = systemMessage(errno)
      throw .missing(path: path.text, cause: cause, hint: "check that the folder is there and may be read")
    }
    return names.filter { $0.bytes.first != 0x2E && !droppings.contains($0.text.lowercased()) }
  }

  /// All names directly in a folder as text, but for hidden ones and what systems leave there.
  static func names(in path: String) throws(DatasetError) -> [String] {
    try names(in: FilePath(path)).map(\.text)
  }

  /// How many files have which endings: `2 .webp, 1 without an ending`.
  static func counted(_ files: [FilePath]) -> String {
    var counts: [String: Int] = [:]
    for file in files {
      let name = String(file.text.split(separator: "/").last ?? "")
      let ending = name.dropFirst().lastIndex(of: ".").map { name[$0...].lowercased().printable }
      counts[ending ?? "without an ending", default: 0] += 1
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.prefix(6).map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      + (sorted.count > 6 ? ", …" : "")
  }

  /// What is said of files that are no images by their names; nil where there are none.
  static func omission(of files: [FilePath], in path: String) -> Omission? {
    guard !files.isEmpty else { return nil }
    let what = files.count == 1 ? "1 file" : "\(files.count) files"
    return Omission(
      place: path, cause: "\(what) with other endings (\(counted(files))); \(endingsText)", isFault: false)
  }
}
