import Datasets
import Foundation
import Testing

@Suite struct FolderSourceTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.image("train/cat/b.PNG", gray: 10)
    try folder.image("train/cat/a.png", gray: 20)
    try folder.image("train/cat/more/c.Jpeg", gray: 30)
    try folder.image("train/ant/1.jpg", gray: 40)
    try folder.image("train/cat/.hidden.png", gray: 50)
    try folder.write(Data("notes".utf8), "train/cat/notes.txt")
    try folder.image("val/cat/z.png", gray: 60)
    try folder.image("val/ant/y.png", gray: 70)
  }

  private func error(_ path: String = "") -> DatasetError? {
    do {
      _ = try FolderSource(root: path.isEmpty ? folder.url : folder.url.appendingPathComponent(path))
      return nil
    } catch {
      return error
    }
  }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
  }

  @Test func classesAndImagesAreSorted() throws {
    let source = try FolderSource(root: folder.url)
    #expect(source.classNames == ["ant", "cat"])
    #expect(source.count(.train) == 4 && source.count(.validation) == 2)
    #expect((0..<4).map { source.label(.train, $0) } == [0, 1, 1, 1])
    let examples = try (0..<4).map { try source.example(.train, $0, side: 4) }
    #expect(
      examples.map(\.name) == [
        "train/ant/1.jpg", "train/cat/a.png", "train/cat/b.PNG", "train/cat/more/c.Jpeg",
      ])
    #expect(examples.map { $0.image[0, 0, 0] } == [40, 20, 10, 30])
    #expect(examples.map(\.label) == [0, 1, 1, 1])
    #expect(examples[0].image.width == 12)
  }

  @Test func missingFoldersAreNamed() throws {
    #expect(error("absent")?.path.hasSuffix("/absent") == true)
    #expect(error("absent")?.isMissing == true)
    try remove("val")
    let error = error()
    #expect(error?.path == folder.url.path + "/val")
    #expect(error?.cause == "no such folder")
    #expect(error?.hint.contains("val/<class>") == true)
    #expect(error?.isMissing == true)
  }

  @Test func anEmptyClassIsNamed() throws {
    try remove("train/ant/1.jpg")
    let error = error()
    #expect(error?.path == folder.url.path + "/train/ant")
    #expect(error?.cause == "a class without images")
    #expect(error?.isMalformed == true)
  }

  @Test func trainAndValMustAgree() throws {
    try folder.image("train/dog/1.png", gray: 1)
    #expect(error()?.cause == "class dog is missing")
    #expect(error()?.path == folder.url.path + "/val")
    try remove("train/dog")
    try folder.image("val/emu/1.png", gray: 1)
    #expect(error()?.path == folder.url.path + "/train")
    #expect(error()?.isMalformed == true)
  }

  @Test func noClassesIsAnError() throws {
    try remove("train/cat")
    try remove("train/ant")
    #expect(error()?.cause == "no class folders in it")
  }

  @Test func aLinkThatGoesRoundEnds() throws {
    try FileManager.default.createSymbolicLink(
      at: folder.url.appendingPathComponent("train/cat/loop"),
      withDestinationURL: folder.url.appendingPathComponent("train/cat"))
    #expect(try FolderSource(root: folder.url).count(.train) == 4)
  }

  @Test func theDigestKnowsContentsAndPlacesButNotTimes() throws {
    let digest = try FolderSource(root: folder.url).digest
    #expect(digest.count == 64)
    let image = folder.url.appendingPathComponent("val/ant/y.png")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: image.path)
    #expect(try FolderSource(root: folder.url).digest == digest)
    try folder.image("val/ant/y.png", gray: 71)
    #expect(try FolderSource(root: folder.url).digest != digest)
    try folder.image("val/ant/y.png", gray: 70)
    #expect(try FolderSource(root: folder.url).digest == digest)
    try FileManager.default.moveItem(at: image, to: folder.url.appendingPathComponent("val/ant/x.png"))
    #expect(try FolderSource(root: folder.url).digest != digest)
  }

  @Test func aBrokenImageIsNamed() throws {
    try folder.write(Data("no image".utf8), "train/ant/1.jpg")
    let source = try FolderSource(root: folder.url)
    let error = #expect(throws: DatasetError.self) { _ = try source.example(.train, 0, side: 4) }
    #expect(error?.path == folder.url.path + "/train/ant/1.jpg")
    #expect(error?.cause == "not a JPEG or PNG image")
    #expect(error?.isBrokenImage == true)
  }
}
