import Files
import Foundation
import Images

/// CIFAR-10 in its binary version: the folder `cifar-10-batches-bin`.
///
/// `batches.meta.txt` has the classes' names, a line each. `data_batch_1.bin` to `data_batch_5.bin` are learned from and
/// `test_batch.bin` is judged by. Each is a row of images of 3,073 bytes: the label, then 32×32 bytes of red, of green and of blue, row
/// by row.
public struct CIFAR10Source: ImageSource {
  /// The source's name in the report: `cifar10`.
  public let name = "cifar10"
  /// The classes' names, in the order of the labels.
  public let classNames: [String]
  /// The files of images, for the digest.
  private let files: FileList
  private let batches: [Split: [Batch]]

  /// One file of images.
  private struct Batch: Sendable {
    let name: String
    let file: FileReader
    let labels: [UInt8]
  }

  private static let side = 32
  private static let plane = side * side
  private static let recordLength = 1 + 3 * plane
  private static let hint = "name the folder cifar-10-batches-bin, as unpacked from cifar-10-binary.tar.gz"

  /// The data set in a folder.
  ///
  /// - Parameter root: `cifar-10-batches-bin`, or the folder that holds it.
  /// - Throws: `DatasetError` where a file is missing, has a part of an image at its end, or a label of no class.
  public init(root: URL) throws(DatasetError) {
    let root = FolderListing.folder("cifar-10-batches-bin", in: root)
    let meta = "batches.meta.txt"
    classNames = try TextLines.numbered(of: "\(root)/\(meta)", hint: Self.hint).map(\.text.printable)
    if Set(classNames).count < classNames.count {
      throw .malformed(path: "\(root)/\(meta)", cause: "a class stands there twice", hint: Self.hint)
    }
    let names = (1...5).map { "data_batch_\($0).bin" }
    let count = classNames.count
    func batch(_ name: String) throws(DatasetError) -> Batch {
      try Self.batch(name, in: root, classes: count)
    }
    var training: [Batch] = []
    for name in names { training.append(try batch(name)) }
    batches = [.train: training, .validation: [try batch("test_batch.bin")]]
    files = FileList(
      root: root, train: names.map { .init(path: $0, label: 0) },
      validation: [.init(path: "test_batch.bin", label: 0)], classNames: classNames, besides: [meta])
  }

  /// Opens a file of images, and reads their labels.
  private static func batch(_ name: String, in root: String, classes: Int) throws(DatasetError) -> Batch {
    let path = "\(root)/\(name)"
    do {
      let file = try FileReader(FilePath(path))
      let count = file.size / recordLength
      guard count > 0, file.size % recordLength == 0 else {
        throw DatasetError.malformed(
          path: path, cause: "\(file.size) bytes are no whole number of images of \(recordLength)", hint: hint
        )
      }
      let bytes = try file.bytes()
      let labels = (0..<count).map { bytes[$0 * recordLength] }
      if let wrong = labels.firstIndex(where: { Int($0) >= classes }) {
        throw DatasetError.malformed(
          path: path,
          cause: "image \(wrong) has the label \(labels[wrong]), and there are \(classes) classes",
          hint: hint)
      }
      return Batch(name: name, file: file, labels: labels)
    } catch let error as DatasetError {
      throw error
    } catch {
      throw .missing(path: path, cause: (error as? FileError)?.cause ?? "\(error)", hint: hint)
    }
  }

  /// The SHA-256 of all files.
  public var digest: String { files.digest }

  /// The data set's folder.
  public var folders: [String] { [files.root] }

  /// Reads all files of images and the names of the classes.
  ///
  /// - Returns: the paths of those whose bytes changed although their stamps did not.
  /// - Throws: `FileError`; what the reading's progress throws.
  public func readFiles(_ reading: FileDigests.Reading) throws -> [String] { try files.read(reading) }

  /// How many images a split holds.
  public func count(_ split: Split) -> Int { (batches[split] ?? []).reduce(0) { $0 + $1.labels.count } }

  /// The label of one image.
  public func label(_ split: Split, _ index: Int) -> Int {
    let (batch, place) = self.place(split, index)
    return Int(batch.labels[place])
  }

  /// One image of 32×32 pixels.
  ///
  /// - Throws: `DatasetError.brokenImage` where the file was cut since it was opened.
  public func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    let (batch, place) = self.place(split, index)
    var record = [UInt8](repeating: 0, count: Self.recordLength)
    let got = try record.withUnsafeMutableBytes { buffer in
      var filled = 0
      while filled < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let part = try batch.file.read(into: rest, at: place * Self.recordLength + filled)
        if part == 0 { break }
        filled += part
      }
      return filled
    }
    guard got == Self.recordLength else {
      throw DatasetError.brokenImage(
        path: "\(files.root)/\(batch.name)", cause: "it ends before image \(place)", hint: Self.hint)
    }
    var pixels = [UInt8](repeating: 0, count: 3 * Self.plane)
    for pixel in 0..<Self.plane {
      for channel in 0..<3 { pixels[3 * pixel + channel] = record[1 + channel * Self.plane + pixel] }
    }
    return LabeledImage(
      image: Image(width: Self.side, height: Self.side, pixels: pixels), label: Int(batch.labels[place]),
      name: "\(batch.name)/\(place)")
  }

  /// The file that an image is in, and its place there.
  private func place(_ split: Split, _ index: Int) -> (Batch, Int) {
    var place = index
    for batch in batches[split] ?? [] {
      if place < batch.labels.count { return (batch, place) }
      place -= batch.labels.count
    }
    preconditionFailure("image \(index) of \(count(split))")
  }
}

extension DatasetLayout {
  /// The layout of `CIFAR10Source`.
  public static let cifar10 = DatasetLayout(
    "cifar10", summary: "CIFAR-10 in its binary version, the folder cifar-10-batches-bin",
    open: { try CIFAR10Source(root: $0) })
}
