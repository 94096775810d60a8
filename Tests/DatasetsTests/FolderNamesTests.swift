import Datasets
import Files
import Foundation
import Images
import Testing

/// Folders as they are found: names in any bytes, and what systems leave in them.
@Suite struct FolderNamesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes an image under a name of any bytes, in both splits.
  private func image(
    _ className: [UInt8], _ file: [UInt8] = Array("1.png".utf8), splits: [String] = ["train", "val"]
  )
    throws
  {
    let data = try Image(width: 12, height: 8, gray: 60).png()
    for split in splits {
      try AtomicFile.makeFolder(folder.url.appendingPathComponent(split))
      let place = FilePath("\(folder.url.path)/\(split)").appending(FilePath(bytes: className))
      _ = place.withCString { mkdir($0, 0o755) }
      let descriptor = place.appending(FilePath(bytes: file)).withCString {
        open($0, O_CREAT | O_WRONLY, 0o644)
      }
      #expect(descriptor >= 0)
      let written = data.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      #expect(written == data.count)
      close(descriptor)
    }
  }

  private func image(_ className: String, _ file: String = "1.png") throws {
    try image(Array(className.utf8), Array(file.utf8))
  }

  private func source() throws -> FolderSource { try FolderSource(root: folder.url) }

  @Test func namesThatAreNoUTF8AreClassesAndImages() throws {
    try image(Array("caf".utf8) + [0xE9])
    try image(Array("tea".utf8), [0xE9, 0x74, 0xE9] + Array(".png".utf8))
    let source = try source()
    #expect(source.classNames == ["caf\\xE9", "tea"])
    #expect(source.count(.train) == 2 && source.count(.validation) == 2)
    for index in 0..<2 { #expect(try source.example(.train, index, side: 4).image.width == 12) }
    #expect(try source.example(.validation, 1, side: 4).name == "val/tea/\\xE9t\\xE9.png")
  }

  @Test func oneNameInTwoFormsIsOneClass() throws {
    try image(Array("caf\u{E9}".utf8), splits: ["train"])
    try image(Array("cafe\u{301}".utf8), splits: ["val"])
    try image("tea")
    let source = try source()
    #expect(source.classNames.count == 2 && source.count(.validation) == 2)
    #expect(try source.example(.validation, 0, side: 4).image.width == 12)
  }

  @Test func twoFoldersThatLookAlikeAreToldApart() throws {
    try image("caf\u{E9}")
    try image("cafe\u{301}")
    #expect(try source().classNames == ["cafe\\u{301}", "caf\\u{e9}"])
  }

  @Test func aLineBreakInANameBreaksNoLine() throws {
    try image("a\tb\nc")
    try image("-x")
    #expect(try source().classNames == ["-x", "a\\u{9}b\\u{a}c"])
  }

  @Test func whatSystemsLeaveIsNeitherClassNorImage() throws {
    for name in ["cat", "dog"] { for file in ["1.png", "2.PNG"] { try image(name, file) } }
    let image = try Image(width: 3, height: 3).png()
    for path in [
      "train/__MACOSX/cat/._1.png", "train/@eaDir/x", "train/cat/@eaDir/1.png/THUMB_M.jpg",
      "val/dog/.ipynb_checkpoints/1-checkpoint.png", "train/cat/Thumbs.db", "val/dog/desktop.ini",
      "val/#recycle/old.png", "train/.DS_Store",
    ] { try folder.write(image, path) }
    let source = try source()
    #expect(source.classNames == ["cat", "dog"])
    #expect(source.count(.train) == 4 && source.count(.validation) == 4 && source.omissions.isEmpty)
  }

  @Test func otherEndingsAreToldOf() throws {
    try image("cat")
    try image("dog", "1.jfif")
    for name in ["a.webp", "b.webp", "scan.tif", "no-ending"] {
      try folder.write(Data("x".utf8), "train/dog/\(name)")
    }
    let source = try source()
    #expect(source.count(.train) == 2)
    #expect(source.omissions.count == 1 && !source.omissions[0].isFault)
    #expect(
      source.omissions[0].description.hasSuffix(
        "4 files with other endings (2 .webp, 1 .tif, 1 without an ending); only .jpg, .jpeg, .jpe, .jfif and .png "
          + "are read"), "\(source.omissions)")
  }

  @Test func aClassOfOtherEndingsSaysSo() throws {
    try image("cat")
    for split in ["train", "val"] { try folder.write(Data("x".utf8), "\(split)/dog/1.webp") }
    let error = #expect(throws: DatasetError.self) { try source() }
    #expect(error?.cause == "a class without images: it has 1 .webp")
  }

  @Test func imagesThatAreNotSortedAreCounted() throws {
    try image("cat")
    try folder.write(try Image(width: 3, height: 3).png(), "train/loose.png")
    #expect(try source().omissions.map(\.cause) == ["1 images beside the class folders"])
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("val/cat"))
    try folder.write(try Image(width: 3, height: 3).png(), "val/ILSVRC2012_val_00000001.JPEG")
    let error = #expect(throws: DatasetError.self) { try source() }
    #expect(error?.cause == "no class folders in it, but 1 images")
    try FileManager.default.moveItem(
      at: folder.url.appendingPathComponent("val"), to: folder.url.appendingPathComponent("valid"))
    let second = #expect(throws: DatasetError.self) { try source() }
    #expect(second?.cause == "no such folder, but there is one called “valid”")
  }

  /// A link that leads nowhere, a pipe that nobody writes to.
  @Test func whatCannotBeReadIsPassedOver() throws {
    try image("cat")
    let place = folder.url.appendingPathComponent("train/cat")
    try FileManager.default.createSymbolicLink(
      atPath: place.appendingPathComponent("0.png").path, withDestinationPath: "nowhere.png")
    #expect(mkfifo(place.appendingPathComponent("2.png").path, 0o644) == 0)
    let source = try source()
    #expect(source.count(.train) == 2)
    var broken: [DatasetError] = []
    let found = try source.firstExamples(ofEachClass: 1, .train, side: 4) { broken.append($0) }
    #expect(found.map(\.count) == [1] && found[0][0].name == "train/cat/1.png")
    #expect(broken.count == 1 && broken[0].path.hasSuffix("train/cat/0.png"))
  }

  @Test func aChangeInTheMiddleChangesTheDigest() throws {
    try image("cat")
    var bytes = Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    try folder.write(bytes, "train/cat/large.png")
    let digest = try source().digest
    bytes[25_000] ^= 1
    try folder.write(bytes, "train/cat/large.png")
    #expect(try source().digest != digest)
    bytes[25_000] ^= 1
    try folder.write(bytes, "train/cat/large.png")
    #expect(try source().digest == digest)
  }
}
