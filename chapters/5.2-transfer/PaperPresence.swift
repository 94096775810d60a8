/// Table 6 as it is printed: average precision on PASCAL VOC 2012 in per cent.
enum PaperPresence {
  /// One class.
  struct Row {
    let name: String
    let sande: Double
    let yan: Double
    let paper: Double
    /// What PASCAL VOC's own lists call it.
    let listed: String
  }

  static let rows = [
    row("aeroplane", 92.0, 97.3, 96.0), row("bicycle", 74.2, 84.2, 77.1), row("bird", 73.0, 80.8, 88.4),
    row("boat", 77.5, 85.3, 85.5), row("bottle", 54.3, 60.8, 55.8), row("bus", 85.2, 89.9, 85.8),
    row("car", 81.9, 86.8, 78.6), row("cat", 76.4, 89.3, 91.2), row("chair", 65.2, 75.4, 65.0),
    row("cow", 63.2, 77.8, 74.4), row("table", 63.2, 77.8, 67.7, listed: "diningtable"),
    row("dog", 68.9, 83.0, 87.8), row("horse", 78.2, 87.5, 86.0), row("motorbike", 81.0, 90.1, 85.1),
    row("person", 91.6, 95.0, 90.9), row("plant", 55.9, 57.8, 52.2, listed: "pottedplant"),
    row("sheep", 69.4, 79.2, 83.6), row("sofa", 65.4, 73.4, 61.1), row("train", 86.7, 94.5, 91.8),
    row("tv", 77.4, 80.7, 76.1, listed: "tvmonitor"),
  ]
  static let mean = row("mean", 74.3, 82.2, 79.0)
  /// In how many classes each method is the best.
  static let won = ["classes won", "0", "15", "5"]

  /// The paper's row of a class of ours, where the names are the same.
  static func row(of className: String) -> Row? {
    rows.first { $0.name == className || $0.listed == className }
  }

  private static func row(
    _ name: String, _ sande: Double, _ yan: Double, _ paper: Double, listed: String? = nil
  ) -> Row {
    Row(name: name, sande: sande, yan: yan, paper: paper, listed: listed ?? name)
  }
}
