import Datasets
import Figures
import Files
import Foundation
import Images

/// The annotations of one image, as text.
struct ImageTruth: Encodable {
  /// One object of it.
  struct Object: Encodable {
    let label: Int
    let className: String
    let box: BoundingBox?
    /// The share of the image's pixels that show it.
    let coverage: Double?
    let isDifficult: Bool
    let parts: [Part]
  }

  let name: String
  let label: Int
  let className: String
  let width: Int
  let height: Int
  /// The classes that show.
  let present: [String]
  let objects: [Object]
  let nuisances: [String: Double]

  init(_ example: LabeledImage, classNames: [String]) {
    name = example.name
    label = example.label
    className = classNames[example.label]
    width = example.image.width
    height = example.image.height
    present = example.objects.isEmpty ? [className] : example.presentLabels.map { classNames[$0] }
    objects = example.objects.map { object in
      Object(
        label: object.label, className: classNames[object.label], box: object.box,
        coverage: object.mask?.coverage, isDifficult: object.isDifficult, parts: object.parts)
    }
    nuisances = example.nuisances
  }

  /// The same for people.
  var table: String {
    let (name, className) = (name.printable, className.printable)
    var lines = ["\(name), \(width)×\(height) pixels: \(className) (label \(label))"]
    for (number, object) in objects.enumerated() {
      var line = "\nobject \(number + 1): \(object.className)"
      if object.isDifficult { line += ", difficult" }
      if let coverage = object.coverage { line += ", \(NumberText.percent(coverage)) of the image" }
      if let box = object.box {
        line +=
          ", box "
          + [box.x, box.y, box.width, box.height].map { NumberText.fixed($0, 0) }.joined(separator: " ")
      }
      lines.append(line)
      let width = object.parts.map(\.name.count).max() ?? 0
      for part in object.parts {
        lines.append(
          "  \(part.name.padded(to: width))  \(number4(part.x)) \(number4(part.y))"
            + (part.isVisible ? "" : "  hidden"))
      }
    }
    if !nuisances.isEmpty {
      lines.append("\nwhat was varied:")
      let width = nuisances.keys.map(\.count).max() ?? 0
      for (key, value) in nuisances.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(key.padded(to: width))  \(NumberText.fixed(value, 3))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func number4(_ value: Double) -> String { String(format: "%6.1f", value) }
}

extension String {
  /// The text with blanks behind it, up to a width.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
