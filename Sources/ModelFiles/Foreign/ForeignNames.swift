import Networks

/// Names for a graph's nodes, made of those in a file: of letters, digits, points, lines and dashes, and each unique.
struct ForeignNames {
  private static let longest = 100
  private var taken: Set<String> = [Graph.inputName]

  /// A name made of the first of some that is not empty; `/features/0/Conv` becomes `features.0.Conv`.
  mutating func unique(_ candidates: String...) -> String {
    let clean = candidates.lazy.map(Self.clean).first { !$0.isEmpty } ?? "node"
    var name = clean
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(clean)_\(number)"
      number += 1
    }
    return name
  }

  private static func clean(_ name: String) -> String {
    var result = ""
    for character in name.unicodeScalars.prefix(longest) {
      switch character {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": result.unicodeScalars.append(character)
      case "/", ".", ":": if !result.isEmpty, result.last != "." { result.append(".") }
      default: result.append("_")
      }
    }
    while result.last == "." { result.removeLast() }
    return result
  }
}
