/// The name that somebody may have meant.
public enum NearestName {
  /// The name with the fewest edits, where they are few.
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
