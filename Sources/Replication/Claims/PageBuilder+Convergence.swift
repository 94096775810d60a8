import Experiments
import Figures
import Reporting

extension PageBuilder {
  /// A table of whether groups of networks have converged: what half the samples ended in, what all did, and what twice as
  /// many would gain at most.
  ///
  /// - Parameters:
  ///   - groups: those without a network of half the samples are left out.
  ///   - id: the table's permanent name, unique in the report.
  public mutating func convergence(of groups: [TrainedGroup], id: String) {
    let judged = groups.compactMap { group in group.convergence.map { (title: group.title, $0) } }
    let margin = Self.points(Convergence.margin)
    table(
      id: id, title: "Convergence",
      caption: """
        Top-1 validation error of a network that saw half as many samples, trained by itself, and the mean of those that saw all; from \
        both, the most that twice the samples would gain if errors fell as a power of the samples toward zero. Networks that would \
        gain more than \(margin) points have no say in any claim.
        """,
      columns: [
        .init("Network"), .number("Half the samples", unit: "%"), .number("All samples", unit: "%"),
        .number("Twice would gain at most", unit: "points"), .init("Converged"),
      ],
      rows: judged.map { title, convergence in
        [
          title, Self.points(convergence.errorOfHalf), Self.points(convergence.error),
          Self.points(convergence.gainOfDoubling),
          convergence.isReached ? "yes" : convergence.isStalled ? "no: at chance level" : "no",
        ]
      })
  }

  private static func points(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
}
