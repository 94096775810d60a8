import Datasets
import Foundation
import Images
import Testing

@Suite struct VOC2012SourceTests {
  let folder: TemporaryFolder
  private let root = "VOCdevkit/VOC2012"

  /// Three classes, two images to learn from and one to judge by, in the published shape.
  init() throws {
    folder = try TemporaryFolder()
    let objects = [
      "2008_000008": [("train", "0", 2.0), ("cat", "0", 5)], "2008_000015": [("person", "1", 1)],
      "2008_000021": [("person", "1", 3), ("cat", "0", 1)],
    ]
    for (name, own) in objects {
      try folder.image("\(root)/JPEGImages/\(name).jpg", gray: 7, width: 20, height: 10)
      try folder.write(Data(Self.annotation(own).utf8), "\(root)/Annotations/\(name).xml")
    }
    let lists = [
      "cat_train": "2008_000008  1\n2008_000015 -1\n", "cat_val": "2008_000021  1\n",
      "person_train": "2008_000008 -1\n2008_000015  0\n", "person_val": "2008_000021  0\n",
      "train_train": "2008_000008  1\n2008_000015 -1\n", "train_val": "2008_000021 -1\n",
      "cat_trainval": "nonsense", "train": "2008_000008\n2008_000015\n", "val": "2008_000021\n",
    ]
    for (name, text) in lists {
      try folder.write(Data(text.utf8), "\(root)/ImageSets/Main/\(name).txt")
    }
  }

  /// An annotation of objects that are 4 pixels wide and 3 high, each with a part that is not to be read.
  private static func annotation(_ objects: [(name: String, difficult: String, x: Double)]) -> String {
    let texts = objects.map {
      """
      <object><name>\($0.name)</name><pose>Frontal</pose><truncated>0</truncated><difficult>\($0.difficult)</difficult>
      <bndbox><xmax>\($0.x + 3)</xmax><xmin>\($0.x)</xmin><ymax>6</ymax><ymin>4</ymin></bndbox>
      <part><name>head</name><bndbox><xmin>0</xmin><ymin>0</ymin><xmax>1</xmax><ymax>1</ymax></bndbox></part></object>
      """
    }
    return "<annotation><folder>VOC2012</folder><size><width>20</width></size>\(texts.joined())</annotation>"
  }

  private func error(reading split: Split? = nil) -> DatasetError? {
    do {
      let source = try VOC2012Source(root: folder.url)
      if let split { _ = try source.example(split, 0, side: 10) }
      return nil
    } catch {
      return error as? DatasetError
    }
  }

  @Test func anImageThatIsNotThereIsLeftOut() throws {
    try FileManager.default.removeItem(
      at: folder.url.appendingPathComponent("\(root)/JPEGImages/2008_000008.jpg"))
    let source = try VOC2012Source(root: folder.url)
    #expect(source.count(.train) == 1 && source.label(.train, 0) == 1)
    #expect(source.omissions.count == 1 && source.omissions[0].isFault)
    #expect(source.omissions[0].place.hasSuffix("JPEGImages/2008_000008.jpg"))
  }

  /// Boxes are turned with the image, unless the annotation was made of the turned one.
  @Test func boxesAreTurnedWithTheirImage() throws {
    let plain = [UInt8](try Image(width: 20, height: 10, gray: 7).jpeg(quality: 90))
    // A quarter turn clockwise: an EXIF block of one entry.
    let block: [UInt8] =
      Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    let turned = Data(plain[..<2] + [0xFF, 0xE1, 0, UInt8(block.count + 2)] + block + plain[2...])
    try folder.write(turned, "\(root)/JPEGImages/2008_000015.jpg")
    func box() throws -> BoundingBox? {
      try VOC2012Source(root: folder.url).example(.train, 1, side: 10).objects[0].box
    }
    // Stored at (0, 3), 4 wide and 3 high, in 20×10; upright x is 10 minus the lower edge, y the left edge.
    #expect(try box() == BoundingBox(x: 4, y: 0, width: 3, height: 4))
    let annotation = "\(root)/Annotations/2008_000015.xml"
    let text = try String(contentsOf: folder.url.appendingPathComponent(annotation), encoding: .utf8)
    func write(size: String) throws {
      try folder.write(Data(text.replacing("<size><width>20</width></size>", with: size).utf8), annotation)
    }
    try write(size: "<size><width>20</width><height>10</height></size>")
    #expect(try box() == BoundingBox(x: 4, y: 0, width: 3, height: 4))
    try write(size: "<size><width>10</width><height>20</height></size>")
    #expect(try box() == BoundingBox(x: 0, y: 3, width: 4, height: 3))
  }

  @Test func listsGiveClassesAndSplits() throws {
    let source = try VOC2012Source(root: folder.url)
    #expect(source.classNames == ["cat", "person", "train"])
    #expect(source.count(.train) == 2 && source.count(.validation) == 1)
    #expect((0..<2).map { source.label(.train, $0) } == [0, 1])
    #expect(source.label(.validation, 0) == 0)
    for inner in ["VOCdevkit", root] {
      #expect(try VOC2012Source(root: folder.url.appendingPathComponent(inner)).digest == source.digest)
    }
  }

  @Test func annotationsGiveBoxesAndDifficulty() throws {
    let source = try VOC2012Source(root: folder.url)
    let example = try source.example(.train, 0, side: 10)
    #expect(example.name == "JPEGImages/2008_000008.jpg")
    #expect(example.objects.map(\.label) == [0, 2])
    #expect(example.objects[0].box == BoundingBox(x: 4, y: 3, width: 4, height: 3))
    #expect(example.presentLabels == [0, 2] && example.difficultLabels == [])
    let other = try source.example(.validation, 0, side: 10)
    #expect(other.objects.map(\.label) == [0, 1])
    #expect(other.presentLabels == [0] && other.difficultLabels == [1])
  }

  @Test func theDigestKnowsTheAnnotations() throws {
    let digest = try VOC2012Source(root: folder.url).digest
    try folder.write(
      Data(Self.annotation([("person", "0", 1)]).utf8), "\(root)/Annotations/2008_000015.xml")
    #expect(try VOC2012Source(root: folder.url).digest != digest)
  }

  @Test func wrongListsAreNamed() throws {
    let list = "\(root)/ImageSets/Main/person_train.txt"
    try folder.write(Data("2008_000008 -1\n2008_000015  2\n".utf8), list)
    #expect(error()?.path.hasSuffix("person_train.txt") == true)
    #expect(error()?.cause == "line 2 is not an image's name and 1, 0 or -1")
    try folder.write(Data("2008_000008 \(Int.min)\n".utf8), list)
    #expect(error()?.cause == "line 1 is not an image's name and 1, 0 or -1")
    try folder.write(Data("2008_000099 -1\n".utf8), list)
    #expect(error()?.cause == "line 1: 2008_000099 is not in cat_train.txt")
    try folder.write(Data("2008_000008 -1\n2008_000015 -1\n".utf8), list)
    #expect(error()?.cause == "2008_000015 shows no class of any list")
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("\(root)/ImageSets/Main"))
    #expect(error()?.path.hasSuffix("ImageSets/Main") == true && error()?.isMissing == true)
  }

  @Test func wrongAnnotationsAreNamed() throws {
    let file = "\(root)/Annotations/2008_000008.xml"
    for (text, cause) in [
      ("<annotation><object>", "not an annotation with objects"),
      ("<annotation></annotation>", "not an annotation with objects"),
      (Self.annotation([("dragon", "0", 1)]), "object 1 is “dragon”, which has no list"),
      (Self.annotation([("cat", "0", .nan)]), "object 1 has no box"),
      (Self.annotation([("cat", "0", -1e300)]), "object 1 has no box"),
    ] {
      try folder.write(Data(text.utf8), file)
      #expect(error(reading: .train)?.cause == cause)
      #expect(error(reading: .train)?.path.hasSuffix("2008_000008.xml") == true)
    }
    let bytes = Array(Self.annotation([("cat", "0", 1)]).utf8)
    try folder.write(Data(Array("<annotat".utf8) + [0xDE] + bytes), file)
    #expect(error(reading: .train)?.cause == "no text in UTF-8")
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent(file))
    #expect(error(reading: .train)?.isMissing == true)
  }
}
