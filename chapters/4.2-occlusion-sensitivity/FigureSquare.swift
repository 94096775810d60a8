import Experiments

/// How large the square of Figure 7 is.
///
/// The paper does not say how large its own is. One that hides too little of an image that the network is sure of changes nothing, and a
/// figure of it would be plain; so the size is found by a rule.
enum FigureSquare {
  /// The sides that are tried, as shares of the image's, from the smallest.
  static let sides = [1.0 / 7, 3.0 / 14, 2.0 / 7, 3.0 / 7]

  /// The rule, for the caption.
  static let choice =
    "Four squares were tried, with sides of a seventh to three sevenths of the image's. The figure has the smallest of them that somewhere halves the probability of the true class of every image, and the largest if none does."

  /// The square that the rule finds, with the step of the figure: fine, so that a map is nearly an image.
  ///
  /// - Parameter progress: called with how many sides were tried.
  /// - Throws: `OneDNNError`, and what `progress` throws.
  static func setting(
    for study: OcclusionStudy, _ indices: [Int], labels: [Int], progress: (_ done: Int) throws -> Void
  ) throws -> OcclusionSetting {
    var side = sides[sides.count - 1]
    for (place, tried) in sides.enumerated() {
      var isTelling = true
      try study.scan(
        indices, OcclusionSetting(square: tried, stride: 1.0 / 14, coverage: .centered), labels: labels
      ) { _, map in
        let whole = map.unoccluded.probability ?? 0
        isTelling = isTelling && (map.probability?.scalars.min() ?? whole) < whole / 2
      }
      try progress(place + 1)
      if isTelling {
        side = tried
        break
      }
    }
    return OcclusionSetting(square: side, stride: 1.0 / 40, coverage: .centered)
  }
}
