import Datasets
import Networks
import Training

/// Section 4.3's second experiment, Table 3: which layers a network can do without, and what wider ones gain it.
public enum LayerRemoval {
  /// Error rates in the three columns of Table 3, 0…1.
  public struct Errors: Sendable, Equatable, Codable {
    /// Top-1 on the training pictures.
    public let training: Double
    /// Top-1 on the validation pictures.
    public let validation: Double
    /// Top-5 on the validation pictures.
    public let validationTop5: Double

    /// Three error rates, 0…1.
    public init(training: Double, validation: Double, validationTop5: Double) {
      self.training = training
      self.validation = validation
      self.validationTop5 = validationTop5
    }
  }

  /// One row of Table 3.
  public struct Row: Sendable {
    /// The network.
    public let kind: ArchitectureKind
    /// What the paper measured.
    public let paper: Errors

    fileprivate init(_ kind: ArchitectureKind, _ training: Double, _ validation: Double, _ top5: Double) {
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

  /// What a trained network gets in the table's columns, by centre crops.
  ///
  /// - Parameter training: the pictures that it learned from.
  /// - Throws: `OneDNNError`.
  public static func errors(
    of network: TrainedNetwork, training: PictureCache, validation: PictureCache
  ) throws -> Errors {
    let learned = try Classification.evaluate(network, on: training).score
    let judged = try Classification.evaluate(network, on: validation).score
    return Errors(
      training: learned.top1Error, validation: judged.top1Error, validationTop5: judged.top5Error)
  }
}
