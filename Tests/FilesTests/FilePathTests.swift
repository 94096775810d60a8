import Files
import Foundation
import Testing

@Suite struct FilePathTests {
  @Test func bytesThatAreNoUTF8AreShownAsNumbers() {
    #expect(FilePath(bytes: Array("caf".utf8) + [0xE9]).text == "caf\\xE9")
    #expect(FilePath(bytes: [0xFF, 0x0A] + Array("é".utf8) + [0x80]).text == "\\xFF\né\\x80")
    #expect(FilePath("a/é").text == "a/é")
  }

  @Test func pathsAreTheirBytes() {
    // One and the same letter, composed and not: equal texts, other files.
    #expect("\u{E9}" == "e\u{301}")
    #expect(FilePath("\u{E9}") != FilePath("e\u{301}"))
    #expect(FilePath("a").appending("b").appending(FilePath("c/d")) == FilePath("a/b/c/d"))
    #expect(FilePath("Z") < FilePath("a") && FilePath("a") < FilePath("é"))
  }

  @Test func aFolderGivesNamesBackAsTheyAre() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder)
    let name = FilePath(bytes: [0x6E, 0xE9])
    let path = FilePath(folder.path).appending(name)
    #expect(path.withCString { mkdir($0, 0o755) } == 0)
    let file = path.appending("x")
    #expect(file.withCString { creat($0, 0o644) } >= 0)
    #expect(FolderContents.names(in: FilePath(folder.path)) == [name])
    try AtomicFile.remove(folder)
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }
}
