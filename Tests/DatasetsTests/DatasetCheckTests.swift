import Datasets
import Foundation
import Images
import Testing

@Suite struct DatasetCheckTests {
  private let folder: TemporaryFolder

  /// A sound set of two classes, in which no image stands twice.
  init() throws {
    folder = try TemporaryFolder()
    var gray: UInt8 = 0
    for split in ["train", "val"] {
      for name in ["ant", "bee"] {
        for number in 0..<3 {
          gray += 10
          try folder.image("\(split)/\(name)/\(number).png", gray: gray)
        }
      }
    }
  }

  private func check() throws -> DatasetCheck { try DatasetCheck(of: try FolderSource(root: folder.url)) }

  private func kinds() throws -> [String] { try check().findings.map { "\($0.kind.rawValue) \($0.place)" } }

  @Test func aSoundSetHasNoFindings() throws {
    let check = try check()
    #expect(check.findings == [] && check.faults == 0 && check.counts == ["train": 6, "validation": 6])
    #expect(try check.digest == FolderSource(root: folder.url).digest)
  }

  @Test func brokenImagesAreListedWithTheCause() throws {
    try folder.write(Data("no image".utf8), "train/ant/1.png")
    try folder.write(try Image(width: 9, height: 9, gray: 1).png().dropLast(30), "val/bee/2.png")
    let findings = try check().findings
    #expect(findings.map(\.kind) == [.broken, .broken] && findings.allSatisfy(\.isFault))
    #expect(findings[0].place.hasSuffix("train/ant/1.png") && findings[1].place.hasSuffix("val/bee/2.png"))
    #expect(findings.allSatisfy { !$0.cause.isEmpty })
  }

  /// Across splits, across classes, and twice in one place: the last is no fault. Another file format is the same image.
  @Test func theSameImageTwiceIsFound() throws {
    try folder.image("val/ant/1.png", gray: 10)
    try folder.image("train/bee/0.png", gray: 20)
    try folder.image("val/bee/9.png", gray: 100)
    try folder.image("val/bee/8.png", gray: 10, width: 13)
    #expect(
      try kinds() == [
        "across-classes train/bee/0.png", "across-splits val/ant/1.png", "repeat val/bee/9.png",
      ])
    let check = try check()
    #expect(check.faults == 2)
    #expect(
      check.findings[0].cause == "the same pixels as train/ant/1.png of the train images, as ant and bee")
    #expect(check.findings[1].cause == "the same pixels as train/ant/0.png of the train images")
  }

  @Test func whatLiesThereBesidesIsWorthKnowing() throws {
    try folder.write(Data("x".utf8), "train/ant/notes.txt")
    let check = try check()
    #expect(check.findings.map(\.kind) == [.other] && check.faults == 0)
  }

  @Test func annotationsAreHeldAgainstTheImage() throws {
    let causes = try DatasetCheck(of: MisannotatedSource()).findings.map(\.cause)
    #expect(
      causes == [
        "the box of object 1 reaches from (1.0, 2.0) to (4.0, 6.5), and the image has 4×4 pixels",
        "nose of object 1 is at (4.5, 1.0), and the image has 4×4 pixels", "object 2 is of class 2 of 2",
        "its label is 1, and 0 in the list of 2 classes",
      ])
  }
}

/// Two images whose annotations do not fit, and one whose do.
private struct MisannotatedSource: ImageSource {
  let name = "wrong"
  let digest = ""
  let classNames = ["ant", "bee"]

  func count(_ split: Split) -> Int { split == .train ? 3 : 0 }
  func label(_ split: Split, _ index: Int) -> Int { index == 0 ? 1 : 0 }

  func example(_ split: Split, _ index: Int, side: Int) -> LabeledImage {
    let image = Image(width: 4, height: 4, gray: UInt8(index))
    if index == 1 { return LabeledImage(image: image, label: 1, name: "1") }
    let reach = index == 0 ? 4.5 : 2
    let nose = Part(name: "nose", x: reach, y: 1, radius: 1, isVisible: true)
    let hidden = Part(name: "tail", x: 9, y: 9, radius: 1, isVisible: false)
    let objects = [
      ImageObject(
        label: 0, box: BoundingBox(x: 1, y: 2, width: 3, height: reach), parts: [nose, hidden]),
      ImageObject(label: index == 0 ? 2 : 1),
    ]
    return LabeledImage(image: image, label: label(split, index), name: "\(index)", objects: objects)
  }
}
