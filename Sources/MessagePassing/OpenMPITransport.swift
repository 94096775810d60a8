import CMPI
import Foundation
import Processes

/// Messages by Open MPI among all processes that were started together.
///
/// The library's own waits end only when the message comes. Here requests are tried again and again: a process that waits notices
/// that it is asked to stop, and leaves the processor to others.
final class OpenMPITransport: Transport {
  let rank: Int
  let size: Int
  private var requests: [Int: (request: UnsafeMutableRawPointer?, other: Int)] = [:]
  private var last = 0
  /// How long, after a stop was asked for, a message is still waited for. Rank 0 has something to save, and mpirun kills what it
  /// has asked to stop after a second; the others have nothing to save, and their end must not come before that.
  private var patience: Duration { rank == 0 ? .milliseconds(300) : .seconds(30) }
  /// When a wait first saw that a stop was asked for.
  private var noticed: ContinuousClock.Instant?

  /// Joins the processes; the library must be loaded.
  init() throws {
    var (rank, size): (Int32, Int32) = (0, 0)
    try Self.check(zfnet_mpi_join(&rank, &size))
    (self.rank, self.size) = (Int(rank), Int(size))
  }

  func send(_ bytes: UnsafeRawBufferPointer, to rank: Int) throws -> Int {
    var request: UnsafeMutableRawPointer?
    try Self.check(zfnet_mpi_send(bytes.baseAddress, Self.count(bytes.count), Int32(rank), &request))
    return keep(request, rank)
  }

  func receive(_ bytes: UnsafeMutableRawBufferPointer, from rank: Int) throws -> Int {
    var request: UnsafeMutableRawPointer?
    try Self.check(zfnet_mpi_receive(bytes.baseAddress, Self.count(bytes.count), Int32(rank), &request))
    return keep(request, rank)
  }

  func wait(for transfer: Int) throws {
    guard let found = requests.removeValue(forKey: transfer) else {
      preconditionFailure("transfer \(transfer) was waited for before")
    }
    var request = found.request
    var tries = 0
    let begun = ContinuousClock.now
    var long = LongWait()
    while true {
      var isDone = false
      try Self.check(zfnet_mpi_test(&request, &isDone))
      if isDone { return }
      tries += 1
      // Messages come within microseconds, or when others have computed; a processor may be shared with those.
      if tries < 1000 {
        sched_yield()
      } else {
        usleep(tries < 20_000 ? 20 : 500)
        try checkStop()
        if let word = long.word(after: .now - begun, of: rank, for: found.other) {
          StandardStreams.tell(word)
        }
      }
    }
  }

  func leave() { zfnet_mpi_leave() }

  func abort(_ exitCode: Int32) -> Never { zfnet_mpi_abort(exitCode) }

  private func checkStop() throws {
    guard let requested = Interruption.requested else { return }
    let since = noticed ?? .now
    noticed = since
    if .now - since > patience { throw requested }
  }

  private func keep(_ request: UnsafeMutableRawPointer?, _ other: Int) -> Int {
    last += 1
    requests[last] = (request, other)
    return last
  }

  private static func count(_ bytes: Int) -> Int32 {
    precondition(bytes <= Int(Int32.max), "a message of \(bytes) bytes")
    return Int32(bytes)
  }

  private static func check(_ error: Int32) throws {
    guard error == 0 else {
      throw MessagePassingError.failed(cause: String(cString: zfnet_mpi_describe(error)))
    }
  }
}
