import Foundation
import Processes

/// Progress on the standard error: one redrawn line on a terminal, otherwise a line every 30 seconds.
///
/// `TERM=dumb`, `CI` and `NO_COLOR` are taken to mean that nothing is redrawn. What cannot be written is lost, and the work goes on.
public final class ProgressLine {
  private let isQuiet: Bool
  private let redraws: Bool
  private let clock = RunClock()
  private var lastShown: Double?
  private var isOpen = false
  /// The piece of work that is shown, when its first part was done, and how much is by now: how long the rest takes is told
  /// from these.
  private var work: (name: String, start: Double, first: Int, done: Int)?

  /// A progress line, which prints nothing where it is quiet.
  public init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    let environment = ProcessInfo.processInfo.environment
    redraws =
      isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && environment["CI"] == nil
      && environment["NO_COLOR"] == nil
  }

  /// Shows where a piece of work is, unless it was shown a moment ago.
  public func update(_ text: @autoclosure () -> String) {
    guard !isQuiet else { return }
    let now = clock.elapsed
    guard lastShown.map({ now - $0 >= (redraws ? 0.2 : 30) }) ?? true else { return }
    lastShown = now
    if redraws {
      // One column stays free: some terminals go on to the next line when the last is filled.
      let room = StandardStreams.terminalWidth.map { $0 - 1 } ?? 79
      StandardStreams.writeError("\r\u{1B}[K" + TerminalText.cut(text(), to: room))
      isOpen = true
    } else {
      StandardStreams.tell(text())
    }
  }

  /// Shows how much of a piece of work is done where nobody knows how much there is.
  ///
  /// - Throws: `Interruption` where a stop was asked for.
  public func show(_ work: String, _ done: Int) throws {
    try Interruption.check()
    update("\(work): \(done)")
  }

  /// Shows how much of a piece of work is done, and, once it has taken a few seconds, about how long the rest takes.
  ///
  /// - Parameter silence: for how many seconds nothing is said, for work that is mostly done at once.
  /// - Throws: `Interruption` where a stop was asked for.
  public func show(_ work: String, _ done: Int, of total: Int, silence: Double = 0) throws {
    try Interruption.check()
    let now = clock.elapsed
    if self.work?.name != work || done < (self.work?.done ?? 0) { self.work = (work, now, done, done) }
    self.work?.done = done
    guard now - (self.work?.start ?? now) >= silence else { return }
    let rest = self.work.flatMap {
      Self.secondsLeft(done: done - $0.first, of: total - $0.first, in: now - $0.start)
    }
    update("\(work): \(done) of \(total)" + (rest.map { ", about \(Self.duration($0)) left" } ?? ""))
  }

  /// How long the rest of a piece of work takes if it goes on as it began; nil as long as too little is known.
  package static func secondsLeft(done: Int, of total: Int, in seconds: Double) -> Double? {
    guard seconds >= 3, done > 0, done < total else { return nil }
    return seconds / Double(done) * Double(total - done)
  }

  /// Prints a line that stays.
  public func say(_ text: String) {
    guard !isQuiet else { return }
    let width = redraws ? StandardStreams.terminalWidth : nil
    let lines = width.map { TerminalText.wrapped(text, to: $0 - 1) } ?? text
    StandardStreams.tell((isOpen ? "\r\u{1B}[K" : "") + lines)
    isOpen = false
    lastShown = clock.elapsed
  }

  /// A duration as people read it: 8 s, 3 min 20 s, 2 h 5 min.
  public static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds < 1e12 else { return "–" }
    let whole = max(0, Int(seconds.rounded()))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
