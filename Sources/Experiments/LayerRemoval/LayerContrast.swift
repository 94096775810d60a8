import Networks

/// A weighted sum of one of Table 3's columns over some of its rows: what a conclusion of section 5.1 says, as a number
/// that the paper's table gives as well as a run of one's own.
public struct LayerContrast: Sendable {
  /// The error whose changes are summed.
  public enum Column: Sendable {
    /// Top-1 error on training images.
    case training
    /// Top-1 error on the validation images.
    case validation
    /// Validation minus training error.
    case gap
  }

  /// The error whose changes are summed.
  public let column: Column
  /// What each row's number is multiplied by.
  public let weights: [(kind: Architecture, weight: Double)]

  init(_ column: Column, _ weights: [(Architecture, Double)]) {
    self.column = column
    self.weights = weights.map { (kind: $0.0, weight: $0.1) }
  }

  /// What removing layers 3, 4, 6 and 7 costs.
  public static let depth = LayerContrast(.validation, [(.alexnetWithout3467, 1), (.alexnet, -1)])
  /// Half of what removing all four layers costs, minus what removing layers 3 and 4 costs.
  public static let withoutMiddle = LayerContrast(
    .validation, [(.alexnetWithout3467, 0.5), (.alexnetWithout34, -1), (.alexnet, 0.5)])
  /// Half of what removing all four layers costs, minus what removing layers 6 and 7 costs.
  public static let withoutDense = LayerContrast(
    .validation, [(.alexnetWithout3467, 0.5), (.alexnetWithout67, -1), (.alexnet, 0.5)])
  /// What halving or doubling the dense layers costs: the mean over both networks and both changes.
  public static let resizedDense = LayerContrast(
    .validation,
    [
      (.alexnetDense2048, 0.25), (.alexnetDense8192, 0.25), (.alexnet, -0.5), (.zfnetDense2048, 0.25),
      (.zfnetDense8192, 0.25), (.zfnet, -0.5),
    ])
  /// By how much wider middle layers overfit more.
  public static let wideGap = LayerContrast(.gap, [(.zfnetWide, 1), (.zfnet, -1)])

  /// What changing a network costs against the unchanged one of its family, in one column.
  public static func change(_ column: Column, to kind: Architecture) -> LayerContrast {
    LayerContrast(column, [(kind, 1), (kind.baseName == Architecture.zfnet.name ? .zfnet : .alexnet, -1)])
  }

  /// What the paper's table gives, as a share.
  public var paper: Double {
    weights.reduce(0) { sum, term in
      let errors = LayerRemoval.paper(term.kind)
      let value =
        switch column {
        case .training: errors.training
        case .validation: errors.validation
        case .gap: errors.gap
        }
      return sum + term.weight * value
    }
  }

  /// The rows that it weighs, of which some have no networks.
  public func missing(from outcomes: [Architecture: LayerRemoval.Outcome]) -> [Architecture] {
    weights.map(\.kind).filter { outcomes[$0] == nil }
  }

  /// How many images each network is judged by.
  public func imageCount(_ outcomes: [Architecture: LayerRemoval.Outcome]) -> Int {
    losses(of: .zfnet, outcomes).strata.reduce(0, +)
  }

  /// What a run gives, as a share; rows of one network borrow the ZFNets' spread in the same column.
  public func measured(_ outcomes: [Architecture: LayerRemoval.Outcome], seed: UInt64)
    -> Bootstrap.Estimate
  {
    let zfnets = losses(of: .zfnet, outcomes)
    return GroupComparison.contrast(
      weights.map { GroupComparison.Term($0.weight, losses(of: $0.kind, outcomes).rows) },
      strata: zfnets.strata, spread: GroupComparison.seedSpread(zfnets.rows), seed: seed)
  }

  /// One row a network, and how many of its images belong to each set.
  ///
  /// A gap is a mean as well, of both sets' images in one row, each weighted by its set's share.
  private func losses(of kind: Architecture, _ outcomes: [Architecture: LayerRemoval.Outcome])
    -> (rows: [[Double]], strata: [Int])
  {
    let outcome = outcome(kind, outcomes)
    let training = outcome.training.map { $0.mistakes(top: 1) }
    let validation = outcome.validation.map { $0.mistakes(top: 1) }
    let strata = [validation[0].count, training[0].count]
    switch column {
    case .training: return (training, [strata[1]])
    case .validation: return (validation, [strata[0]])
    case .gap:
      let total = Double(strata[0] + strata[1])
      let factors = strata.map { total / Double($0) }
      let rows = zip(validation, training).map { new, known in
        new.map { $0 * factors[0] } + known.map { -$0 * factors[1] }
      }
      return (rows, strata)
    }
  }

  private func outcome(_ kind: Architecture, _ outcomes: [Architecture: LayerRemoval.Outcome])
    -> LayerRemoval.Outcome
  {
    guard let outcome = outcomes[kind] else { preconditionFailure("no networks of kind \(kind)") }
    return outcome
  }
}
