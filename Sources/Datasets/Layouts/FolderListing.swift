import Files
import Foundation

/// The names in a folder, sorted by their bytes, so that no locale and no file system changes their order.
enum FolderListing {
  /// The folders directly in a folder, by name; hidden ones are left out.
  static func folders(in path: String) throws(DatasetError) -> [String] {
    try names(in: path).filter { isFolder("\(path)/\($0)") }
  }

  /// The images in a folder and all folders below it, as paths relative to it, sorted.
  static func images(in path: String) throws(DatasetError) -> [String] {
    var found = [String]()
    try collect(path, "", above: [], into: &found)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether a folder, or a link to one, is there.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func collect(
    _ root: String, _ below: String, above: [String], into found: inout [String]
  ) throws(DatasetError) {
    let folder = below.isEmpty ? root : "\(root)/\(below)"
    // A link to a folder above this one would never end.
    guard let real = realpath(folder, nil) else { return }
    defer { free(real) }
    let place = String(cString: real)
    if above.contains(place) { return }
    for name in try names(in: folder) {
      let path = below.isEmpty ? name : "\(below)/\(name)"
      if isImage(name) {
        found.append(path)
      } else if isFolder("\(root)/\(path)") {
        try collect(root, path, above: above + [place], into: &found)
      }
    }
  }

  private static func isImage(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".jpg") || name.hasSuffix(".jpeg") || name.hasSuffix(".png")
  }

  /// The folder of a given name in another, if there is one; otherwise the other folder itself.
  static func folder(_ name: String, in root: URL) -> String {
    let inner = root.appendingPathComponent(name).path
    return isFolder(inner) ? inner : root.path
  }

  /// All names directly in a folder; hidden ones are left out.
  static func names(in path: String) throws(DatasetError) -> [String] {
    guard let names = FolderContents.names(in: path) else {
      let cause = systemMessage(errno)
      throw .missing(path: path, cause: cause, hint: "check that the folder is there and may be read")
    }
    return names.filter { !$0.hasPrefix(".") }
  }
}
