import Experiments
import Figures
import Kernels
import Reporting

/// What the checks say together: whether projections depend on what was learned, and on which unit is projected.
package struct WhatWasLearned {
  /// What was measured, by network.
  private let networks: [SanityFindings]

  /// What was measured of networks.
  package init(_ networks: [SanityFindings]) { self.networks = networks }

  func write(to page: inout PageBuilder) {
    let sentences = [learning, unit].compactMap(\.self)
    guard !sentences.isEmpty else { return }
    page.heading("Whether projections depend on what was learned")
    page.prose(sentences.joined(separator: " "))
    if let learning { page.outcome(of: .figure(2), learning) }
  }

  /// How much of a projection stays without what was learned, in a sentence; nil where that was not measured.
  package var learning: String? {
    guard let dense = mean({ $0.denseRandomized[.deconvnet] }),
      let gradient = mean({ $0.denseRandomized[.gradient] }), let all = mean({ $0.allRandomized[.deconvnet] })
    else { return nil }
    return
      "Projections depend \(Self.word(dense)) on what the dense layers learned and \(Self.word(all)) on what the convolutions did: with random dense layers the likeness with the trained network's projection is \(show(dense)) (the gradient's \(show(gradient))), with all layers random \(show(all))."
  }

  /// How much of a projection is the unit's and how much the image's, in a sentence; nil where that was not measured.
  package var unit: String? {
    guard let other = mean({ $0.dependence[.deconvnet]?.otherUnit }),
      let elsewhere = mean({ $0.dependence[.deconvnet]?.otherImage })
    else { return nil }
    return
      "They depend \(Self.word(other)) on the unit and \(Self.word(elsewhere)) on the image: another unit at the same place of the same image gives a likeness of \(show(other)), the same unit in another image \(show(elsewhere))."
  }

  /// How much something depends on what was changed, by what is left after the change.
  private static func word(_ likeness: Double) -> String {
    likeness > 0.75 ? "little" : likeness > 0.5 ? "in part" : "much"
  }

  private func show(_ likeness: Double) -> String { NumberText.fixed(likeness, 2) }

  /// The mean over the networks of each one's mean; nil where one has none.
  private func mean(_ values: (SanityFindings) -> [Double]?) -> Double? {
    let rows = networks.map { values($0) ?? [] }
    guard !rows.isEmpty, !rows.contains(where: \.isEmpty) else { return nil }
    return rows.map(\.mean).mean
  }
}
