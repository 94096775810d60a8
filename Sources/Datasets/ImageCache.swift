import Files
import Foundation
import Images

/// The images of one split, decoded once: squares of one side in a memory-mapped file, with labels and masks.
///
/// Images stand in the order of their source, without those that did not decode. A cache is only read, from any
/// number of threads at once.
public final class ImageCache: @unchecked Sendable {
  // Unchecked, because of the pointer: the memory behind it is mapped for reading and never changes.

  /// An image of the source that is not in the cache.
  public struct Skipped: Codable, Sendable, Equatable {
    /// The file, as the source names it.
    public let file: String
    /// Why it does not decode.
    public let reason: String
  }

  /// The name of the source: `scenes`, `folder`, …
  public var sourceName: String { file.source }
  /// The digest of the source.
  public var sourceDigest: String { file.sourceDigest }
  /// Which split it is.
  public var split: Split { file.split }
  /// Width and height of every image.
  public var side: Int { file.side }
  /// The classes' names, in the order of the labels.
  public var classNames: [String] { file.classNames }
  /// How many images there are.
  public var count: Int { file.examples.count }
  /// The images of the source that did not decode.
  public var skipped: [Skipped] { file.skipped }
  /// The mean of all images: `side × side × 3` levels from 0 to 255, interleaved as the pixels are.
  public let mean: [Float]
  /// The SHA-256 of pixels, mean and masks, in hexadecimal, as it was when the cache was made.
  let bodyDigest: String
  /// The SHA-256 that names all there is to a cache: pixels, mean, masks, labels, classes, boxes and parts.
  public let contentDigest: String

  /// The file's stamp when it was opened.
  private let stamp: FileStamp
  private let file: ImageCacheFile
  private let bytes: UnsafeRawBufferPointer
  /// Where the masks of each image begin, one behind the other in the order of its objects.
  private let maskOffsets: [Int]

  /// Opens the cache of a split, and makes it first where it is missing, damaged, or of another version. Every byte is checked, but
  /// for a cache of more than a gigabyte that has the stamp that it had when all of it was checked last.
  ///
  /// Decoding runs on all cores and gives the same bytes whatever their number. Where two processes ask for the same
  /// cache at once, one decodes and the other waits.
  ///
  /// - Parameters:
  ///   - source: Whose images they are.
  ///   - split: Which of them.
  ///   - side: The side of the stored squares in pixels: each image is resized to this short side and center-cropped.
  ///   - directory: The folder of the caches; made where it is missing.
  ///   - strict: Whether one image that does not decode is an error; otherwise it is skipped and listed.
  ///   - progress: Called with how many images are done, of how many, while the cache is made, from the caller's
  ///     thread; what it throws ends the work.
  /// - Throws: `DatasetError` under `strict`, or where no image decodes; `FileError` where the cache cannot be
  ///   written; what `progress` throws.
  public static func open(
    _ source: any ImageSource, split: Split, side: Int, directory: URL, strict: Bool = false,
    progress: (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) throws -> ImageCache {
    precondition(side > 0, "a cache of images of side \(side)")
    try AtomicFile.makeFolder(directory)
    let name = ImageCacheFile.name(source: source, split: split, side: side)
    let path = directory.appendingPathComponent(name)
    func ready() throws -> ImageCache? {
      guard let cache = stored(source, split: split, side: side, directory: directory) else { return nil }
      if strict, let broken = cache.skipped.first {
        throw DatasetError.brokenImage(path: broken.file, cause: broken.reason, hint: strictHint)
      }
      return cache
    }
    if let cache = try ready() { return cache }

    let lockFile = directory.appendingPathComponent(".\(name).lock")
    let lock = try FileLock.wait(for: lockFile, every: 0.05) { _ in try progress(0, source.count(split)) }
    return try withExtendedLifetime(lock) {
      // Who waited finds it done.
      if let cache = try ready() { return cache }
      let builder = ImageCacheBuilder(source: source, split: split, side: side, strict: strict)
      try builder.write(to: path, progress: progress)
      guard let cache = try ready() else { throw FileError(path: path.path, step: .write, code: EIO) }
      return cache
    }
  }

  /// The cache of a split where it is there and as it was written; nothing is made.
  public static func stored(
    _ source: any ImageSource, split: Split, side: Int, directory: URL
  ) -> ImageCache? {
    let name = ImageCacheFile.name(source: source, split: split, side: side)
    guard let cache = ImageCache(directory.appendingPathComponent(name)),
      cache.sourceDigest == source.digest, cache.split == split, cache.side == side,
      cache.isTrusted(directory.appendingPathComponent(".\(name).checked"))
    else { return nil }
    return cache
  }

  /// Maps a cache file, without reading its images: see `isIntact`; nil where it is missing or anything does not fit.
  public init?(_ path: URL) {
    let descriptor = Foundation.open(path.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0,
      let address = mmap(nil, Int(status.st_size), PROT_READ, MAP_SHARED, descriptor, 0),
      address != MAP_FAILED
    else { return nil }
    let mapped = UnsafeRawBufferPointer(start: address, count: Int(status.st_size))
    guard let (file, digests) = ImageCacheFile.read(mapped) else {
      munmap(address, mapped.count)
      return nil
    }
    var offset = ImageCacheFile.bodyOffset + file.examples.count * file.imageLength
    mean = (0..<file.imageLength).map { index in
      let bits = mapped.loadUnaligned(fromByteOffset: offset + index * 4, as: UInt32.self)
      return Float(bitPattern: UInt32(littleEndian: bits))
    }
    offset += file.imageLength * 4
    maskOffsets = file.examples.map { example -> Int in
      defer { offset += example.objects.count { $0.hasMask } * file.maskLength }
      return offset
    }
    bodyDigest = digests.body.hexadecimal
    contentDigest = ContentDigest.of(digests.body + digests.description)
    bytes = mapped
    stamp = FileStamp(status)
    self.file = file
  }

  deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress!), bytes.count) }

  /// The label of one image.
  public func label(_ index: Int) -> Int { file.examples[index].label }

  /// What one image is called: its file's path, or its place in a drawn world.
  public func name(_ index: Int) -> String { file.examples[index].name }

  /// Gives access to one image's `side × side × 3` bytes, rows from the top, without copying them.
  public func withPixels<Result>(
    _ index: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    precondition(index >= 0 && index < count, "image \(index) of \(count)")
    let start = ImageCacheFile.bodyOffset + index * file.imageLength
    return try body(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + file.imageLength)]))
  }

  /// Has the system read one image from the disk in the background, where it is not in memory yet: a request, which takes no time.
  ///
  /// A small cache is in memory as a whole since it was checked, and nothing is asked for.
  public func willNeed(_ index: Int) {
    guard bytes.count >= Self.smallestTrusted, let base = bytes.baseAddress else { return }
    let page = Int(getpagesize())
    let start = (ImageCacheFile.bodyOffset + index * file.imageLength) / page * page
    let end = ImageCacheFile.bodyOffset + (index + 1) * file.imageLength
    madvise(UnsafeMutableRawPointer(mutating: base + start), min(end, bytes.count) - start, MADV_WILLNEED)
  }

  /// One image, copied out of the mapped file: `side × side` pixels.
  public func image(_ index: Int) -> Image {
    withPixels(index) { Image(width: side, height: side, pixels: Array($0)) }
  }

  /// What the source knows of the objects in one image, in its pixels.
  public func objects(_ index: Int) -> [ImageObject] {
    var offset = maskOffsets[index]
    return file.examples[index].objects.map { object in
      guard object.hasMask else { return object.described }
      defer { offset += file.maskLength }
      return ImageObject(
        label: object.label, mask: mask(at: offset), parts: object.parts, isDifficult: object.isDifficult)
    }
  }

  /// One image with its label, name and objects.
  public func example(_ index: Int) -> LabeledImage {
    LabeledImage(image: image(index), label: label(index), name: name(index), objects: objects(index))
  }

  private func mask(at offset: Int) -> Mask {
    let values = (0..<side * side).map { pixel -> UInt8 in
      bytes[offset + pixel / 8] >> (pixel % 8) & 1 == 1 ? 255 : 0
    }
    return Mask(width: side, height: side, values: values)
  }

  /// The number of bytes from which on a cache is not read whole each time that it is opened.
  package static let smallestTrusted = 1_000_000_000

  /// Whether the cache is as it was when it was made: it is read whole, unless it is large and a note says that it was with the same
  /// stamp.
  package func isTrusted(_ note: URL, smallest: Int = smallestTrusted) -> Bool {
    guard bytes.count >= smallest else { return isIntact() }
    if let data = FileManager.default.contents(atPath: note.path),
      (try? JSONDecoder().decode(FileStamp.self, from: data)) == stamp
    {
      return true
    }
    let isSettled = stamp.isSettled
    guard isIntact() else { return false }
    // Without the note it is read again next time.
    if isSettled, let data = try? CanonicalJSON.encode(stamp) { try? AtomicFile.write(data, to: note) }
    return true
  }

  /// Whether every byte of pixels, mean and masks is as it was when the cache was made. Reads the whole file.
  public func isIntact() -> Bool {
    let start = ImageCacheFile.bodyOffset
    return ContentDigest.of(bytes[start..<(start + file.bodyLength)]) == bodyDigest
  }
}

/// What to do about a broken image where none is tolerated.
let strictHint = "remove or replace it, or run without --strict to skip it"
