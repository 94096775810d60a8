import Files
import Foundation
import Testing

/// What a person is told who names a file that cannot be read.
@Suite struct NamedFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("named-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder)
  }

  private func refusal(_ path: String) -> NamedFile.Refusal? {
    do {
      _ = try NamedFile.data(path, endings: [".onnx", ".safetensors"])
      return nil
    } catch {
      return error
    }
  }

  @Test func allBytesAreRead() throws {
    defer { try? AtomicFile.remove(folder) }
    for text in ["", "some words"] {
      try AtomicFile.write(text, to: folder.appendingPathComponent("a"))
      #expect(try NamedFile.data(folder.path + "/a", endings: []) == Data(text.utf8))
    }
    #expect(refusal(folder.path + "/none")?.cause == "no such file or directory")
  }

  /// Waiting for somebody to write to it could take for ever.
  @Test func aPipeIsRefused() throws {
    defer { try? AtomicFile.remove(folder) }
    #expect(mkfifo(folder.path + "/pipe", 0o644) == 0)
    #expect(refusal(folder.path + "/pipe")?.hint.contains("pipes and devices are not read") == true)
  }

  @Test func aFolderIsToldWithTheFilesInIt() throws {
    defer { try? AtomicFile.remove(folder) }
    #expect(refusal(folder.path)?.cause == "it is a folder, and a file is wanted")
    #expect(refusal(folder.path)?.hint == "name a file that ends in .onnx or .safetensors")
    for name in ["notes.txt", ".hidden.onnx", "Net.ONNX"] {
      try AtomicFile.write("x", to: folder.appendingPathComponent(name))
    }
    #expect(refusal(folder.path)?.hint == "name the file in it: \(folder.path)/Net.ONNX")
    try AtomicFile.write("x", to: folder.appendingPathComponent("other.safetensors"))
    #expect(
      refusal(folder.path + "/")?.hint.hasSuffix("Net.ONNX or \(folder.path)/other.safetensors") == true)
  }
}
