import Datasets
import Foundation
import Images
import Testing

/// The list of layouts, and limits that hold in each.
@Suite struct DatasetLayoutTests {
  private let folder: TemporaryFolder

  /// A set of three classes of 3, 2 and 4 training images and one validation image, as `FolderSource` reads it.
  init() throws {
    folder = try TemporaryFolder()
    for (name, count) in [("ant", 3), ("bee", 2), ("cat", 4)] {
      for index in 0..<count { try folder.image("train/\(name)/\(index).png", gray: UInt8(10 * index)) }
      try folder.image("val/\(name)/0.png", gray: 200)
    }
  }

  private func error(_ limits: DatasetLimits) -> DatasetError? {
    do {
      _ = try DatasetLayout.folder.open(folder.url, limits)
      return nil
    } catch {
      return error as? DatasetError
    }
  }

  @Test func namesAreTypedAndDiffer() {
    let names = DatasetLayout.all.map(\.name)
    #expect(Set(names).count == names.count && !names.contains("scenes"))
    for layout in DatasetLayout.all {
      #expect(layout.name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" }, "\(layout.name)")
      #expect(!layout.summary.isEmpty && layout.description == "\(layout.name):PATH")
    }
  }

  @Test func theFirstClassesAndImagesAreTaken() throws {
    let whole = try DatasetLayout.folder.open(folder.url)
    let source = try DatasetLayout.folder.open(folder.url, .init(classes: 2, imagesPerClass: 2))
    #expect(source.classNames == ["ant", "bee"] && source.name == "folder")
    #expect(source.count(.train) == 4 && source.count(.validation) == 2)
    #expect((0..<4).map { source.label(.train, $0) } == [0, 0, 1, 1])
    #expect(
      try (0..<4).map { try source.example(.train, $0, side: 8).name } == [
        "train/ant/0.png", "train/ant/1.png", "train/bee/0.png", "train/bee/1.png",
      ])
    let digests = [
      whole.digest, source.digest, try DatasetLayout.folder.open(folder.url, .init(classes: 2)).digest,
      try DatasetLayout.folder.open(folder.url, .init(classes: 1)).digest,
      try DatasetLayout.folder.open(folder.url, .init(imagesPerClass: 2)).digest,
    ]
    #expect(Set(digests).count == digests.count)
  }

  @Test func moreThanThereIsIsRefused() throws {
    #expect(error(.init(classes: 4))?.cause == "4 classes are asked for, 3 are there")
    #expect(error(.init(classes: 0))?.cause == "0 classes are asked for, 3 are there")
    #expect(error(.init(imagesPerClass: 3))?.cause == "3 training images a class are asked for, bee has 2")
    let lenient = DatasetLimits(classes: 5, imagesPerClass: 3, takesFewer: true)
    let source = try DatasetLayout.folder.open(folder.url, lenient)
    #expect(source.classNames.count == 3 && source.count(.train) == 8)
  }

  @Test func objectsOfOtherClassesAreLeftOut() throws {
    let layout = DatasetLayout("drawn", summary: "two classes in memory", open: { _ in DrawnSource() })
    let source = try layout.open(folder.url, .init(classes: 1))
    #expect(source.classNames == ["even"] && source.count(.train) == 150 && source.count(.validation) == 2)
    // The image at 4 has a box of class 1; the one at 0 a mask of class 0.
    #expect(try source.example(.train, 2, side: 16).objects.isEmpty)
    #expect(try source.example(.train, 0, side: 16).objects.map(\.label) == [0])
  }
}
