import Experiments
import Reporting

/// One question that was put to a set of images, with its answer and what it must be.
public struct AuditFinding: Codable, Sendable {
  /// A permanent name: `place-and-size`.
  public let id: String
  /// What was measured, in a sentence.
  public let statement: String
  /// The answer, with its 95 % interval.
  public let measured: Measurement
  /// What it must be; none where the number is there to be read.
  public let criterion: Criterion?

  /// Whether the whole interval meets the criterion, misses it, or neither.
  public enum Verdict: String, Codable, Sendable {
    /// The whole interval meets the criterion.
    case pass
    /// The whole interval misses it.
    case fail
    /// The interval straddles it.
    case undecided
    /// There is nothing to meet.
    case information = "–"
  }

  /// What the interval says about the criterion.
  public let verdict: Verdict

  /// A number and what it must be.
  public init(id: String, _ statement: String, _ measured: Measurement, _ criterion: Criterion? = nil) {
    self.id = id
    self.statement = statement
    self.measured = measured
    self.criterion = criterion
    verdict =
      switch criterion?.holds(from: measured.low, to: measured.high) {
      case true?: .pass
      case false?: .fail
      case nil: criterion == nil ? .information : .undecided
      }
  }

  /// A share of images as a percentage, or a difference of two as points.
  public init(
    id: String, _ statement: String, share: Bootstrap.Estimate, count: Int? = nil, unit: String = "%",
    _ criterion: Criterion? = nil
  ) {
    self.init(
      id: id, statement,
      Measurement(share, times: 100, count: count, unit: unit, decimals: 1), criterion)
  }

  /// One line for reading.
  public var line: String {
    let name = verdict.rawValue + String(repeating: " ", count: 10 - verdict.rawValue.count)
    return "\(name) \(statement): \(measured.intervalText)"
      + (criterion.map { " (must be \($0.text))" } ?? "")
  }
}
