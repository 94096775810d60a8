/// A row of the paper's Table 2 as it is printed, in per cent; empty where the paper has a dash.
struct PaperErrors {
  let name: String
  /// Validation top-1 error.
  let top1: String
  /// Validation top-5 error.
  let top5: String
  /// Test top-5 error.
  let test: String

  private init(_ name: String, _ top1: String, _ top5: String, _ test: String) {
    (self.name, self.top1, self.top5, self.test) = (name, top1, top5, test)
  }

  /// The authors' replication of AlexNet.
  static let replication = PaperErrors("AlexNet, replicated", "40.5", "18.1", "")
  static let zfnet = PaperErrors("ZFNet, one network", "38.4", "16.5", "")
  static let together = PaperErrors("5 ZFNets together (a)", "36.7", "15.3", "15.3")
  static let wide = PaperErrors("Wide ZFNet (b), one network", "37.5", "16.0", "16.1")
  static let mixed = PaperErrors("5 ZFNets and one wide (a + b)", "36.0", "14.7", "14.8")

  /// The networks of other groups.
  static let others = [
    PaperErrors("Gunji et al.", "", "", "26.2"),
    PaperErrors("Krizhevsky et al., one network", "40.7", "18.2", ""),
    PaperErrors("Krizhevsky et al., 5 networks", "38.1", "16.4", "16.4"),
    PaperErrors("Krizhevsky et al., one network*", "39.0", "16.6", ""),
    PaperErrors("Krizhevsky et al., 7 networks*", "36.7", "15.4", "15.3"),
  ]
}
