import CTurboJPEG
import Datasets
import Foundation
import Images
import SceneWorld
import Training

extension Benchmark {
  /// Images a second from JPEG files of 500×375 pixels to stored squares of 256: decoded, resized, written, on all
  /// cores.
  static var decoding: Benchmark {
    timed("images.decode", .rate("images")) {
      let folder = try TemporaryFolder()
      let source = try photographs(count: 128, in: folder.url)
      return Workload(count: 128) {
        // The folder of the photographs lasts as long as somebody holds it.
        try withExtendedLifetime(folder) {
          let caches = try TemporaryFolder()
          _ = try ImageCache.open(source, split: .train, side: 256, directory: caches.url)
        }
      }
    }
  }

  /// Images a second that the embedded world draws at the quick profile's stored side, on all cores.
  static var drawing: Benchmark {
    timed("images.draw", .rate("images")) {
      let source = SceneSource(role: .source, seed: 1, trainCount: 128, validationCount: 1)
      return Workload(count: 128) {
        let caches = try TemporaryFolder()
        _ = try ImageCache.open(
          source, split: .train, side: BenchmarkSize.quick.storedSide, directory: caches.url)
      }
    }
  }

  /// Images a second that are cut, turned and scaled for training, on one core: beside the network's own rate, the
  /// share that the preparation of batches takes of it.
  static func preparing(_ size: BenchmarkSize) -> Benchmark {
    timed("\(size.name).prepare", .rate("images")) {
      let subject = try UntrainedSubject(size, images: 2 * size.batch)
      var batches = BatchPreparation(subject.images, subject.network.preprocessing, subject.network.recipe)
      var pixels = [Float](repeating: 0, count: batches.pixelCount)
      var step = 0
      return Workload(count: size.batch) {
        pixels.withUnsafeMutableBufferPointer { _ = batches.prepare(step, in: $0) }
        step += 1
      }
    }
  }

  /// Drawn scenes as JPEG files, as a folder of photographs holds them.
  private static func photographs(count: Int, in folder: URL) throws -> FolderSource {
    let scenes = SceneSource(role: .source, seed: 1, trainCount: 8, validationCount: 1)
    let files = try (0..<8).map { index in
      let scene = try scenes.example(.train, index, side: 500).image
      return try jpeg(Image(width: 500, height: 375, pixels: Array(scene.pixels[..<(500 * 375 * 3)])))
    }
    // A folder of images has both parts, each with every class.
    for (part, count) in [("train", count), ("val", 1)] {
      let place = folder.appendingPathComponent("\(part)/scenes")
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      for index in 0..<count {
        try files[index % files.count].write(to: place.appendingPathComponent("\(index).jpg"))
      }
    }
    return try FolderSource(root: folder)
  }

  static func jpeg(_ image: Image) throws -> Data {
    let encoder = tjInitCompress()
    defer { tjDestroy(encoder) }
    var bytes: UnsafeMutablePointer<UInt8>?
    var length: UInt = 0
    let status = tjCompress2(
      encoder, image.pixels, Int32(image.width), 0, Int32(image.height), TJPF_RGB.rawValue, &bytes, &length,
      Int32(TJSAMP_420.rawValue), 90, 0)
    defer { tjFree(bytes) }
    guard status == 0, let bytes else {
      throw ImageError.notEncoded(
        path: "a scene", cause: "TurboJPEG gives no JPEG", hint: "close other programs and try again")
    }
    return Data(bytes: bytes, count: Int(length))
  }
}
