import Crypto
import Files
import Foundation
import Images

/// Whether a data set is sound: every file read, every image decoded, its annotations held against its pixels, and the same image looked
/// for in two places.
///
/// Two images are the same where all their pixels are. Copies that were compressed anew or resized are not found.
public struct DatasetCheck: Codable, Sendable, Equatable {
  /// What is wrong, or worth knowing.
  public struct Finding: Codable, Sendable, Equatable {
    /// The kinds of findings.
    public enum Kind: String, Codable, Sendable, CaseIterable {
      /// An image does not decode.
      case broken
      /// A label, a box or a landmark does not fit its image.
      case annotation
      /// The same image stands among those to learn from and those to judge by.
      case acrossSplits = "across-splits"
      /// The same image stands in two classes.
      case acrossClasses = "across-classes"
      /// The same image stands twice in one class of one split.
      case `repeat`
      /// A split has no images of a class.
      case emptyClass = "empty-class"
      /// A list or a table names what is not there or cannot be.
      case listed
      /// Something lies there that is no part of the set.
      case other
      /// A file has other bytes than an index knew of, although its times and its size are as they were.
      case changed
    }

    /// What kind of finding it is.
    public let kind: Kind
    /// The image, file or class.
    public let place: String
    /// What is wrong there.
    public let cause: String
    /// Whether the set is at fault; the rest is worth knowing.
    public let isFault: Bool
  }

  /// The name of the source that was checked.
  public let source: String
  /// The digest of the source that was checked.
  public let digest: String
  /// How many images each split holds, by its name.
  public let counts: [String: Int]
  /// What was found: faults of images in their order first.
  public let findings: [Finding]

  /// How many of the findings are faults.
  public var faults: Int { findings.count { $0.isFault } }

  private static let block = 256
  /// The side that images are asked for; those of files come in their own size.
  private static let side = 256

  /// What one image gave.
  private enum Outcome: Sendable {
    case broken(path: String, cause: String)
    case decoded(name: String, fingerprint: Fingerprint, faults: [String])
  }

  /// The first 128 bits of the SHA-256 of an image's size and pixels.
  private struct Fingerprint: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(_ image: Image) {
      var hash = SHA256()
      hash.update(data: Data("\(image.width)x\(image.height) ".utf8))
      hash.update(data: image.pixels)
      let words = hash.finalize().withUnsafeBytes {
        (
          $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self),
          $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        )
      }
      (high, low) = words
    }
  }

  /// Where an image stands.
  private struct Place {
    let split: Split
    let index: Int
  }

  /// Checks a set: all cores decode, and memory grows by about 100 bytes an image.
  ///
  /// - Parameters:
  ///   - index: a folder with an index of the set's files, which is held against what was read; nil looks for none.
  ///   - progress: called with what is being done, how much of it, and of how much; what it throws ends the work.
  /// - Throws: what `progress` throws; `FileError` where the index cannot be written.
  public init(
    of source: any ImageSource, index: URL? = nil,
    progress: (_ work: String, _ done: Int, _ total: Int) throws -> Void = { _, _, _ in }
  ) throws {
    var findings: [Finding] = []
    try withoutActuallyEscaping(progress) { progress in
      let reading = FileDigests.Reading(keepingDigestsIn: index, trustsStamps: false) {
        try progress("reading files", $0, $1)
      }
      findings += try source.readFiles(reading).map {
        Finding(
          kind: .changed, place: $0,
          cause: "its bytes are others than they were, and its size and times are not",
          isFault: true)
      }
    }
    findings += source.omissions.map {
      Finding(kind: $0.isFault ? .listed : .other, place: $0.place, cause: $0.cause, isFault: $0.isFault)
    }
    var seen: [Fingerprint: Place] = [:]
    let total = Split.allCases.reduce(0) { $0 + source.count($1) }
    var done = 0
    for split in Split.allCases {
      var sizes = [Int](repeating: 0, count: source.classNames.count)
      for start in stride(from: 0, to: source.count(split), by: Self.block) {
        let count = min(Self.block, source.count(split) - start)
        let outcomes = ParallelMap.map(count: count) { Self.look(at: source, split, start + $0) }
        for (offset, outcome) in outcomes.enumerated() {
          let label = source.label(split, start + offset)
          if sizes.indices.contains(label) { sizes[label] += 1 }
          switch outcome {
          case .broken(let path, let cause):
            findings.append(Finding(kind: .broken, place: path, cause: cause, isFault: true))
          case .decoded(let name, let fingerprint, let faults):
            findings += faults.map { Finding(kind: .annotation, place: name, cause: $0, isFault: true) }
            if let first = seen[fingerprint] {
              findings.append(Self.repeated(name, split, label, first, source))
            } else {
              seen[fingerprint] = Place(split: split, index: start + offset)
            }
          }
        }
        done += count
        try progress("decoding images", done, total)
      }
      if source.count(split) > 0 {
        findings += source.classNames.indices.filter { sizes[$0] == 0 }.map {
          Finding(
            kind: .emptyClass, place: source.classNames[$0],
            cause: "no \(split.rawValue) images of this class",
            isFault: false)
        }
      }
    }
    self.source = source.name
    digest = source.digest
    counts = Dictionary(uniqueKeysWithValues: Split.allCases.map { ($0.rawValue, source.count($0)) })
    self.findings = findings
  }

  /// Decodes one image, and holds its annotations against it.
  private static func look(at source: any ImageSource, _ split: Split, _ index: Int) -> Outcome {
    do {
      let example = try source.example(split, index, side: side)
      return .decoded(
        name: example.name, fingerprint: Fingerprint(example.image),
        faults: faults(of: example, label: source.label(split, index), classes: source.classNames.count))
    } catch let error as DatasetError {
      return .broken(path: error.path, cause: error.cause)
    } catch {
      return .broken(path: "\(source.name)/\(split.rawValue)/\(index)", cause: "\(error)")
    }
  }

  /// What is wrong with an image's annotations.
  static func faults(of example: LabeledImage, label: Int, classes: Int) -> [String] {
    var faults: [String] = []
    let (width, height) = (Double(example.image.width), Double(example.image.height))
    let size = "the image has \(example.image.width)×\(example.image.height) pixels"
    if example.label != label || !(0..<classes).contains(label) {
      faults.append("its label is \(example.label), and \(label) in the list of \(classes) classes")
    }
    for (number, object) in example.objects.enumerated() {
      let what = "object \(number + 1)"
      if !(0..<classes).contains(object.label) {
        faults.append("\(what) is of class \(object.label) of \(classes)")
      }
      // A pixel's worth of reach is how people count edges.
      if let box = object.box, !box.isEmpty,
        box.x < -1 || box.y < -1 || box.x + box.width > width + 1 || box.y + box.height > height + 1
      {
        faults.append(
          "the box of \(what) reaches from (\(box.x), \(box.y)) to (\(box.x + box.width), \(box.y + box.height)), and \(size)"
        )
      }
      if let box = object.box, box.isEmpty { faults.append("the box of \(what) is empty") }
      for part in object.parts
      where part.isVisible && (part.x < 0 || part.y < 0 || part.x > width || part.y > height) {
        faults.append("\(part.name) of \(what) is at (\(part.x), \(part.y)), and \(size)")
      }
    }
    return faults
  }

  /// The same image in two places: a fault across splits and across classes.
  private static func repeated(
    _ name: String, _ split: Split, _ label: Int, _ first: Place, _ source: any ImageSource
  ) -> Finding {
    let other = (try? source.example(first.split, first.index, side: side).name) ?? "image \(first.index)"
    let otherLabel = source.label(first.split, first.index)
    let kind: Finding.Kind =
      first.split != split ? .acrossSplits : otherLabel != label ? .acrossClasses : .repeat
    let classes =
      otherLabel == label ? "" : ", as \(source.classNames[otherLabel]) and \(source.classNames[label])"
    return Finding(
      kind: kind, place: name,
      cause: "the same pixels as \(other) of the \(first.split.rawValue) images\(classes)",
      isFault: kind != .repeat)
  }
}
