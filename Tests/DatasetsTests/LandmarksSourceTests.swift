import Datasets
import Foundation
import Images
import Testing

@Suite struct LandmarksSourceTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ table: String) throws { try folder.write(Data(table.utf8), "landmarks.csv") }

  private func error() -> DatasetError? {
    do {
      _ = try LandmarksSource(root: folder.url)
      return nil
    } catch {
      return error
    }
  }

  private func parts(_ example: LabeledImage) -> [String: [Double]] {
    Dictionary(uniqueKeysWithValues: example.parts.map { ($0.name, [$0.x, $0.y, $0.radius]) })
  }

  @Test func theAnimalsRightEyeIsOnTheLeft() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    try folder.image("b.png", gray: 2, width: 40, height: 40)
    // The first table's left is the onlooker's, the second row's the animal's.
    try write(
      "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\na.png,10,12,20,12,15,20\n"
        + "\"b.png\",20,12,10,12,15,20\n")
    let source = try LandmarksSource(root: folder.url)
    #expect(source.count(.train) == 0 && source.count(.validation) == 2)
    #expect(source.classNames == ["face"])
    for index in 0..<2 {
      let example = try source.example(.validation, index, side: 10)
      // The eyes lie 10 apart, so that the square's side is 40: the whole image.
      #expect(
        parts(example) == ["right eye": [10, 12, 2], "left eye": [20, 12, 2], "nose": [15, 20, 3]])
      #expect(example.objects.count == 1 && example.objects[0].box == nil)
    }
  }

  @Test func boxesAndFacesThatLookAside() throws {
    try folder.image("images/a.png", gray: 1, width: 40, height: 40)
    try folder.image("images/b.png", gray: 2, width: 40, height: 40)
    try folder.write(Data("who made it".utf8), "README.txt")
    try write(
      "\u{FEFF}file,breed,face_x,face_y,face_w,face_h,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,"
        + "frontal\r\nb.png,\"a, b\",1,2,3,4,10,12,20,12,15,20,0\r\na.png,c,5,6,30,31,10,12,20,12,15,20,1\r\n"
    )
    let source = try LandmarksSource(root: folder.url)
    #expect(source.count(.validation) == 1)
    let example = try source.example(.validation, 0, side: 10)
    #expect(example.name == "images/a.png" && example.label == 0)
    // 31 · 1.15 = 36 pixels around (20, 21.5), as far as the image of 40 reaches: from (2, 4) on.
    #expect(example.image.width == 36 && example.image.height == 36)
    #expect(example.objects[0].box == BoundingBox(x: 3, y: 2, width: 30, height: 31))
    #expect(parts(example)["nose"]?.prefix(2) == [13, 16])
  }

  @Test func aFaceIsCutToASquareInItsOwnProportion() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    let header =
      "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y,face_x,face_y,face_w,face_h,orig_w,orig_h\n"
    try write("\(header)a.png,14,10,18,10,16,14,12,6,8,12,80,40\n")
    let example = try LandmarksSource(root: folder.url).example(.validation, 0, side: 10)
    // Twice as wide as it is stored: the box becomes 16 × 12 at (24, 6), its square 18 pixels from (23, 3) on.
    #expect(example.image.width == 18 && example.image.height == 18)
    #expect(example.objects[0].box == BoundingBox(x: 1, y: 3, width: 16, height: 12))
    #expect(parts(example)["right eye"]?.prefix(2) == [5, 7])
    #expect(parts(example)["left eye"]?.prefix(2) == [13, 7])
    try write("\(header)a.png,14,10,18,10,16,14,12,6,8,12,0,40\n")
    #expect(error()?.cause.hasSuffix("line 2: a.png: an image of 0.0 × 40.0") == true)
  }

  @Test func filesMayBeNamedFromTheFolderOrFromImages() throws {
    try folder.image("images/a.png", gray: 1, width: 40, height: 40)
    try folder.image("b.png", gray: 2, width: 40, height: 40)
    let header = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"
    // Two faces in one image, and one in the other.
    let rows = ["images/a.png,10,12,20,12,15,20\n", "a.png,20,12,30,12,25,20\n", "b.png,10,12,20,12,15,20\n"]
    try write(header + rows.joined())
    let source = try LandmarksSource(root: folder.url)
    let names = try (0..<3).map { try source.example(.validation, $0, side: 10).name }
    #expect(names == ["images/a.png", "images/a.png", "b.png"])
  }

  @Test func aCacheIsNamedByItsLandmarksToo() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    let header = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"
    let digests = try [15, 16].map { nose in
      try write("\(header)a.png,10,12,20,12,\(nose),20\n")
      let cache = try ImageCache.open(
        try LandmarksSource(root: folder.url), split: .validation, side: 10,
        directory: folder.url.appendingPathComponent("cache"))
      return (cache.contentDigest, cache.image(0))
    }
    #expect(digests[0].1 == digests[1].1, "the same pixels")
    #expect(digests[0].0 != digests[1].0)
  }

  @Test func theDigestKnowsTheWholeTable() throws {
    try folder.image("a.png", gray: 1)
    let header = "file,note,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"
    let (before, behind) = (String(repeating: "x", count: 6000), String(repeating: "y", count: 6000))
    try write("\(header)a.png,\(before)1\(behind),1,2,3,4,5,6\n")
    let digest = try LandmarksSource(root: folder.url).digest
    try write("\(header)a.png,\(before)2\(behind),1,2,3,4,5,6\n")
    #expect(try LandmarksSource(root: folder.url).digest != digest)
  }

  private static let header = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"

  /// A gap costs the face that has it: never the table, and never a wrong face.
  @Test(arguments: [
    ("10,12,20,12,,", "nose_x is “”, not a number"),
    ("10,12,NaN,NaN,15,20", "right_eye_x is “NaN”, not a number"),
    ("10,12,-1,-1,15,20", "right_eye at (-1.0, -1.0) is outside of the image of 40×40 pixels"),
    ("10,12,20,12,150,200", "nose at (150.0, 200.0) is outside of the image of 40×40 pixels"),
    ("10,12,10,12,15,20", "both eyes are at one point"), ("10,12,20,12,15", "6 fields under 7 columns"),
  ]) func aGapCostsOneFace(_ row: String, _ cause: String) throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    try folder.image("b.png", gray: 2, width: 40, height: 40)
    try write("\(Self.header)b.png,\(row)\na.png,10,12,20,12,15,20\n")
    let source = try LandmarksSource(root: folder.url)
    #expect(source.count(.validation) == 1)
    #expect(try source.example(.validation, 0, side: 10).name == "a.png")
    #expect(source.omissions.map(\.place) == ["\(folder.url.path)/landmarks.csv, line 2"])
    #expect(source.omissions[0].isFault && source.omissions[0].cause.hasSuffix(cause), "\(source.omissions)")
  }

  @Test func anImageThatIsNotThereCostsOneFace() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    try write("\(Self.header)a.png,10,12,20,12,15,20\ngone.png,10,12,20,12,15,20\n")
    let source = try LandmarksSource(root: folder.url)
    #expect(source.count(.validation) == 1 && source.omissions.map(\.cause) == ["gone.png: not there"])
  }

  /// A face counts once, and images come from the folder alone.
  @Test func aSecondRowOfAnImageAndOneFromElsewhereAreLeftOut() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    let outside = "../\(folder.url.lastPathComponent)/a.png"
    try write(
      "\(Self.header)a.png,10,12,20,12,15,20\na.png,10,12,20,12,15,20\n\(outside),10,12,20,12,15,20\n")
    let source = try LandmarksSource(root: folder.url)
    #expect(source.count(.validation) == 1)
    #expect(
      source.omissions.map(\.cause) == [
        "a.png: its face stands in line 2 already", "\(outside): not within the folder",
      ])
  }

  @Test func semicolonsStandBetweenDecimalCommas() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    try write(Self.header.replacing(",", with: ";") + "a.png;10,5;12;20;12,25;15;20\n")
    let example = try LandmarksSource(root: folder.url).example(.validation, 0, side: 10)
    #expect(parts(example)["right eye"]?.prefix(2) == [10.5, 12] && parts(example)["left eye"]?[1] == 12.25)
  }

  /// The table names pixels of the stored image, whichever way its EXIF orientation turns it.
  @Test(arguments: [
    (2, "30,12,20,12,25,20"), (3, "30,28,20,28,25,20"), (6, "12,30,12,20,20,25"), (8, "28,10,28,20,20,15"),
  ])
  func landmarksAreTurnedWithTheirImage(_ orientation: UInt8, _ row: String) throws {
    let plain = [UInt8](try Image(width: 40, height: 40, gray: 7).jpeg(quality: 90))
    let block: [UInt8] =
      Array("Exif\0\0II".utf8)
      + [42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]
    try folder.write(
      Data(plain[..<2] + [0xFF, 0xE1, 0, UInt8(block.count + 2)] + block + plain[2...]), "a.jpg")
    try write("\(Self.header)a.jpg,\(row)\n")
    let example = try LandmarksSource(root: folder.url).example(.validation, 0, side: 10)
    #expect(
      parts(example) == ["right eye": [10, 12, 2], "left eye": [20, 12, 2], "nose": [15, 20, 3]],
      "\(parts(example))")
  }

  /// A box that is known of some faces only.
  @Test func anEmptyBoxIsNone() throws {
    try folder.image("a.png", gray: 1, width: 40, height: 40)
    let header = Self.header.dropLast() + ",face_x,face_y,face_w,face_h\n"
    try write("\(header)a.png,10,12,20,12,15,20,,,,\n")
    #expect(try LandmarksSource(root: folder.url).example(.validation, 0, side: 10).objects[0].box == nil)
    try write("\(header)a.png,10,12,20,12,15,20,50,50,9,9\n")
    #expect(error()?.cause.hasSuffix("no part of the face's box lies in the image") == true)
  }

  @Test func whatIsWrongIsNamed() throws {
    #expect(error()?.cause == "no CSV in it")
    let header = "file,left_eye_x,left_eye_y,right_eye_x,right_eye_y,nose_x,nose_y\n"
    try folder.image("a.png", gray: 1)
    for (table, cause) in [
      ("", "an empty file"), ("file,nose_x\n", "no column left_eye_x"),
      ("file,file\n", "the column file stands there twice"),
      (header, "no frontal face in it"),
      ("\(header)a.png,1,2,3\n", "line 2: 4 fields under 7 columns"),
      ("\(header)\na.png,1,2,3,4,5,wide\n", "line 3: a.png: nose_y is “wide”, not a number"),
      ("\(header)b.png,1,2,3,4,5,6\n", "line 2: b.png: not there"),
    ] {
      try write(table)
      #expect(error()?.cause.hasSuffix(cause) == true, "\(error()?.cause ?? "")")
      #expect(error()?.path.hasPrefix(folder.url.path) == true)
    }
    try folder.write(Data(header.utf8), "other.csv")
    #expect(error()?.cause == "2 CSV files in it")
  }
}
