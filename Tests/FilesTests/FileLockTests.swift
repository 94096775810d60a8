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

  @Test func aLockThatCannotBeMadeIsNamed() throws {
    let file = URL(fileURLWithPath: "/nonexistent/folder/.lock")
    let error = #expect(throws: FileError.self) { _ = try FileLock.take(file) }
    #expect(error?.path == file.path)
    #expect(error?.code == ENOENT)
  }
}
