import Foundation

/// The moment that files say they were made at: `SOURCE_DATE_EPOCH` where it is set, so that the same work gives the
/// same bytes, and else the present.
public struct SourceDate: Sendable, Hashable {
  /// Seconds since the start of 1970, UTC.
  public let seconds: Int

  /// A moment, in seconds since 1970-01-01 UTC.
  public init(seconds: Int) { self.seconds = seconds }

  /// The moment of the environment's `SOURCE_DATE_EPOCH`, or else now.
  public static func current(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> SourceDate {
    if let text = environment["SOURCE_DATE_EPOCH"], let seconds = Int(text), seconds >= 0 {
      return SourceDate(seconds: seconds)
    }
    return SourceDate(seconds: Int(Date().timeIntervalSince1970))
  }

  /// For example `2014-11-12T09:30:00Z`.
  public var iso8601: String {
    let time = ((seconds % 86_400) + 86_400) % 86_400
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(day)T\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60))Z"
  }

  /// For example `2014-11-12`, in UTC.
  public var day: String {
    // Days to a civil date after Howard Hinnant, so that neither locale nor time zone has a say.
    let days = Int((Double(seconds) / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
    return "\(year)-\(two(month))-\(two(dayOfMonth))"
  }
}
