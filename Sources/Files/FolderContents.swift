import Foundation

/// What is in a folder.
public enum FolderContents {
  /// The names directly in a folder, hidden ones too, sorted by their bytes, so that no locale and no file system changes
  /// their order; nil where the folder cannot be read, and `errno` says why.
  public static func names(in folder: FilePath) -> [FilePath]? {
    guard let stream = folder.withCString({ opendir($0) }) else { return nil }
    defer { closedir(stream) }
    var names: [FilePath] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: UInt8.self, capacity: 256) { bytes in
          FilePath(bytes: UnsafeBufferPointer(start: bytes, count: strlen(field)))
        }
      }
      if name.bytes != [0x2E], name.bytes != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted()
  }
}
