import Files
import Foundation
import Images

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What PASCAL VOC's annotation in XML says of one image: its objects and its size.
///
/// Parts of an object (a person's head, hands and feet) are objects within it and are not read. A box is given by its
/// first and last pixels, counted from 1.
struct VOCAnnotation {
  /// The objects in the file's order.
  let objects: [ImageObject]
  /// The image's size in pixels, where the file gives it.
  let size: (width: Int, height: Int)?

  /// Reads a file.
  ///
  /// - Throws: `DatasetError` where the file is missing, is no XML, or an object has no known class or no box.
  init(contentsOf path: String, classNames: [String]) throws(DatasetError) {
    let hint = "unpack VOCtrainval_11-May-2012.tar again"
    guard access(path, R_OK) == 0, let data = FileManager.default.contents(atPath: path) else {
      throw .missing(path: path, cause: systemMessage(errno), hint: hint)
    }
    // Foundation's parser ends the program where the name of an element is no text.
    guard String(validating: data, as: UTF8.self) != nil else {
      throw .malformed(path: path, cause: "no text in UTF-8", hint: hint)
    }
    let reader = Reader()
    let parser = XMLParser(data: data)
    parser.delegate = reader
    // The parser takes a file that ends too early for a whole one.
    guard parser.parse(), reader.isComplete, !reader.objects.isEmpty else {
      throw .malformed(path: path, cause: "not an annotation with objects", hint: hint)
    }
    var result: [ImageObject] = []
    for (number, values) in reader.objects.enumerated() {
      func wrong(_ what: String) -> DatasetError {
        .malformed(path: path, cause: "object \(number + 1) \(what)", hint: hint)
      }
      guard let name = values["name"], let label = classNames.firstIndex(of: name) else {
        throw wrong("is “\(values["name"] ?? "")”, which has no list")
      }
      let edges = ["xmin", "ymin", "xmax", "ymax"].map { values["bndbox/\($0)"].flatMap(Double.init) ?? .nan }
      // No image has so many pixels; a box of any size would not stay finite where it is moved and scaled.
      guard edges.allSatisfy({ abs($0) <= 1e6 }), edges[2] >= edges[0], edges[3] >= edges[1] else {
        throw wrong("has no box")
      }
      result.append(
        ImageObject(
          label: label,
          box: BoundingBox(
            x: edges[0] - 1, y: edges[1] - 1, width: edges[2] - edges[0] + 1, height: edges[3] - edges[1] + 1),
          isDifficult: values["difficult"] == "1"))
    }
    objects = result
    if let width = reader.size["width"].flatMap({ Int($0) }),
      let height = reader.size["height"].flatMap({ Int($0) })
    {
      size = (width, height)
    } else {
      size = nil
    }
  }

  /// Keeps the texts of the elements below each `object`, by their path from it.
  private final class Reader: NSObject, XMLParserDelegate {
    var objects: [[String: String]] = []
    /// The texts of the elements below `size`.
    var size: [String: String] = [:]
    private var path: [String] = []
    private var text = ""
    /// Whether every element that was opened is closed.
    var isComplete: Bool { path.isEmpty }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      path.append(name)
      text = ""
      if path == ["annotation", "object"] { objects.append([:]) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if path.starts(with: ["annotation", "object"]), path.count > 2 {
        objects[objects.count - 1][path.dropFirst(2).joined(separator: "/")] =
          text.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      if path.count == 3, path.starts(with: ["annotation", "size"]) {
        size[path[2]] = text.trimmingCharacters(in: .whitespacesAndNewlines)
      }
      path.removeLast()
      text = ""
    }
  }
}
