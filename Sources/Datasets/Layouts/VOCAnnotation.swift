import Files
import Foundation
import Images

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Reads the objects of one image from PASCAL VOC's annotation in XML.
///
/// Parts of an object (a person's head, hands and feet) are objects within it and are not read. A box is given by its
/// first and last pixels, counted from 1.
enum VOCAnnotation {
  /// The objects in the file's order.
  ///
  /// - Throws: `DatasetError` where the file is missing, is no XML, or an object has no known class or no box.
  static func objects(in path: String, classNames: [String]) throws(DatasetError) -> [ImageObject] {
    let hint = "unpack VOCtrainval_11-May-2012.tar again"
    guard access(path, R_OK) == 0, let data = FileManager.default.contents(atPath: path) else {
      throw .missing(path: path, cause: systemMessage(errno), hint: hint)
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
      guard edges.allSatisfy(\.isFinite), edges[2] >= edges[0], edges[3] >= edges[1] else {
        throw wrong("has no box")
      }
      result.append(
        ImageObject(
          label: label,
          box: BoundingBox(
            x: edges[0] - 1, y: edges[1] - 1, width: edges[2] - edges[0] + 1, height: edges[3] - edges[1] + 1),
          isDifficult: values["difficult"] == "1"))
    }
    return result
  }

  /// Keeps the texts of the elements below each `object`, by their path from it.
  private final class Reader: NSObject, XMLParserDelegate {
    var objects: [[String: String]] = []
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
      path.removeLast()
      text = ""
    }
  }
}
