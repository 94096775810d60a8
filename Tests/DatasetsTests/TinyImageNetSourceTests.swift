import Datasets
import Foundation
import Testing

@Suite struct TinyImageNetSourceTests {
  let folder: TemporaryFolder

  /// Three classes of three images, in the published shape.
  init() throws {
    folder = try TemporaryFolder()
    let root = "tiny-imagenet-200"
    try folder.write(Data("n03\nn01\nn02\n".utf8), "\(root)/wnids.txt")
    try folder.write(
      Data("n00\tentity\nn01\tgoldfish, Carassius auratus\nn02\tcrane\nn03\tcrane, machine\n".utf8),
      "\(root)/words.txt")
    for (level, wnid) in ["n01", "n02", "n03"].enumerated() {
      for k in 0..<3 {
        try folder.image(
          "\(root)/train/\(wnid)/images/\(wnid)_\(k).JPEG", gray: UInt8(level * 10 + k), width: 64, height: 64
        )
      }
      try folder.write(Data("\(wnid)_0.JPEG\t0\t0\t9\t9\n".utf8), "\(root)/train/\(wnid)/\(wnid)_boxes.txt")
    }
    var annotations = ""
    for (k, wnid) in ["n02", "n03", "n01", "n03"].enumerated() {
      try folder.image("\(root)/val/images/val_\(k).JPEG", gray: UInt8(100 + k), width: 64, height: 64)
      annotations += "val_\(k).JPEG\t\(wnid)\t0\t0\t62\t63\n"
    }
    try folder.write(Data(annotations.utf8), "\(root)/val/val_annotations.txt")
  }

  private func error(classes: Int? = nil, imagesPerClass: Int? = nil) -> DatasetError? {
    do {
      _ = try TinyImageNetSource(
        root: folder.url, limits: .init(classes: classes, imagesPerClass: imagesPerClass))
      return nil
    } catch {
      return error
    }
  }

  private func remove(_ path: String) throws {
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("tiny-imagenet-200/\(path)"))
  }

  @Test func classesComeInTheirPublishedOrder() throws {
    let source = try TinyImageNetSource(root: folder.url)
    #expect(source.identifiers == ["n03", "n01", "n02"])
    #expect(source.classNames == ["crane (n03)", "goldfish", "crane (n02)"])
    #expect(source.count(.train) == 9 && source.count(.validation) == 4)
    #expect((0..<9).map { source.label(.train, $0) } == [0, 0, 0, 1, 1, 1, 2, 2, 2])
    #expect((0..<4).map { source.label(.validation, $0) } == [2, 0, 1, 0])
    let example = try source.example(.train, 4, side: 110)
    #expect(example.name == "train/n01/images/n01_1.JPEG")
    #expect(example.image[0, 0, 0] == 1 && example.image.width == 64)
    #expect(try source.example(.validation, 1, side: 110).image[5, 5, 2] == 101)
  }

  @Test func fewerClassesAndImages() throws {
    let source = try TinyImageNetSource(
      root: folder.url.appendingPathComponent("tiny-imagenet-200"),
      limits: .init(classes: 2, imagesPerClass: 2))
    #expect(source.classNames == ["crane", "goldfish"])
    #expect(source.count(.train) == 4 && source.count(.validation) == 3)
    #expect((0..<3).map { source.label(.validation, $0) } == [0, 1, 0])
    #expect(try source.digest != TinyImageNetSource(root: folder.url, limits: .init(classes: 2)).digest)
  }

  @Test func imagesThatAreNotThereAreLeftOut() throws {
    try remove("val/images/val_1.JPEG")
    let source = try TinyImageNetSource(root: folder.url)
    #expect(source.count(.validation) == 3 && (0..<3).map { source.label(.validation, $0) } == [2, 1, 0])
    #expect(source.omissions.count == 1 && source.omissions[0].isFault)
    #expect(source.omissions[0].place.hasSuffix("val/images/val_1.JPEG"))
  }

  /// As the usual scripts sort them: into `val/<wnid>/images`, or into `val/<wnid>` itself.
  @Test(arguments: ["/images", ""]) func sortedImagesToJudgeByAreRead(_ inner: String) throws {
    for (k, wnid) in ["n02", "n03", "n01", "n03"].enumerated() {
      try folder.image(
        "tiny-imagenet-200/val/\(wnid)\(inner)/val_\(k).JPEG", gray: UInt8(100 + k), width: 64, height: 64)
    }
    try remove("val/images")
    try remove("val/val_annotations.txt")
    let source = try TinyImageNetSource(root: folder.url)
    #expect((0..<4).map { source.label(.validation, $0) } == [0, 0, 1, 2])
    #expect(try source.example(.validation, 2, side: 64).image[0, 0, 0] == 102)
    try remove("val/n01")
    #expect(error()?.isMissing == true && error()?.cause.contains("n01") == true)
  }

  @Test func whatIsMissingIsNamed() throws {
    try remove("val/val_annotations.txt")
    #expect(error()?.path.hasSuffix("tiny-imagenet-200/val/val_annotations.txt") == true)
    #expect(error()?.cause == "no such file or directory")
    #expect(error()?.isMissing == true)
    try remove("train/n02")
    #expect(error()?.path.hasSuffix("train/n02/images") == true)
    try remove("wnids.txt")
    #expect(error()?.path.hasSuffix("wnids.txt") == true)
    try remove("train")
    #expect(error()?.path.hasSuffix("tiny-imagenet-200/train") == true)
    #expect(error()?.isMissing == true)
  }

  @Test func tooManyAreRefused() {
    #expect(error(classes: 4)?.cause == "4 classes are asked for, 3 are there")
    #expect(error(classes: 0)?.isMalformed == true)
    #expect(error(imagesPerClass: 4)?.cause == "4 training images a class are asked for, n03 has 3")
  }

  @Test func aWrongLineIsNumbered() throws {
    try folder.write(Data("val_0.JPEG\tn01\nnonsense\n".utf8), "tiny-imagenet-200/val/val_annotations.txt")
    #expect(error()?.cause == "line 2 is not a file, a tab and a class")
    try folder.write(Data("val_0.JPEG\tn01\n".utf8), "tiny-imagenet-200/val/val_annotations.txt")
    #expect(error()?.cause == "no images of class n03")
    try folder.write(Data("n01\nn01\n".utf8), "tiny-imagenet-200/wnids.txt")
    #expect(error()?.cause == "n01 stands there twice")
  }
}
