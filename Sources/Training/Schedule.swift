import Foundation

/// How the learning rate changes over a run.
public enum Schedule: Codable, Hashable, Sendable {
  /// The paper's: the learning rate falls by `factor` when the validation loss has not fallen for `patience` evaluations.
  /// The paper did it by hand; this is the hand. It waits until the network has left chance level: nobody would lower
  /// the rate of a network that has not begun to learn.
  case plateau(factor: Double, patience: Int)
  /// A linear rise over the first share of the run, then half a cosine down to nothing.
  case warmupCosine(warmup: Double)

  /// Whether the learning rate at every step is fixed before the run, and does not answer to what is learned.
  public var isKnownBeforehand: Bool {
    switch self {
    case .plateau: false
    case .warmupCosine: true
    }
  }

  /// The share of the full learning rate at a step, for the schedules that know it beforehand.
  public func share(step: Int, of steps: Int, plateauDrops: Int) -> Double {
    switch self {
    case .plateau(let factor, _):
      return pow(factor, Double(plateauDrops))
    case .warmupCosine(let warmup):
      let rise = max(1, warmup * Double(steps))
      let position = Double(step) + 0.5
      if position < rise { return position / rise }
      let progress = (position - rise) / max(1, Double(steps) - rise)
      return 0.5 * (1 + cos(.pi * min(progress, 1)))
    }
  }
}

/// The state of plateau annealing: pure, so that a resumed run anneals as an uninterrupted one.
public struct PlateauState: Codable, Hashable, Sendable {
  /// How often the learning rate has fallen.
  public private(set) var drops = 0
  private var best = Double.greatestFiniteMagnitude
  private var evaluationsWithoutProgress = 0

  /// Before the first evaluation.
  public init() {}

  /// Up to which share of the loss at chance level a network counts as having learned nothing.
  private static let learned = 0.95

  /// How often the learning rate falls at most: the paper's by a hundredth of a hundredth, below which nothing moves.
  private static let mostDrops = 4

  /// Takes a validation loss in, and lets the learning rate fall where it is due.
  ///
  /// - Parameters:
  ///   - loss: the mean loss of the validation images.
  ///   - chance: the loss at chance level, ln(classes), in nats.
  public mutating func observe(_ loss: Double, patience: Int, chance: Double) {
    guard loss < Self.learned * chance || drops > 0 || best < Self.learned * chance else { return }
    if loss < best {
      best = loss
      evaluationsWithoutProgress = 0
      return
    }
    evaluationsWithoutProgress += 1
    if evaluationsWithoutProgress >= patience, drops < Self.mostDrops {
      drops += 1
      evaluationsWithoutProgress = 0
    }
  }
}
