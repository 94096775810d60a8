import Files
import Foundation
import Testing

@Suite struct FileReaderTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("reader-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder)
  }

  private func failure(_ path: String) -> FileError? {
    do {
      _ = try FileReader(FilePath(path))
      return nil
    } catch {
      return error
    }
  }

  @Test func allBytesAreRead() throws {
    defer { try? AtomicFile.remove(folder) }
    let file = folder.appendingPathComponent("a")
    let data = Data((0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7) })
    try AtomicFile.write(data, to: file)
    let reader = try FileReader(FilePath(file.path))
    #expect(reader.size == 600_000)
    #expect(try reader.bytes() == data)
  }

  @Test func whatIsNoFileIsRefusedAtOnce() throws {
    defer { try? AtomicFile.remove(folder) }
    #expect(failure(folder.path)?.code == EISDIR)
    #expect(failure(folder.path + "/none")?.code == ENOENT)
    #expect(failure(folder.path + "/none")?.description.contains("cannot be read") == true)
    // Nobody writes to the pipe: opening it for reading would wait for ever.
    let pipe = folder.path + "/pipe"
    #expect(mkfifo(pipe, 0o644) == 0)
    #expect(failure(pipe)?.code == EINVAL)
  }
}
