import Foundation
import Images

/// Frontal faces with their landmarks: a folder of images and one CSV with a header.
///
/// The CSV's columns, in any order, others being ignored:
///
/// - `file`: the image, relative to the folder or to its folder `images`;
/// - `left_eye_x`, `left_eye_y`, `right_eye_x`, `right_eye_y`, `nose_x`, `nose_y`: the centers in pixels of the stored
///   image;
/// - `face_x`, `face_y`, `face_w`, `face_h`: the face's box, where it is known;
/// - `orig_w`, `orig_h`: the image's size before it was squashed to the stored one, where it was;
/// - `frontal`: 0 where the face looks aside; such rows are left out.
///
/// Tables differ in whose left they mean, the animal's or the onlooker's. In a face from the front the animal's right eye
/// is further left in the image, so that is what decides which is which here. How far a part reaches is taken
/// from the distance between the eyes. All images are in the validation split: faces are there to judge by.
///
/// A squashed image gets its proportion back, and every image is cut to a square around its face: small faces in large
/// images would leave little to hide and much that is no face.
public struct LandmarksSource: FileListSource {
  /// The source's name in the report: `landmarks`.
  public let name = "landmarks"
  /// The only class, `face`.
  public let classNames = ["face"]
  let files: FileList
  private let faces: [Face]

  /// What the table knows of one image, in pixels of the stored one.
  private struct Face {
    let object: ImageObject
    /// Width over height before the image was squashed; nil where it was not.
    let proportion: Double?
  }

  /// The side of the square around a face: as a share of its box's longer side, or, where there is no box, of the distance between
  /// the eyes.
  private static let square = (ofBox: 1.15, ofEyeDistance: 4.0)
  /// The reach of an eye and of the nose as shares of the distance between the eyes.
  private static let reach = (eye: 0.2, nose: 0.3)
  private static let hint =
    "expected a folder of images and one CSV with the columns file, left_eye_x, left_eye_y, "
    + "right_eye_x, right_eye_y, nose_x, nose_y"

  /// The data set in a folder.
  ///
  /// - Throws: `DatasetError` where the folder, its table, a column or an image is missing, or a row is not numbers.
  public init(root: URL) throws(DatasetError) {
    let root = root.path
    let tables = try FolderListing.names(in: root).filter { $0.lowercased().hasSuffix(".csv") }
    guard tables.count == 1 else {
      throw .malformed(
        path: root, cause: tables.isEmpty ? "no CSV in it" : "\(tables.count) CSV files in it",
        hint: Self.hint)
    }
    let table = try CSVTable(root + "/" + tables[0], hint: Self.hint)
    try table.require(
      ["file", "left_eye_x", "left_eye_y", "right_eye_x", "right_eye_y", "nose_x", "nose_y"])
    var entries: [FileList.Entry] = []
    var faces: [Face] = []
    for row in table.rows {
      if table.has("frontal"), try table.number("frontal", row) == 0 { continue }
      let named = table.text("file", row)
      let file = [named, "images/\(named)"].first { access("\(root)/\($0)", R_OK) == 0 }
      guard let file else {
        throw .missing(
          path: "\(root)/\(named)", cause: "line \(row.line) of \(tables[0]) names it, but it is not there",
          hint: Self.hint)
      }
      entries.append(.init(path: file, label: 0))
      faces.append(
        Face(object: try Self.face(table, row), proportion: try Self.proportion(table, row)))
    }
    if entries.isEmpty { throw .malformed(path: root, cause: "no frontal face in it", hint: Self.hint) }
    self.faces = faces
    files = FileList(root: root, train: [], validation: entries, classNames: classNames, besides: tables)
  }

  /// One image with its face, cut to a square around it.
  ///
  /// - Throws: `DatasetError.brokenImage` where it does not decode.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var example = try files.example(split, index)
    let face = faces[index]
    example.objects = [face.object]
    if let proportion = face.proportion {
      let width = Int((Double(example.image.height) * proportion).rounded())
      example = example.resized(width: max(width, 1), height: example.image.height)
    }
    return Self.cut(example)
  }

  /// The square around the face, as far as the image reaches.
  private static func cut(_ example: LabeledImage) -> LabeledImage {
    let face = example.objects[0]
    let box = face.box ?? BoundingBox(around: face.parts)
    let eyes = face.parts.filter { $0.name.hasSuffix("eye") }
    let reach =
      face.box.map { max($0.width, $0.height) * square.ofBox }
      ?? hypot(eyes[0].x - eyes[1].x, eyes[0].y - eyes[1].y) * square.ofEyeDistance
    let (width, height) = (example.image.width, example.image.height)
    let side = min(max(Int(reach.rounded()), 1), width, height)
    func start(_ middle: Double, _ room: Int) -> Int {
      min(max(Int((middle - Double(side) / 2).rounded()), 0), room - side)
    }
    return example.cropped(
      x: start(box.x + box.width / 2, width), y: start(box.y + box.height / 2, height), width: side,
      height: side)
  }

  private static func proportion(_ table: CSVTable, _ row: CSVTable.Row) throws(DatasetError) -> Double? {
    guard table.has("orig_w") else { return nil }
    let (width, height) = (try table.number("orig_w", row), try table.number("orig_h", row))
    guard width > 0, height > 0 else {
      throw .malformed(
        path: table.path, cause: "line \(row.line): an image of \(width) × \(height)", hint: hint)
    }
    return width / height
  }

  private static func face(_ table: CSVTable, _ row: CSVTable.Row) throws(DatasetError) -> ImageObject {
    func point(_ name: String) throws(DatasetError) -> (x: Double, y: Double) {
      (try table.number("\(name)_x", row), try table.number("\(name)_y", row))
    }
    let (first, second) = (try point("left_eye"), try point("right_eye"))
    let (right, left) = first.x <= second.x ? (first, second) : (second, first)
    let distance = ((left.x - right.x) * (left.x - right.x) + (left.y - right.y) * (left.y - right.y))
      .squareRoot()
    let nose = try point("nose")
    let parts = [("left eye", left, reach.eye), ("right eye", right, reach.eye), ("nose", nose, reach.nose)]
      .map { Part(name: $0, x: $1.x, y: $1.y, radius: $2 * distance, isVisible: true) }
    guard table.has("face_x") else { return ImageObject(label: 0, parts: parts) }
    let box = BoundingBox(
      x: try table.number("face_x", row), y: try table.number("face_y", row),
      width: try table.number("face_w", row), height: try table.number("face_h", row))
    return ImageObject(label: 0, box: box, parts: parts)
  }
}

extension BoundingBox {
  /// The smallest box around the parts' centers.
  fileprivate init(around parts: [Part]) {
    let (x, y) = (parts.map(\.x), parts.map(\.y))
    let (left, top) = (x.min() ?? 0, y.min() ?? 0)
    self.init(x: left, y: top, width: (x.max() ?? 0) - left, height: (y.max() ?? 0) - top)
  }
}

extension DatasetLayout {
  /// The layout of `LandmarksSource`.
  public static let landmarks = DatasetLayout(
    "landmarks", summary: "frontal faces and one CSV of their eyes and noses",
    open: { try LandmarksSource(root: $0) })
}
