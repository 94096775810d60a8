import Experiments
import Figures

extension Convergence {
  /// Why the networks have no say, in a sentence that names them; nil where they have converged.
  public func objection(to title: String) -> String? {
    if isStalled { return "Not converged: \(title) has not left chance level." }
    guard !isReached else { return nil }
    func points(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
    return
      "Not converged: twice the samples would lower the error of \(title) by up to \(points(gainOfDoubling)) points, more than \(points(Self.margin))."
  }
}
