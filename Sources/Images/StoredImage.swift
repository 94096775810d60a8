import Files
import Foundation

/// An image file that was decoded: its pixels, upright, and how they lay in the file.
///
/// Annotations name pixels of the stored image; `orientation` says where those are in the upright one.
public struct StoredImage: Sendable {
  /// Its pixels, turned upright where the file says so.
  public let image: Image
  /// How the stored image was turned to stand upright.
  public let orientation: Orientation

  /// How many pixels wide it is in the file.
  public var storedWidth: Int { orientation.exchangesSides ? image.height : image.width }
  /// How many pixels high it is in the file.
  public var storedHeight: Int { orientation.exchangesSides ? image.width : image.height }

  /// Reads a JPEG or PNG file; see `Image.init(contentsOf:)`.
  ///
  /// - Throws: `ImageError`.
  public init(contentsOf path: FilePath) throws(ImageError) {
    try self.init(decoding: try Self.bytes(of: path), name: path.text)
  }

  /// Decodes the bytes of a JPEG or PNG file.
  ///
  /// - Parameters:
  ///   - data: All bytes of the file.
  ///   - name: What errors call it: its path.
  /// - Throws: `ImageError`, as `init(contentsOf:)`.
  public init(decoding data: Data, name: String) throws(ImageError) {
    let decoded: Image
    if data.starts(with: FileKind.jpegStart) {
      decoded = try JPEG.decode(data, name: name)
      orientation = EXIF.orientation(jpeg: data)
    } else if data.starts(with: FileKind.pngStart) {
      decoded = try PNG.decode(data, name: name)
      orientation = EXIF.orientation(png: data)
    } else {
      let kind = FileKind(data)
      throw .notAnImage(path: name, cause: kind.cause, hint: kind.hint)
    }
    image = decoded.oriented(orientation)
  }

  /// The size in pixels that a file's header states, before any turning; nil where the file cannot be read or its header
  /// is not that of a JPEG or PNG image.
  public static func size(of path: FilePath) -> (width: Int, height: Int)? {
    guard let data = try? bytes(of: path) else { return nil }
    let bytes = [UInt8](data)
    if data.starts(with: FileKind.pngStart), bytes.count >= 24 {
      func number(at place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
      return (number(at: 16), number(at: 20))
    }
    guard data.starts(with: FileKind.jpegStart), let frame = JPEGSegments(bytes).frame else { return nil }
    return (frame.width, frame.height)
  }

  /// All bytes of a file that is not too large.
  private static func bytes(of path: FilePath) throws(ImageError) -> Data {
    do {
      let file = try FileReader(path)
      if file.size > Image.largestFileSize {
        throw ImageError.tooLarge(
          path: path.text, cause: "a file of \(file.size) bytes, more than \(Image.largestFileSize)",
          hint: "store it smaller")
      }
      return try file.bytes()
    } catch let error as FileError {
      let told = NamedFile.refusal(error, endings: FileKind.endings)
      throw .unreadable(path: path.text, cause: told.cause, hint: told.hint)
    } catch let error as ImageError {
      throw error
    } catch {
      throw .unreadable(path: path.text, cause: "\(error)", hint: "check that the file may be read")
    }
  }
}
