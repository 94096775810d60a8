/// Finds the name that was meant by a mistyped one.
public enum NearestName {
  /// The name with the fewest edits (Levenshtein), the first of equals; nil where even that is far from what was typed: more than
  /// half of its letters, and more than two.
  public static func to(_ wanted: String, among names: [String]) -> String? {
    let ranked = names.map { ($0, distance($0, wanted)) }.min { $0.1 < $1.1 }
    guard let ranked, ranked.1 <= max(2, wanted.count / 2) else { return nil }
    return ranked.0
  }

  /// Levenshtein's distance.
  private static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
