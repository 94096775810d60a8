import Crypto
import Files
import Foundation
import Images

/// What an image cache says of its images, and how it lies in its file.
///
/// The file is a preamble of 4,096 bytes, the body, and the description in JSON. The preamble holds a magic word,
/// the length of the body, the length of the description, the SHA-256 of both, and the SHA-256 of all that. The body
/// holds the images' RGB bytes one behind the other, the mean image as 32-bit floats, and a bit a pixel for the
/// masks of those objects that have one.
struct ImageCacheFile: Codable, Equatable {
  /// Raised by hand whenever the same source gives other bytes: another resampling, another layout.
  static let version = 4
  /// Where the body begins: at a page, for the memory map.
  static let bodyOffset = 4096
  private static let magic = Data("ZFCACHE1".utf8)

  /// What is known of one image beside its pixels.
  struct Example: Codable, Equatable {
    var name: String
    var label: Int
    var objects: [Object]
  }

  /// What is known of one object beside its mask.
  struct Object: Codable, Equatable {
    var label: Int
    var box: BoundingBox?
    var hasMask: Bool
    var parts: [Part]
    var isDifficult: Bool
  }

  var source: String
  var sourceDigest: String
  var split: Split
  var side: Int
  var classNames: [String]
  var examples: [Example]
  var skipped: [ImageCache.Skipped]

  /// The number of bytes of one image.
  var imageLength: Int { side * side * 3 }
  /// The number of bytes of one mask.
  var maskLength: Int { (side * side + 7) / 8 }
  /// The number of masks.
  var maskCount: Int { examples.reduce(0) { $0 + $1.objects.count { $0.hasMask } } }
  /// The number of bytes of the body.
  var bodyLength: Int {
    examples.count * imageLength + imageLength * 4 + maskCount * maskLength
  }

  /// The name of the cache of one split of a source at one side.
  static func name(source: any ImageSource, split: Split, side: Int) -> String {
    let key = "\(source.digest) \(split.rawValue) \(side) \(version)"
    let digest = ContentDigest.of(key)
    return "\(split.rawValue)-\(side)-\(digest.prefix(24)).images"
  }

  /// The preamble for a body and a description.
  static func preamble(bodyLength: Int, bodyDigest: Data, description: Data) -> Data {
    var data = magic
    for number in [bodyLength, description.count] {
      withUnsafeBytes(of: UInt64(number).littleEndian) { data.append(contentsOf: $0) }
    }
    data += bodyDigest
    data += Data(SHA256.hash(data: description))
    data += Data(SHA256.hash(data: data))
    return data + Data(count: bodyOffset - data.count)
  }

  /// Reads the description of a cache file and the digests of its body and its description; nil where anything does not
  /// fit.
  static func read(
    _ bytes: UnsafeRawBufferPointer
  ) -> (file: ImageCacheFile, digests: (body: Data, description: Data))? {
    let sealed = magic.count + 16 + 64
    guard bytes.count >= bodyOffset, bytes.starts(with: magic),
      Data(SHA256.hash(data: bytes[..<sealed])) == Data(bytes[sealed..<(sealed + 32)])
    else { return nil }
    let bodyLength = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self).littleEndian
    let descriptionLength = bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self).littleEndian
    let (end, overflow) = bodyLength.addingReportingOverflow(descriptionLength)
    guard !overflow, end == UInt64(bytes.count - bodyOffset) else { return nil }
    let description = Data(bytes[(bodyOffset + Int(bodyLength))...])
    guard Data(SHA256.hash(data: description)) == Data(bytes[56..<88]),
      let decoded = try? JSONDecoder().decode(ImageCacheFile.self, from: description),
      decoded.side > 0, decoded.bodyLength == Int(bodyLength)
    else { return nil }
    return (decoded, (Data(bytes[24..<56]), Data(bytes[56..<88])))
  }
}

extension ImageCacheFile.Object {
  /// What is known of an object beside its mask.
  init(_ object: ImageObject) {
    self.init(
      label: object.label, box: object.box, hasMask: object.mask != nil, parts: object.parts,
      isDifficult: object.isDifficult)
  }

  /// The object, where no mask of it is known.
  var described: ImageObject {
    ImageObject(label: label, box: box, parts: parts, isDifficult: isDifficult)
  }
}
