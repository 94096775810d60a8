import Foundation

/// How the learning rate changes over a run.
public enum Schedule: Codable, Hashable, Sendable {
  /// The paper's: the learning rate falls by `factor` when the validation error has not fallen for `patience` evaluations.
  /// The paper did it by hand; this is the hand.
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

  /// Takes a validation error in, and lets the learning rate fall where it is due.
  public mutating func observe(_ error: Double, patience: Int) {
    if error < best {
      best = error
      evaluationsWithoutProgress = 0
      return
    }
    evaluationsWithoutProgress += 1
    if evaluationsWithoutProgress >= patience {
      drops += 1
      evaluationsWithoutProgress = 0
    }
  }
}
