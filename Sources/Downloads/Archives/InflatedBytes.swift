import CZlib

/// What compressed bytes were, by zlib.
final class InflatedBytes: ByteStream {
  /// How the compressed bytes are wrapped.
  enum Wrapping {
    /// A header, the data and a checksum, or several of these one behind the other.
    case gzip
    /// The data alone, as in a ZIP archive.
    case none
  }

  private let source: any ByteStream
  private let wrapping: Wrapping
  private let path: String
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isOver = false

  /// - Parameters:
  ///   - source: the compressed bytes.
  ///   - path: the archive, for messages.
  init(_ source: any ByteStream, _ wrapping: Wrapping, path: String) {
    self.source = source
    self.wrapping = wrapping
    self.path = path
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: 1 << 16, alignment: 16)
    let bits: Int32 = wrapping == .gzip ? 15 + 16 : -15
    let code = inflateInit2_(stream, bits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(code == Z_OK, "zlib cannot begin: \(code)")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    input.deallocate()
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !buffer.isEmpty else { return 0 }
    let room = UInt32(clamping: buffer.count)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = room
    while !isOver, stream.pointee.avail_out == room {
      if stream.pointee.avail_in == 0, try refill() == 0 { throw damaged("it ends too early") }
      switch inflate(stream, Z_NO_FLUSH) {
      case Z_OK, Z_BUF_ERROR: continue
      case Z_STREAM_END: try beginNext()
      default: throw damaged("its compressed data are damaged")
      }
    }
    return Int(room - stream.pointee.avail_out)
  }

  /// Begins the next member of a gzip file, if there is one.
  private func beginNext() throws {
    if wrapping == .gzip {
      if stream.pointee.avail_in == 0 { _ = try refill() }
      // What follows without the mark of another member is padding.
      if stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0x1F {
        inflateReset(stream)
        return
      }
    }
    isOver = true
  }

  private func refill() throws -> Int {
    let got = try source.read(into: input)
    stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(got)
    return got
  }

  private func damaged(_ cause: String) -> DownloadError {
    .malformed(path: path, cause: cause, hint: "fetch the archive again")
  }
}
