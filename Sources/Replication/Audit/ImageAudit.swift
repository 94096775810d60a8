import Datasets
import Experiments
import Reporting

/// Whether images look like images of the world, in numbers: their spectrum, their edges, their contrasts.
public enum ImageAudit {
  /// How many images are looked at, at most.
  public static let count = 500

  /// The numbers of a set of images, and of photographs beside them where there are any.
  ///
  /// - Parameter side: the side in pixels that all of them are brought to.
  /// - Throws: what making the images throws.
  public static func findings(
    _ session: Session, photographs: (any ImageSource)?, side: Int
  ) throws -> [AuditFinding] {
    var findings = try numbers(of: session.images.source, session, side: side, isJudged: true)
    if let photographs {
      findings += try numbers(of: photographs, session, side: side, isJudged: false)
    }
    return findings
  }

  private static func numbers(
    of source: any ImageSource, _ session: Session, side: Int, isJudged: Bool
  ) throws -> [AuditFinding] {
    let statistics = ImageStatistics(
      of: try session.images.cache(of: source, .validation, side: side), count: count)
    let name = source.name
    func spread(_ id: String, _ what: String, _ values: [Double], _ decimals: Int) -> AuditFinding {
      AuditFinding(
        id: "\(name)/\(id)", "\(name): \(what), the middle image [the middle 80 %]",
        Measurement(
          ImageStatistics.quantile(0.5, of: values),
          interval: (
            ImageStatistics.quantile(0.1, of: values), ImageStatistics.quantile(0.9, of: values)
          ), count: statistics.count, decimals: decimals))
    }
    return [
      AuditFinding(
        id: "\(name)/spectrum",
        "\(name): the exponent α of the mean power spectrum f^−α from "
          + "\(statistics.spectrum.middleFrequencies.lowerBound) to "
          + "\(statistics.spectrum.middleFrequencies.upperBound) cycles an image of \(side) px",
        Measurement(statistics.spectrum.exponent, count: statistics.count, decimals: 2),
        isJudged ? .between(1.7, 2.4) : nil),
      AuditFinding(
        id: "\(name)/orientations", "\(name): how evenly edges run in all directions (0 … 1)",
        Measurement(statistics.orientations.evenness, count: statistics.count, decimals: 3)),
      AuditFinding(
        id: "\(name)/cardinal", "\(name): the share of upright and level edges (1/6 where all are alike)",
        Measurement(statistics.orientations.cardinalShare, count: statistics.count, decimals: 3)),
      spread("contrast", "RMS contrast", statistics.contrasts, 3),
      spread("kurtosis", "kurtosis of the gradients", statistics.kurtoses, 1),
    ]
  }
}
