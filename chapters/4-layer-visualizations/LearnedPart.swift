import Experiments
import Figures
import Reporting

/// How much of what the top layer's maps and projections show was learned: the same with random weights says what was not.
struct LearnedPart {
  /// By network its layers.
  private let networks: [[LayerFindings]]

  /// - Parameter networks: by network its layers, from the pixels upward.
  init(_ networks: [[LayerFindings]]) { self.networks = networks }

  func write(to page: inout PageBuilder, seed: UInt64) {
    let tops = networks.compactMap(\.last)
    func mean(_ values: (LayerFindings) -> [Double]) -> Double? {
      let rows = tops.map(values)
      guard !rows.isEmpty, !rows.contains(where: \.isEmpty) else { return nil }
      return GroupComparison.meanOfUnits(rows, seed: seed).value
    }
    guard let purity = mean(\.trained.purity), let before = mean(\.before.purity) else { return }
    var parts = [
      "of the nine images that excite a map of layer 5 most, \(NumberText.percent(purity)) are of one class in the trained networks, and \(NumberText.percent(before)) with random weights"
    ]
    if let excess = mean({ $0.trainedObjects.map(\.excess) }),
      let before = mean({ $0.objectsBefore.map(\.excess) })
    {
      parts.append(
        "of its projections' energy, \(NumberText.fixed(100 * excess, 1)) points more than of an even spread lie on the object in the trained networks, and \(NumberText.fixed(100 * before, 1)) with random weights"
      )
    }
    page.heading("Whether projections depend on what was learned")
    page.prose(
      """
      In numbers: \(parts.joined(separator: "; ")). What differs between the two was learned, and what they share comes from the receptive fields, the images and the method; \
      the chapter on [later criticism](#sanity-checks) takes the weights away layer by layer.
      """)
  }
}
