/// Processes that work on one thing together, each with a number, its rank. All of them ask for the same exchanges in the same order.
///
/// What is summed is summed in the order of the ranks, however many there are, so that their number changes no bit.
public final class ProcessGroup {
  /// The number of this process, from 0.
  public var rank: Int { transport.rank }
  /// How many processes there are.
  public var size: Int { transport.size }
  /// The bytes that this process has sent.
  public private(set) var bytesSent = 0

  private let transport: any Transport

  /// An error that all processes end with, so that one of them is to tell of it, and they may leave each other in peace.
  public struct SharedError: Error {
    /// The error itself, as one process would have thrown it.
    public let cause: any Error

    /// An error that every process meets at the same place.
    public init(_ cause: any Error) { self.cause = cause }
  }

  /// The processes that a transport reaches.
  package init(_ transport: any Transport) { self.transport = transport }

  /// Leaves the group, once all of its processes do so.
  public func leave() { transport.leave() }

  /// Ends all processes, this one with an exit code.
  public func abort(_ exitCode: Int32) -> Never { transport.abort(exitCode) }

  // MARK: What each has, for all

  /// Gives every process what each of them has: parts go around the ring of processes, so that each sends all of them but one.
  ///
  /// - Parameter parts: by rank, of the same sizes in all processes; one's own holds what the others are to have, and the others are
  ///   written.
  /// - Throws: `MessagePassingError`; `Interruption`.
  package func gather(_ parts: [UnsafeMutableRawBufferPointer]) throws {
    precondition(parts.count == size, "\(parts.count) parts for \(size) processes")
    let (next, last) = ((rank + 1) % size, (rank + size - 1) % size)
    // What comes has started before it is needed.
    var arrivals: [Int] = []
    for step in 1..<max(size, 1) {
      arrivals.append(try transport.receive(parts[(rank + size - step) % size], from: last))
    }
    var sent: [Int] = []
    for step in 0..<arrivals.count {
      if step > 0 { try transport.wait(for: arrivals[step - 1]) }
      sent.append(try send(parts[(rank + size - step) % size], to: next))
    }
    if let arrival = arrivals.last { try transport.wait(for: arrival) }
    for transfer in sent { try transport.wait(for: transfer) }
  }

  /// One number of every process, by rank.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  public func gather(_ value: Int) throws -> [Int] {
    var values = [Int](repeating: 0, count: size)
    values[rank] = value
    try values.withUnsafeMutableBufferPointer { values in
      try gather(
        values.indices.map {
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: values[$0...$0]))
        })
    }
    return values
  }

  /// A text of every process, by rank.
  ///
  /// - Throws: `MessagePassingError`; `Interruption`.
  public func gather(_ text: String) throws -> [String] {
    let own = Array(text.utf8)
    let lengths = try gather(own.count)
    var ends: [Int] = []
    for length in lengths { ends.append((ends.last ?? 0) + length) }
    var bytes = [UInt8](repeating: 0, count: ends.last ?? 0)
    bytes.replaceSubrange(ends[rank] - own.count..<ends[rank], with: own)
    try bytes.withUnsafeMutableBytes { bytes in
      try gather(
        zip(ends, lengths).map { UnsafeMutableRawBufferPointer(rebasing: bytes[$0 - $1..<$0]) })
    }
    return zip(ends, lengths).map { String(decoding: bytes[$0 - $1..<$0], as: UTF8.self) }
  }

  // MARK: Sums

  /// Sums what the processes have in the order of their ranks, and gives every process the sum.
  ///
  /// The sum goes from the first process to the last, each adding its own on the way, and comes back the same way: a slice is on
  /// its way while others are added to. Each process sends and receives it twice at most, as many bytes as in a ring, however many
  /// processes there are.
  ///
  /// - Parameters:
  ///   - slices: where the sum is made and left; of the same sizes in all processes.
  ///   - add: makes a slice the sum of itself and what this process has; on rank 0, of what this process has alone.
  /// - Throws: `MessagePassingError`; `Interruption`.
  package func sum(_ slices: [UnsafeMutableRawBufferPointer], adding add: (_ slice: Int) -> Void) throws {
    let (isFirst, isLast) = (rank == 0, rank == size - 1)
    let sums = try isFirst ? [] : slices.map { try transport.receive($0, from: rank - 1) }
    var sent: [Int] = []
    for index in slices.indices {
      if !isFirst { try transport.wait(for: sums[index]) }
      add(index)
      if !isLast { sent.append(try send(slices[index], to: rank + 1)) }
    }
    for transfer in sent { try transport.wait(for: transfer) }

    let totals = try isLast ? [] : slices.map { try transport.receive($0, from: rank + 1) }
    sent = []
    for index in slices.indices {
      if !isLast { try transport.wait(for: totals[index]) }
      if !isFirst { sent.append(try send(slices[index], to: rank - 1)) }
    }
    for transfer in sent { try transport.wait(for: transfer) }
  }

  private func send(_ bytes: UnsafeMutableRawBufferPointer, to rank: Int) throws -> Int {
    bytesSent += bytes.count
    return try transport.send(UnsafeRawBufferPointer(bytes), to: rank)
  }
}
