import Experiments
import Figures
import Reporting

extension PageBuilder {
  /// A table in the appendix of whether networks have converged: what half the samples ended in, what all did, and what twice as
  /// many would gain.
  ///
  /// - Parameters:
  ///   - groups: those without a network of half the samples are left out.
  ///   - id: the table's permanent name, unique in the report.
  ///   - explained: the anchor of another such table, whose caption says what its columns are; nil has this one's say it.
  public mutating func convergence(of groups: [TrainedGroup], id: String, explained: String? = nil) {
    convergence(
      of: groups.compactMap { group in
        group.convergence.map { JudgedNetworks(group.title, $0, gainOfDoubling: group.gainOfDoubling) }
      }, id: id, explained: explained)
  }

  /// The same of networks that make no group.
  public mutating func convergence(of judged: [JudgedNetworks], id: String, explained: String? = nil) {
    guard !judged.isEmpty else { return }
    let margin = Self.points(Convergence.margin)
    let isChecked = judged.contains { $0.gainOfDoubling != nil }
    appendix { page in
      page.table(
        id: id, title: "Convergence",
        caption: explained.map {
          "As [of the networks of Table 2](#\($0)): errors after half of the samples and after all, and what twice as many would gain."
        } ?? """
          Top-1 validation error of one network that saw half as many samples, trained by itself, and the mean of those that saw all; from \
          both, what twice the samples would gain if errors fell as a power of the samples toward zero\
          \(isChecked ? ", and what they did gain where a network was trained on as many" : ""). Networks that would gain \
          more than \(margin) points have no say in any claim.
          """,
        columns: [
          .init("Network"), .number("Half the samples", unit: "%"), .number("All samples", unit: "%"),
          .number("Gain of twice", unit: "points"),
        ] + (isChecked ? [.number("Measured", unit: "points")] : []) + [.init("Converged")],
        rows: judged.map { judged in
          let convergence = judged.convergence
          let isLearning = convergence.obstacle != .chance && convergence.obstacle != .unknown
          return [
            judged.title, Self.points(convergence.errorOfHalf), Self.points(convergence.error),
            isLearning ? Self.points(convergence.gainOfDoubling) : "–",
          ] + (isChecked ? [judged.gainOfDoubling.map(Self.points) ?? "–"] : []) + [convergence.word]
        })
    }
  }

  private static func points(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
}
