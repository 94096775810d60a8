import Crypto
import Files
import Foundation
import Images

/// Decodes a split into a cache file: on all cores, in blocks, so that memory stays bounded.
struct ImageCacheBuilder {
  let source: any ImageSource
  let split: Split
  let side: Int
  let strict: Bool

  /// How many images are decoded between two writes.
  private static let block = 256

  private enum Outcome: Sendable {
    case decoded(LabeledImage, masks: Data)
    case broken(ImageCache.Skipped, hint: String)
  }

  /// Decodes all images and writes the file, whole or not at all.
  func write(to path: URL, progress: (Int, Int) throws -> Void) throws {
    let total = source.count(split)
    var file = ImageCacheFile(
      source: source.name, sourceDigest: source.digest, split: split, side: side,
      classNames: source.classNames, examples: [], skipped: [])
    let writer = try AtomicFileWriter(to: path)
    try writer.append(Data(count: ImageCacheFile.bodyOffset))
    var hash = SHA256()
    func append(_ data: Data) throws {
      hash.update(data: data)
      try writer.append(data)
    }

    // Sums of bytes in integers: their order cannot change them.
    var sums = [UInt64](repeating: 0, count: file.imageLength)
    var masks = Data()
    try progress(0, total)
    for start in stride(from: 0, to: total, by: ImageCacheBuilder.block) {
      let end = min(start + ImageCacheBuilder.block, total)
      for outcome in ParallelMap.map(count: end - start, { decode(start + $0) }) {
        switch outcome {
        case .decoded(let example, let packed):
          for (place, value) in example.image.pixels.enumerated() { sums[place] += UInt64(value) }
          try append(Data(example.image.pixels))
          masks += packed
          file.examples.append(
            .init(
              name: example.name, label: example.label, objects: example.objects.map { .init($0) }))
        case .broken(let skipped, let hint):
          if strict {
            throw DatasetError.brokenImage(
              path: skipped.file, cause: skipped.reason, hint: "\(hint), or run without --strict")
          }
          file.skipped.append(skipped)
        }
      }
      try progress(end, total)
    }
    if file.examples.isEmpty {
      let first = file.skipped.first
      throw DatasetError.malformed(
        path: first?.file ?? source.name,
        cause: first.map { "no image of the \(split.rawValue) split decodes, this one first: \($0.reason)" }
          ?? "no images in the \(split.rawValue) split",
        hint: "check the data set")
    }

    var mean = Data()
    for sum in sums {
      let level = Float(Double(sum) / Double(file.examples.count))
      withUnsafeBytes(of: level.bitPattern.littleEndian) { mean.append(contentsOf: $0) }
    }
    try append(mean)
    try append(masks)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let description = try encoder.encode(file)
    try writer.append(description)
    let preamble = ImageCacheFile.preamble(
      bodyLength: file.bodyLength, bodyDigest: Data(hash.finalize()), description: description)
    try writer.overwrite(preamble, at: 0)
    try writer.commit()
  }

  private func decode(_ index: Int) -> Outcome {
    do {
      let example = try source.example(split, index, side: side).resizedAndCropped(side: side)
      return .decoded(example, masks: example.objects.compactMap(\.mask).reduce(Data()) { $0 + packed($1) })
    } catch let error as DatasetError {
      return .broken(.init(file: error.path, reason: error.cause), hint: error.hint)
    } catch {
      let place = "\(source.name)/\(split.rawValue)/\(index)"
      return .broken(.init(file: place, reason: "\(error)"), hint: "check the data set")
    }
  }

  /// A bit a pixel, the first in the lowest bit.
  private func packed(_ mask: Mask) -> Data {
    var bits = Data(count: (side * side + 7) / 8)
    for (pixel, value) in mask.values.enumerated() where value != 0 {
      bits[pixel / 8] |= 1 << (pixel % 8)
    }
    return bits
  }
}
