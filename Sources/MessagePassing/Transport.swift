/// What carries bytes from one process of a group to another. Messages between two processes arrive in the order in which they
/// were sent. Not for use from two threads at once.
package protocol Transport: AnyObject {
  /// The number of this process, from 0.
  var rank: Int { get }
  /// How many processes there are.
  var size: Int { get }
  /// Begins to send bytes to a process; they must stay as they are until `wait`.
  ///
  /// - Returns: what to wait for.
  /// - Throws: `MessagePassingError`.
  func send(_ bytes: UnsafeRawBufferPointer, to rank: Int) throws -> Int
  /// Begins to receive as many bytes from a process; they are there after `wait`.
  ///
  /// - Returns: what to wait for.
  /// - Throws: `MessagePassingError`.
  func receive(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) throws -> Int
  /// Waits until a transfer is done, once for each.
  ///
  /// - Throws: `MessagePassingError`; `Interruption` where a stop was asked for and the other process does not come.
  func wait(for transfer: Int) throws
  /// Leaves the group, once all of its processes do so.
  func leave()
  /// Ends all processes, this one with an exit code.
  func abort(_ exitCode: Int32) -> Never
}
