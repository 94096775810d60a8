import Datasets
import Foundation
import Testing

@Suite struct CIFAR10SourceTests {
  private let folder: TemporaryFolder
  private let root = "cifar-10-batches-bin"

  /// Two images a file, whose labels and pixels follow from their places.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Data("airplane\nautomobile\nbird\n\n".utf8), "\(root)/batches.meta.txt")
    for number in 1...5 { try batch("data_batch_\(number)", [UInt8(number % 3), UInt8((number + 1) % 3)]) }
    try batch("test_batch", [2, 0, 1])
  }

  private func batch(_ name: String, _ labels: [UInt8], cut: Int = 0) throws {
    var data = Data()
    for label in labels {
      data.append(label)
      for channel in 0..<3 {
        data.append(
          contentsOf: (0..<1024).map { UInt8(($0 / 32 + 3 * ($0 % 32) + 50 * channel + Int(label)) % 256) })
      }
    }
    try folder.write(data.dropLast(cut), "\(root)/\(name).bin")
  }

  private func source() throws -> CIFAR10Source { try CIFAR10Source(root: folder.url) }

  private func error() -> DatasetError? {
    do {
      _ = try source()
      return nil
    } catch {
      return error as? DatasetError
    }
  }

  @Test func imagesAreReadFromAllFiles() throws {
    let source = try source()
    #expect(source.classNames == ["airplane", "automobile", "bird"])
    #expect(source.count(.train) == 10 && source.count(.validation) == 3)
    #expect((0..<10).map { source.label(.train, $0) } == [1, 2, 2, 0, 0, 1, 1, 2, 2, 0])
    let example = try source.example(.train, 3, side: 110)
    #expect(example.name == "data_batch_2.bin/1" && example.label == 0)
    #expect(example.image.width == 32 && example.image.height == 32)
    // The column 2, the row 5: red, green and blue from their planes.
    #expect((0..<3).map { example.image[2, 5, $0] } == [11, 61, 111])
    #expect(try source.example(.validation, 2, side: 32).image[0, 0, 0] == 1)
    #expect(try CIFAR10Source(root: folder.url.appendingPathComponent(root)).digest == source.digest)
  }

  @Test func everyByteCountsInTheDigest() throws {
    let digest = try source().digest
    try batch("test_batch", [2, 0, 0])
    #expect(try source().digest != digest)
    try batch("test_batch", [2, 0, 1])
    #expect(try source().digest == digest)
  }

  @Test func damagedFilesAreNamed() throws {
    try batch("data_batch_3", [0, 1], cut: 1)
    #expect(error()?.cause == "6145 bytes are no whole number of images of 3073")
    try batch("data_batch_3", [0, 3])
    #expect(error()?.cause == "image 1 has the label 3, and there are 3 classes")
    try FileManager.default.removeItem(at: folder.url.appendingPathComponent("\(root)/data_batch_3.bin"))
    #expect(error()?.isMissing == true && error()?.path.hasSuffix("data_batch_3.bin") == true)
    try batch("data_batch_3", [])
    #expect(error()?.isMalformed == true)
  }

  @Test func aFileThatIsCutLaterIsAnError() throws {
    let source = try source()
    try batch("test_batch", [2])
    let path = folder.url.appendingPathComponent("\(root)/data_batch_1.bin").path
    #expect(truncate(path, 4000) == 0)
    #expect(throws: DatasetError.self) { try source.example(.train, 1, side: 32) }
    #expect(try source.example(.train, 0, side: 32).label == 1)
  }
}
