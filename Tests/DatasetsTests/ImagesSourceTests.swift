import Datasets
import Foundation
import Images
import Testing

/// Folders of images that nobody has divided.
@Suite struct ImagesSourceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func foldersBelowAreClasses() throws {
    for path in ["owl/b.png", "owl/a/c.png", "bat/1.PNG"] { try folder.image(path, gray: 90) }
    try folder.write(Data("text".utf8), "bat/notes.txt")
    let source = try ImagesSource(root: folder.url)
    #expect(source.classNames == ["bat", "owl"])
    #expect(source.count(.train) == 3 && source.count(.validation) == 0)
    #expect((0..<3).map { source.label(.train, $0) } == [0, 1, 1])
    #expect(try source.example(.train, 1, side: 8).name == "owl/a/c.png")
    #expect(source.omissions.map(\.cause).first?.contains("1 .txt") == true)
  }

  @Test func imagesOfOneFolderAreOfOneClass() throws {
    for path in ["z.png", "y.png", "more/x.png"] { try folder.image(path, gray: 90) }
    let source = try ImagesSource(root: folder.url)
    #expect(source.classNames == [folder.url.lastPathComponent, "more"])
    #expect((0..<3).map { source.label(.train, $0) } == [0, 0, 1])
    #expect(
      try (0..<3).map { try source.example(.train, $0, side: 8).name } == ["y.png", "z.png", "more/x.png"])
  }

  @Test func anEmptyFolderIsNoSet() throws {
    try folder.write(Data("text".utf8), "notes.txt")
    #expect(throws: DatasetError.self) { try ImagesSource(root: folder.url) }
    #expect(throws: DatasetError.self) { try ImagesSource(root: folder.url.appending(path: "none")) }
  }
}
