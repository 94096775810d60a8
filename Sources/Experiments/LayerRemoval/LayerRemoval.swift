import Networks

/// Section 5.1's experiment, Table 3: which layers a network can do without, and what wider ones gain it.
public enum LayerRemoval {
  /// Error rates in the three columns of Table 3, 0…1.
  public struct Errors: Sendable, Equatable {
    /// Top-1 on training images.
    public let training: Double
    /// Top-1 on the validation images.
    public let validation: Double
    /// Top-5 on the validation images.
    public let validationTop5: Double

    /// Three error rates, 0…1.
    public init(training: Double, validation: Double, validationTop5: Double) {
      self.training = training
      self.validation = validation
      self.validationTop5 = validationTop5
    }

    /// How much oftener the network errs on new images than on those it learned from.
    public var gap: Double { validation - training }
  }

  /// One row of Table 3.
  public struct Row: Sendable {
    /// The architecture of the row's network.
    public let kind: Architecture
    /// What the paper measured.
    public let paper: Errors

    fileprivate init(_ kind: Architecture, _ training: Double, _ validation: Double, _ top5: Double) {
      self.kind = kind
      paper = Errors(
        training: training / 100, validation: validation / 100, validationTop5: top5 / 100)
    }
  }

  /// The twelve networks that the paper trained, in its order. (The first row of its table quotes Krizhevsky et al.)
  public static let table3: [Row] = [
    Row(.alexnet, 35.1, 40.5, 18.1),
    Row(.alexnetWithout34, 41.8, 45.4, 22.1),
    Row(.alexnetWithout7, 27.4, 40.0, 18.4),
    Row(.alexnetWithout67, 27.4, 44.8, 22.4),
    Row(.alexnetWithout3467, 71.1, 71.3, 50.1),
    Row(.alexnetDense2048, 40.3, 41.7, 18.8),
    Row(.alexnetDense8192, 26.8, 40.0, 18.1),
    Row(.zfnet, 33.1, 38.4, 16.5),
    Row(.zfnetDense2048, 38.2, 40.2, 17.6),
    Row(.zfnetDense8192, 22.0, 38.8, 17.0),
    Row(.zfnetWide, 18.8, 37.5, 16.0),
    Row(.zfnetWideDense8192, 10.0, 38.3, 16.9),
  ]

  /// What the paper measured of a network of its table.
  public static func paper(_ kind: Architecture) -> Errors {
    guard let row = table3.first(where: { $0.kind == kind }) else {
      preconditionFailure("Table 3 has no row for \(kind)")
    }
    return row.paper
  }

  /// What the networks of one row, which differ in their seed alone, make of the images.
  public struct Outcome: Sendable {
    /// Ranks of training images, one list a network.
    public let training: [ClassRanks]
    /// Ranks of the validation images, one list a network.
    public let validation: [ClassRanks]

    /// Ranks of the same images by every network.
    public init(training: [ClassRanks], validation: [ClassRanks]) {
      precondition(training.count == validation.count && !training.isEmpty, "a row of no networks")
      self.training = training
      self.validation = validation
    }

    /// The table's columns, means over the networks.
    public var errors: Errors {
      Errors(
        training: training.map { $0.error(top: 1) }.mean,
        validation: validation.map { $0.error(top: 1) }.mean,
        validationTop5: validation.map { $0.error(top: 5) }.mean)
    }
  }
}
