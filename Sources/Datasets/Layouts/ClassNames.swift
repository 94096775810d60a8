import Files
import Foundation

/// What classes are called that are named by folders or by identifiers.
enum ClassNames {
  /// The first of the words for each class, which commas divide; two classes of the same name get their identifiers behind it, and a
  /// class without words is called by its identifier.
  static func readable(_ identifiers: [String], _ words: [String: String]) -> [String] {
    let names = identifiers.map { identifier in
      words[identifier]?.split(separator: ",").first.map { $0.trimmingCharacters(in: .whitespaces) }
        ?? identifier
    }
    let counts = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return zip(identifiers, names).map { identifier, name in
      counts[name] ?? 0 > 1 ? "\(name) (\(identifier))" : name
    }
  }

  /// A name for each folder, all of them different to the eye.
  ///
  /// Folders may be named in any bytes; two may be named in one and the same letters, composed in one and of letter and accent in
  /// the other. Names that would look the same have their letters outside of ASCII written as numbers.
  static func displayed(_ folders: [FilePath]) -> [String] {
    distinct(folders.map(\.text.printable)) { place, name in
      name.unicodeScalars.map { scalar in
        scalar.isASCII ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
      }.joined()
    }
  }

  /// The names, of which those that are equal were changed by `spelled`; what is still equal then has its bytes behind it.
  private static func distinct(_ names: [String], _ spelled: (Int, String) -> String) -> [String] {
    // Swift's equality of texts is that of letters, however they are composed.
    let counts = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let result = names.enumerated().map { counts[$1] == 1 ? $1 : spelled($0, $1) }
    let second = result.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    return result.enumerated().map { second[$1] == 1 ? $1 : "\($1) (\($0 + 1))" }
  }

  /// For each folder of one list its counterpart in another: the folder of the same bytes, or else the only one of the same
  /// letters; nil where there is none.
  static func counterparts(of folders: [FilePath], in others: [FilePath]) -> [FilePath?] {
    let same = Set(folders).intersection(others)
    let free = Dictionary(grouping: others.filter { !same.contains($0) }) { $0.text }
    return folders.map { folder in
      if same.contains(folder) { return folder }
      guard let candidates = free[folder.text], candidates.count == 1 else { return nil }
      return candidates[0]
    }
  }
}
