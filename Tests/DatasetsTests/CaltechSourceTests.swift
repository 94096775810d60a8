import Datasets
import Foundation
import Testing

@Suite struct CaltechSourceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func error(_ open: (URL) throws(DatasetError) -> some ImageSource) -> DatasetError? {
    do {
      _ = try open(folder.url)
      return nil
    } catch {
      return error
    }
  }

  private func makeCaltech101() throws {
    let root = "101_ObjectCategories"
    try folder.image("\(root)/BACKGROUND_Google/image_0001.jpg", gray: 1)
    try folder.write(Data("listing".utf8), "\(root)/BACKGROUND_Google/tmp")
    try folder.image("\(root)/ant/image_0002.jpg", gray: 3)
    try folder.image("\(root)/ant/image_0001.jpg", gray: 2)
    try folder.image("\(root)/Faces/image_0001.jpg", gray: 4)
    try folder.image("\(root)/Faces/copy of image_0001.jpg", gray: 5)
  }

  @Test func caltech101LeavesOutTheBackground() throws {
    try makeCaltech101()
    let source = try Caltech101Source(root: folder.url)
    #expect(source.classNames == ["Faces", "ant"])
    #expect(source.count(.train) == 3 && source.count(.validation) == 0)
    #expect((0..<3).map { source.label(.train, $0) } == [0, 1, 1])
    let examples = try (0..<3).map { try source.example(.train, $0, side: 8) }
    #expect(examples.map(\.name) == ["Faces/image_0001.jpg", "ant/image_0001.jpg", "ant/image_0002.jpg"])
    #expect(examples.map { $0.image[0, 0, 0] } == [4, 2, 3])
    let inner = folder.url.appendingPathComponent("101_ObjectCategories")
    #expect(try Caltech101Source(root: inner).digest == source.digest)
  }

  @Test func whatIsWrongWithCaltech101IsNamed() throws {
    let absent = error { root throws(DatasetError) in
      try Caltech101Source(root: root.appendingPathComponent("absent"))
    }
    #expect(absent?.path.hasSuffix("/absent") == true && absent?.isMissing == true)
    #expect(
      error { root throws(DatasetError) in try Caltech101Source(root: root) }?.cause
        == "no class folders in it")
    try makeCaltech101()
    try folder.write(Data(), "101_ObjectCategories/bass/notes.txt")
    let empty = error { root throws(DatasetError) in try Caltech101Source(root: root) }
    #expect(empty?.path.hasSuffix("101_ObjectCategories/bass") == true)
    #expect(empty?.cause == "no images image_0001.jpg, … in it")
  }

  @Test func caltech256LeavesOutClutterAndStrays() throws {
    let root = "256_ObjectCategories"
    try folder.image("\(root)/257.clutter/257_0001.jpg", gray: 1)
    try folder.image("\(root)/056.dog/056_0002.jpg", gray: 3)
    try folder.image("\(root)/056.dog/056_0001.jpg", gray: 2)
    try folder.image("\(root)/056.dog/greg/vision309/056_0001.jpg", gray: 9)
    try folder.image("\(root)/198.spider/198_0001.jpg", gray: 4)
    try folder.write(Data("old new".utf8), "\(root)/198.spider/RENAME2")
    try folder.image("\(root)/003.backpack/003_0001.jpg", gray: 5)
    try folder.image("\(root)/003.backpack/004_0001.jpg", gray: 6)
    let source = try Caltech256Source(root: folder.url)
    #expect(source.classNames == ["backpack", "dog", "spider"])
    #expect(source.count(.train) == 4 && source.count(.validation) == 0)
    let examples = try (0..<4).map { try source.example(.train, $0, side: 8) }
    #expect(examples.map { $0.image[0, 0, 0] } == [5, 2, 3, 4])
    #expect(examples.map(\.label) == [0, 1, 1, 2])
    #expect(examples[1].name == "056.dog/056_0001.jpg")
  }

  @Test func anEmptyClassOfCaltech256IsNamed() throws {
    try folder.write(Data("old new".utf8), "256_ObjectCategories/198.spider/RENAME2")
    let error = error { root throws(DatasetError) in try Caltech256Source(root: root) }
    #expect(error?.path.hasSuffix("256_ObjectCategories/198.spider") == true)
    #expect(error?.cause == "no images 198_0001.jpg, … in it" && error?.isMalformed == true)
  }
}
