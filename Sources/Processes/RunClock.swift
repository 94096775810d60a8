import Foundation

/// How long a run took. Under `SOURCE_DATE_EPOCH` outputs must not depend on the hour or on the machine's load, so that
/// what is written down is then nothing.
public struct RunClock: Sendable {
  private let started = Date()
  /// What no setting of the clock moves.
  private let beginning = ContinuousClock.now
  private let startedCPU = Self.processSeconds()

  /// A clock that starts now.
  public init() {}

  /// Whether times are left out of what is written.
  public static var isPinned: Bool { ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"] != nil }

  /// Seconds since the start, for people at the terminal.
  public var elapsed: Double { (ContinuousClock.now - beginning) / .seconds(1) }

  /// Seconds since the start, for the page; 0 under `SOURCE_DATE_EPOCH`.
  public var wallSeconds: Double { Self.isPinned ? 0 : elapsed }

  /// Seconds of processor time since the start, all threads together.
  public var cpuSeconds: Double { Self.processSeconds() - startedCPU }

  /// When the run started, or the pinned date, in UTC.
  public var startText: String {
    let formatter = ISO8601DateFormatter()
    if let pinned = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init) {
      return formatter.string(from: Date(timeIntervalSince1970: pinned))
    }
    return formatter.string(from: started)
  }

  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// The largest memory that the program has held since it was started, in bytes.
  ///
  /// Linux states it as `VmHWM`; the `ru_maxrss` that other systems have counts, there, what the parent held too.
  public static var peakMemory: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    if let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) })
    {
      return kilobytes * 1024
    }
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }
}
