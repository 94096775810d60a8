import Foundation
import ONNXSchema

/// Numbers that a network keeps in files beside its own, which are mapped and opened once each.
final class ONNXExternalData {
  private let folder: URL
  private var files: [String: Data] = [:]

  /// The files beside a network's own.
  init(beside file: URL) {
    folder = file.deletingLastPathComponent().standardizedFileURL.resolvingSymlinksInPath()
  }

  /// The bytes of a tensor: exactly `length` of them.
  ///
  /// - Throws: `ForeignFailure` where the place leads out of the network's folder, or the bytes are not there.
  func bytes(of tensor: ONNXTensor, length: Int, title: String) throws(ForeignFailure) -> Data {
    var place: String?
    var offset = 0
    for entry in tensor.external {
      switch entry.key {
      case "location": place = entry.value
      case "offset": offset = try number(entry, title)
      case "length":
        let stated = try number(entry, title)
        guard stated == length else {
          throw .malformed("\(title) needs \(length) bytes, and its entry in another file has \(stated)")
        }
      default: break
      }
    }
    guard let place, !place.isEmpty else {
      throw .malformed("\(title) does not name the file of its numbers")
    }
    let data = try file(at: place, title)
    guard offset <= data.count, length <= data.count - offset else {
      throw .malformed(
        "\(title) is \(length) bytes from byte \(offset) of “\(place)”, which has \(data.count)")
    }
    return data.dropFirst(offset).prefix(length)
  }

  private func number(_ entry: ONNXEntry, _ title: String) throws(ForeignFailure) -> Int {
    guard let number = Int(entry.value), number >= 0 else {
      throw .malformed("\(title) has an \(entry.key) of “\(entry.value)” in another file")
    }
    return number
  }

  private func file(at place: String, _ title: String) throws(ForeignFailure) -> Data {
    if let data = files[place] { return data }
    let parts = place.split(separator: "/", omittingEmptySubsequences: false)
    let url = folder.appendingPathComponent(place).standardizedFileURL.resolvingSymlinksInPath()
    guard !place.hasPrefix("/"), !place.contains("\0"), !parts.contains(".."),
      url.path.hasPrefix(folder.path == "/" ? "/" : folder.path + "/")
    else {
      throw .malformed("\(title) has its numbers in “\(place)”, outside the network's folder")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue,
      let data = try? Data(contentsOf: url, options: .mappedIfSafe)
    else {
      throw .unreadable("\(title) has its numbers in “\(place)”, which is not there or cannot be read")
    }
    files[place] = data
    return data
  }
}
