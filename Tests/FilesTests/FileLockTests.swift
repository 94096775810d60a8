import Files
import Foundation
import Synchronization
import Testing

@Suite struct FileLockTests {
  @Test func oneOwnerAtATime() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var first = try FileLock.take(file)
    #expect(first != nil)
    #expect(try FileLock.take(file) == nil)
    #expect(FileLock.owner(of: file) == getpid())
    first = nil
    #expect(try FileLock.take(file) != nil)
  }

  @Test func waitingEndsWhenTheOwnerLetsGo() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var first = try FileLock.take(file)
    #expect(first != nil)
    var owners: [Int32?] = []
    let second = try FileLock.wait(for: file, every: 0.001) { owner in
      owners.append(owner)
      if owners.count == 3 { first = nil }
    }
    #expect(owners == [getpid(), getpid(), getpid()])
    #expect(throws: CancellationError.self) {
      _ = try FileLock.wait(for: file, every: 0.001) { _ in throw CancellationError() }
    }
    withExtendedLifetime(second) {}
  }

  @Test func whoSharesKeepsOutWhoWantsItAlone() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var (first, second) = (try FileLock.share(file), try FileLock.share(file))
    #expect(first != nil && second != nil)
    first = nil
    #expect(try FileLock.take(file) == nil)
    second = nil
    let alone = try FileLock.take(file)
    #expect(try alone != nil && FileLock.share(file) == nil)
    alone?.share()
    #expect(try FileLock.share(file) != nil && FileLock.take(file) == nil)
    withExtendedLifetime(alone) {}
  }

  /// Who opened the file before it was removed holds nothing: the lock is that of the file's name.
  @Test func aRemovedFileIsMadeAgain() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    var first = try FileLock.take(file)
    try #require(first != nil)
    first?.removeFile()
    #expect(!FileManager.default.fileExists(atPath: file.path))
    let second = try FileLock.take(file)
    #expect(second != nil && FileManager.default.fileExists(atPath: file.path))
    first = nil
    // The first's end is nothing to the second, and neither is who takes turns with it.
    #expect(try FileLock.take(file) == nil)
    withExtendedLifetime(second) {}
  }

  /// Threads that take the lock, remove its file and let go: never two at once hold it.
  @Test func whoRemovesTheFileLetsOneInAtATime() async throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("lock-\(UUID().uuidString)")
    final class Holders: Sendable { let count = Mutex((now: 0, most: 0, turns: 0)) }
    let holders = Holders()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          for _ in 0..<200 {
            guard let lock = try FileLock.take(file) else { continue }
            holders.count.withLock {
              $0.now += 1
              $0.most = max($0.most, $0.now)
              $0.turns += 1
            }
            holders.count.withLock { $0.now -= 1 }
            lock.removeFile()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(holders.count.withLock { $0.most == 1 && $0.turns >= 200 })
  }

  @Test func aLockThatCannotBeMadeIsNamed() throws {
    let file = URL(fileURLWithPath: "/nonexistent/folder/.lock")
    let error = #expect(throws: FileError.self) { _ = try FileLock.take(file) }
    #expect(error?.path == file.path)
    #expect(error?.code == ENOENT)
  }
}
