import Files
import Foundation
import Images

/// Frontal faces with their landmarks: a folder of images and one CSV with a header.
///
/// The CSV's columns, in any order, others being ignored:
///
/// - `file`: the image, relative to the folder or to its folder `images`;
/// - `left_eye_x`, `left_eye_y`, `right_eye_x`, `right_eye_y`, `nose_x`, `nose_y`: the centers in pixels of the stored
///   image, before its EXIF orientation turns it;
/// - `face_x`, `face_y`, `face_w`, `face_h`: the face's box, where it is known;
/// - `orig_w`, `orig_h`: the image's size before it was squashed to the stored one, where it was;
/// - `frontal`: 0 where the face looks aside; such rows are left out.
///
/// A row whose landmarks are missing, are no numbers, lie outside of the image or on one another, whose image is not there, or not
/// within the folder, is left out and told of, as is a face that stands in a row before: it costs one face.
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
    let points: [(x: Double, y: Double)]
    let box: BoundingBox?
    /// Width over height before the image was squashed; nil where it was not.
    let proportion: Double?
  }

  /// What is wrong with a row.
  private struct Gap: Error { let cause: String }

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
  /// - Throws: `DatasetError` where the folder, its table or a column is missing, or no row is sound.
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
    var gaps = table.unfit
    var lines: [String: Int] = [:]
    // An image of many rows is looked into once.
    var sizes: [String: (width: Int, height: Int)?] = [:]
    for row in table.rows {
      do {
        if table.has("frontal"), try Self.number("frontal", table, row) == 0 { continue }
        let named = table.text("file", row)
        let found = [named, "images/\(named)"].first {
          !named.isEmpty && access("\(root)/\($0)", R_OK) == 0 && !FolderListing.isFolder("\(root)/\($0)")
        }
        guard let found else { throw Gap(cause: "not there") }
        guard !found.hasPrefix("/"), !found.split(separator: "/").contains("..") else {
          throw Gap(cause: "not within the folder")
        }
        let size = sizes[found] ?? StoredImage.size(of: FilePath("\(root)/\(found)"))
        sizes[found] = .some(size)
        let face = try Self.face(table, row, size)
        // An image may hold several faces, but each of them once.
        let place = "\(face.points) \(found)"
        if let line = lines[place] { throw Gap(cause: "its face stands in line \(line) already") }
        faces.append(face)
        entries.append(.init(path: found, label: 0))
        lines[place] = row.line
      } catch let gap as Gap {
        gaps.append((row.line, "\(table.text("file", row)): \(gap.cause)"))
      } catch {
        preconditionFailure("a row that is neither sound nor has a gap: \(error)")
      }
    }
    let omissions = gaps.sorted { $0.line < $1.line }.map {
      Omission(place: "\(table.path), line \($0.line)", cause: $0.cause, isFault: true)
    }
    if entries.isEmpty {
      throw .malformed(
        path: root,
        cause: "no frontal face in it" + (omissions.first.map { "; \($0.place): \($0.cause)" } ?? ""),
        hint: Self.hint)
    }
    self.faces = faces
    files = FileList(
      root: root, train: [], validation: entries, classNames: classNames, besides: tables,
      omissions: omissions)
  }

  /// One image with its face, cut to a square around it.
  ///
  /// - Throws: `DatasetError.brokenImage` where it does not decode.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    let (decoded, stored) = try files.example(split, index)
    var example = decoded
    let face = faces[index]
    let (width, height) = (stored.storedWidth, stored.storedHeight)
    example.objects = [
      Self.object(face, stored.orientation, width: Double(width), height: Double(height))
    ]
    if let proportion = face.proportion {
      // The proportion is that of the image as it is stored.
      let wide = max(Int((Double(height) * proportion).rounded()), 1)
      guard wide <= Image.largestPixelCount / max(height, 1) else {
        throw DatasetError.brokenImage(
          path: example.name, cause: "\(wide)×\(height) pixels in the proportion that the table gives",
          hint: "correct orig_w and orig_h")
      }
      example =
        stored.orientation.exchangesSides
        ? example.resized(width: height, height: wide) : example.resized(width: wide, height: height)
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

  /// A field that must be a number.
  private static func number(_ name: String, _ table: CSVTable, _ row: CSVTable.Row) throws -> Double {
    guard let number = table.number(name, row) else {
      throw Gap(cause: "\(name) is “\(table.text(name, row))”, not a number")
    }
    return number
  }

  /// Some fields that are numbers, or all of them empty.
  private static func numbers(_ names: [String], _ table: CSVTable, _ row: CSVTable.Row) throws -> [Double]? {
    guard names.allSatisfy(table.has), !names.allSatisfy({ table.text($0, row).isEmpty }) else { return nil }
    return try names.map { try number($0, table, row) }
  }

  /// What a row says of a face in an image of a size, where that is known.
  private static func face(
    _ table: CSVTable, _ row: CSVTable.Row, _ size: (width: Int, height: Int)?
  ) throws -> Face {
    let points = try ["left_eye", "right_eye", "nose"].map { part in
      let point = (x: try number("\(part)_x", table, row), y: try number("\(part)_y", table, row))
      let isInside = size.map { point.x <= Double($0.width) && point.y <= Double($0.height) } ?? true
      guard point.x >= 0, point.y >= 0, isInside else {
        let extent = size.map { " of \($0.width)×\($0.height) pixels" } ?? ""
        throw Gap(cause: "\(part) at (\(point.x), \(point.y)) is outside of the image\(extent)")
      }
      return point
    }
    guard hypot(points[0].x - points[1].x, points[0].y - points[1].y) >= 1 else {
      throw Gap(cause: "both eyes are at one point")
    }
    var box: BoundingBox?
    if let edges = try numbers(["face_x", "face_y", "face_w", "face_h"], table, row) {
      let given = BoundingBox(x: edges[0], y: edges[1], width: edges[2], height: edges[3])
      let image = size.map { BoundingBox(x: 0, y: 0, width: Double($0.width), height: Double($0.height)) }
      guard edges.allSatisfy({ abs($0) < 1e6 }), !given.isEmpty,
        image.map({ !given.intersection($0).isEmpty }) ?? true
      else {
        throw Gap(cause: "no part of the face's box lies in the image")
      }
      box = given
    }
    var proportion: Double?
    if let sides = try numbers(["orig_w", "orig_h"], table, row) {
      guard sides[0] > 0, sides[1] > 0, (1e-3...1e3).contains(sides[0] / sides[1]) else {
        throw Gap(cause: "an image of \(sides[0]) × \(sides[1])")
      }
      proportion = sides[0] / sides[1]
    }
    return Face(points: points, box: box, proportion: proportion)
  }

  /// The face in the upright image.
  private static func object(
    _ face: Face, _ orientation: Orientation, width: Double, height: Double
  ) -> ImageObject {
    let points = face.points.map { orientation.upright(x: $0.x, y: $0.y, width: width, height: height) }
    let (first, second, nose) = (points[0], points[1], points[2])
    let (right, left) = first.x <= second.x ? (first, second) : (second, first)
    let distance = hypot(left.x - right.x, left.y - right.y)
    let parts = [("left eye", left, reach.eye), ("right eye", right, reach.eye), ("nose", nose, reach.nose)]
      .map { Part(name: $0, x: $1.x, y: $1.y, radius: $2 * distance, isVisible: true) }
    let box = face.box.map { orientation.upright($0, width: width, height: height) }
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
