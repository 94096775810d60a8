import Foundation
import Images

/// Frontal faces with their landmarks: a folder of pictures and one CSV with a header.
///
/// The CSV's columns, in any order, others being ignored:
///
/// - `file`: the picture, relative to the folder or to its folder `images`;
/// - `left_eye_x`, `left_eye_y`, `right_eye_x`, `right_eye_y`, `nose_x`, `nose_y`: the centres in pixels of the stored
///   picture;
/// - `face_x`, `face_y`, `face_w`, `face_h`: the face's box, where it is known;
/// - `frontal`: 0 where the face looks aside; such rows are left out.
///
/// Tables differ in whose left they mean, the animal's or the onlooker's. In a face from the front the animal's right eye
/// is further left in the picture, so that is what decides which is which here. How far a part reaches is taken
/// from the distance between the eyes. All pictures are in the validation split: faces are there to judge by.
public struct LandmarksSource: FileListSource {
  /// `landmarks`.
  public let name = "landmarks"
  /// One class: `face`.
  public let classNames = ["face"]
  let files: FileList
  private let faces: [PictureObject]

  /// The reach of an eye and of the nose as shares of the distance between the eyes.
  private static let reach = (eye: 0.2, nose: 0.3)
  private static let hint =
    "expected a folder of pictures and one CSV with the columns file, left_eye_x, left_eye_y, "
    + "right_eye_x, right_eye_y, nose_x, nose_y"

  /// The data set in a folder.
  ///
  /// - Throws: `DatasetError` where the folder, its table, a column or a picture is missing, or a row is not numbers.
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
    var faces: [PictureObject] = []
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
      faces.append(try Self.face(table, row))
    }
    if entries.isEmpty { throw .malformed(path: root, cause: "no frontal face in it", hint: Self.hint) }
    self.faces = faces
    files = FileList(root: root, train: [], validation: entries, classNames: classNames, besides: tables)
  }

  /// One picture in its stored size, with its face.
  ///
  /// - Throws: `DatasetError.brokenPicture` where it does not decode.
  public func picture(_ split: Split, _ index: Int, side: Int) throws -> Picture {
    var picture = try files.picture(split, index)
    picture.objects = [faces[index]]
    return picture
  }

  private static func face(_ table: CSVTable, _ row: CSVTable.Row) throws(DatasetError) -> PictureObject {
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
    guard table.has("face_x") else { return PictureObject(label: 0, parts: parts) }
    let box = BoundingBox(
      x: try table.number("face_x", row), y: try table.number("face_y", row),
      width: try table.number("face_w", row), height: try table.number("face_h", row))
    return PictureObject(label: 0, box: box, parts: parts)
  }
}
