import Figures

/// The trained networks that a measurement rests on.
///
/// One network is no sample, and a network that has not converged has no say: such a measurement is shown, and gets no verdict.
public struct NetworkSample: Sendable, Hashable, Codable {
  /// Networks that differ in their seed alone: one side of a comparison, or all there is.
  public struct Arm: Sendable, Hashable, Codable {
    /// What the networks are called.
    public var title: String
    /// How many there are.
    public var count: Int
    /// How many samples each of them saw in training; nil where that is not known.
    public var samples: Int?
    /// Whether it was judged if they have converged; a claim may ask for something else, such as whether they learn at all.
    public var isJudged: Bool
    /// Why they have no say, in a sentence; nil where nothing is to be said against them.
    public var objection: String?
    /// Whether something is said of this one network and of no others, over its units and images: then one is enough. Nil is no.
    public private(set) var isItsOwnSubject: Bool?

    /// Networks, and what is to be said against them.
    public init(
      _ title: String, count: Int, samples: Int? = nil, isJudged: Bool = false, objection: String? = nil
    ) {
      (self.title, self.count, self.samples) = (title, count, samples)
      (self.isJudged, self.objection) = (isJudged, objection)
    }

    /// One network of which something is said, and of no others.
    public init(only title: String) {
      self.init(title, count: 1)
      isItsOwnSubject = true
    }

    /// At most so many of the networks: those that something was measured on.
    public func atMost(_ count: Int) -> Arm {
      var arm = self
      arm.count = min(count, self.count)
      return arm
    }

    /// The same where it does not matter whether they have converged.
    public var whetherConvergedOrNot: Arm {
      Arm(title, count: count, samples: samples)
    }
  }

  /// How many networks each arm must have for a verdict.
  public static let leastPerArm = 3

  /// How many samples the paper's networks saw: 70 epochs of ImageNet 2012's 1.3 million images.
  static let paperSamples = 91_000_000.0

  /// The arms in the order of the comparison.
  public var arms: [Arm]

  /// Arms of a comparison; one where nothing is compared.
  public init(_ arms: [Arm]) { self.arms = arms }

  /// Networks of one kind that have converged.
  public init(_ title: String, count: Int) { self.init([Arm(title, count: count)]) }

  /// The number of networks of each arm, as “3 + 3”.
  var counts: String { arms.map { "\($0.count)" }.joined(separator: " + ") }

  /// At which share of the paper's samples the networks were trained, as “at 0.06 % of the paper's samples”; nil where that is
  /// not known.
  var scale: String? {
    guard let samples = arms.compactMap(\.samples).min() else { return nil }
    return
      "at \(NumberText.significant(100 * Double(samples) / Self.paperSamples, 2))\u{202F}% of the paper's samples"
  }

  /// Whether all have converged, as far as that is known.
  var haveConverged: Bool { !arms.isEmpty && arms.allSatisfy { $0.isJudged && $0.objection == nil } }

  /// How far a verdict on these networks reaches, in a sentence, where that is not as far as their kind; nil elsewhere.
  var scope: String? {
    guard let only = arms.first(where: { $0.isItsOwnSubject == true }) else { return nil }
    return "Judged over units and images of \(only.title) alone: of other networks it says nothing."
  }

  /// Why no verdict can rest on these networks, in a sentence; nil where one can.
  public var objection: String? {
    if let few = arms.first(where: { $0.count < Self.leastPerArm && $0.isItsOwnSubject != true }) {
      return
        "It rests on \(few.count) network\(few.count == 1 ? "" : "s") (\(few.title)); a verdict takes \(Self.leastPerArm) of each kind."
    }
    return arms.compactMap(\.objection).first
  }
}
