import Foundation
import MessagePassing

/// Threads that take the place of processes: messages go from one to another through memory.
public final class LocalProcesses: @unchecked Sendable {
  // Unchecked, because of the messages, which are touched under the condition alone.

  private let size: Int
  private let condition = NSCondition()
  private var messages: [Int: [[UInt8]]] = [:]
  private var lost: Set<Int> = []

  private init(_ size: Int) { self.size = size }

  /// Runs something in each of several processes, and gives what became of it, by rank.
  ///
  /// - Parameter body: given the process's group, and what has it killed once it has sent so many messages more: whoever waits for
  ///   what it has not sent is told, and so is it.
  public static func run<Value: Sendable>(
    _ size: Int,
    _ body: @escaping @Sendable (_ group: ProcessGroup, _ die: (_ afterMessages: Int) -> Void) throws -> Value
  ) -> [Result<Value, any Error>] {
    let processes = LocalProcesses(size)
    let results = Results<Value>(size)
    let all = DispatchGroup()
    for rank in 0..<size {
      all.enter()
      let thread = Thread {
        let transport = LocalTransport(processes, rank)
        results[rank] = Result {
          // Who is done waits for nobody, but is not to be waited for.
          defer { processes.lose(rank) }
          return try body(ProcessGroup(transport), transport.die)
        }
        all.leave()
      }
      thread.stackSize = 16 << 20
      thread.start()
    }
    all.wait()
    return (0..<size).map { results[$0]! }
  }

  private final class Results<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var values: [Result<Value, any Error>?]
    init(_ size: Int) { values = Array(repeating: nil, count: size) }
    subscript(rank: Int) -> Result<Value, any Error>? {
      get { lock.withLock { values[rank] } }
      set { lock.withLock { values[rank] = newValue } }
    }
  }

  fileprivate var count: Int { size }

  fileprivate func put(_ bytes: [UInt8], from sender: Int, to receiver: Int) throws {
    try condition.withLock {
      if lost.contains(sender) { throw MessagePassingError.failed(cause: "process \(sender) was killed") }
      messages[sender * size + receiver, default: []].append(bytes)
      condition.broadcast()
    }
  }

  /// The next message from one process to another, once it is there.
  fileprivate func take(from sender: Int, to receiver: Int) throws -> [UInt8] {
    let key = sender * size + receiver
    condition.lock()
    defer { condition.unlock() }
    while true {
      if lost.contains(receiver) { throw MessagePassingError.failed(cause: "process \(receiver) was killed") }
      if messages[key]?.isEmpty == false { return messages[key]!.removeFirst() }
      if lost.contains(sender) { throw MessagePassingError.failed(cause: "process \(sender) is gone") }
      condition.wait()
    }
  }

  fileprivate func lose(_ rank: Int) {
    condition.withLock {
      _ = lost.insert(rank)
      condition.broadcast()
    }
  }
}

/// One process's end of all connections.
private final class LocalTransport: Transport {
  let rank: Int
  private let processes: LocalProcesses
  private var expected: [Int: [(transfer: Int, bytes: UnsafeMutableRawBufferPointer)]] = [:]
  private var received: Set<Int> = []
  private var sent: [Int: (bytes: UnsafeRawBufferPointer, copy: [UInt8])] = [:]
  private var last = 0
  private var messagesLeft: Int?

  init(_ processes: LocalProcesses, _ rank: Int) { (self.processes, self.rank) = (processes, rank) }

  var size: Int { processes.count }

  func send(_ bytes: UnsafeRawBufferPointer, to rank: Int) throws -> Int {
    precondition(rank != self.rank, "process \(rank) sends to itself")
    if let messagesLeft { die(afterMessages: messagesLeft - 1) }
    last += 1
    sent[last] = (bytes, Array(bytes))
    try processes.put(Array(bytes), from: self.rank, to: rank)
    return last
  }

  func receive(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) throws -> Int {
    last += 1
    expected[rank, default: []].append((last, bytes))
    return last
  }

  func wait(for transfer: Int) throws {
    if let (bytes, copy) = sent.removeValue(forKey: transfer) {
      precondition(bytes.elementsEqual(copy), "bytes have changed while they were sent")
      return
    }
    guard received.remove(transfer) == nil else { return }
    guard let sender = expected.first(where: { $0.value.contains { $0.transfer == transfer } })?.key else {
      preconditionFailure("nobody began transfer \(transfer), or it was waited for before")
    }
    while received.remove(transfer) == nil {
      let message = try processes.take(from: sender, to: rank)
      let next = expected[sender]!.removeFirst()
      precondition(message.count == next.bytes.count, "\(message.count) bytes for \(next.bytes.count)")
      next.bytes.copyBytes(from: message)
      received.insert(next.transfer)
    }
  }

  func die(afterMessages count: Int) {
    messagesLeft = count
    if count < 0 { processes.lose(rank) }
  }

  func leave() {}

  func abort(_ exitCode: Int32) -> Never { fatalError("a test ends the processes with \(exitCode)") }
}
