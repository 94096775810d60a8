import Experiments
import Figures

extension Convergence {
  /// Why networks have no say, in a sentence that names them; nil where they have converged.
  public func objection(to title: String) -> String? {
    func points(_ share: Double) -> String { NumberText.fixed(share * 100, 1) }
    return switch obstacle {
    case nil: nil
    case .unknown: "Not converged: no validation error of \(title) is known."
    case .chance: "Not converged: the error of \(title) is still at chance level."
    case .unfinished:
      "Not converged: twice the samples would lower the error of \(title) by about \(points(gainOfDoubling)) points, more than \(points(Self.margin))."
    case .unstable:
      "Not converged: the error of \(title) was \(points(error - errorOfHalf)) points lower after half of the samples."
    }
  }

  /// Whether they have converged, in a word or a few.
  var word: String {
    switch obstacle {
    case nil: "yes"
    case .unknown: "not known"
    case .chance: "no: at chance level"
    case .unfinished: "no"
    case .unstable: "no: unstable"
    }
  }
}
