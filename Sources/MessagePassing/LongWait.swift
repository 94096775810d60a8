/// Tells of a wait for another process that does not end: that one may be stopped, or its machine may not answer, which no
/// library notices. The wait goes on, since the process may go on too.
package struct LongWait {
  private var next: Duration = .seconds(60)

  /// A wait that begins.
  package init() {}

  /// What is to be said now: first after a minute, and each time after twice as long as the last.
  ///
  /// - Parameters:
  ///   - waited: how long the wait has taken so far.
  ///   - own: the rank of the process that waits.
  ///   - other: the rank of the process that is waited for.
  package mutating func word(after waited: Duration, of own: Int, for other: Int) -> String? {
    guard waited >= next else { return nil }
    let minutes = Int(waited / .seconds(60))
    next = waited * 2
    return
      "process \(own) has waited for process \(other) for \(minutes) min. A process that says nothing like this may be stopped, or its machine may not answer: end that process, and all end with a checkpoint"
  }
}
