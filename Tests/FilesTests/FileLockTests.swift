import Files
import Foundation
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

  @Test func aLockThatCannotBeMadeIsNamed() throws {
    let file = URL(fileURLWithPath: "/nonexistent/folder/.lock")
    let error = #expect(throws: FileError.self) { _ = try FileLock.take(file) }
    #expect(error?.path == file.path)
    #expect(error?.code == ENOENT)
  }
}
