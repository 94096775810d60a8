import Foundation

/// A regular file that is open for reading.
public final class FileReader: Sendable {
  /// How many bytes it had when it was opened.
  public var size: Int { Int(stamp.size) }
  /// Its stamp when it was opened.
  public let stamp: FileStamp
  private let path: FilePath
  private let descriptor: Int32

  /// Opens a file. A folder, a device or a pipe is refused: reading one could wait for ever.
  ///
  /// - Throws: `FileError` with the step `.read`.
  public init(_ path: FilePath) throws(FileError) {
    let descriptor = path.withCString { Foundation.open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    if descriptor < 0 { throw FileError(path: path.text, step: .read, code: errno) }
    var status = stat()
    let isKnown = fstat(descriptor, &status) == 0
    let kind = status.st_mode & S_IFMT
    guard isKnown, kind == S_IFREG else {
      let code = !isKnown ? errno : kind == S_IFDIR ? EISDIR : EINVAL
      close(descriptor)
      throw FileError(path: path.text, step: .read, code: code)
    }
    self.path = path
    self.descriptor = descriptor
    stamp = FileStamp(status)
  }

  deinit { close(descriptor) }

  /// Calls `body` with one piece of the file after the other, from the beginning to the end.
  ///
  /// - Throws: `FileError` with the step `.read`.
  public func forEachBlock(_ body: (UnsafeRawBufferPointer) -> Void) throws(FileError) {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { block.deallocate() }
    var offset = 0
    while true {
      let got = try read(into: block, at: offset)
      if got == 0 { return }
      body(UnsafeRawBufferPointer(rebasing: block[..<got]))
      offset += got
    }
  }

  /// Puts bytes of the file into a buffer, from an offset in bytes on.
  ///
  /// - Returns: how many there were, which may be fewer than the buffer takes; 0 only at the end of the file.
  /// - Throws: `FileError` with the step `.read`.
  public func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    while true {
      let got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
      if got >= 0 { return got }
      if errno != EINTR { throw FileError(path: path.text, step: .read, code: errno) }
    }
  }

  /// Whether it was written to since it was opened.
  public var wasChanged: Bool {
    var status = stat()
    return fstat(descriptor, &status) != 0 || FileStamp(status) != stamp
  }

  /// All bytes of the file.
  ///
  /// - Throws: `FileError` with the step `.read`.
  public func bytes() throws(FileError) -> Data {
    var data = Data()
    data.reserveCapacity(size)
    try forEachBlock { data.append(contentsOf: $0) }
    return data
  }

  /// All bytes of the file, which come from the disk when they are first looked at; read at once where a file system cannot do that.
  ///
  /// - Throws: `FileError` with the step `.read`.
  public func mapped() throws(FileError) -> Data {
    guard size > 0, let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { return try bytes() }
    return Data(bytesNoCopy: address, count: size, deallocator: .unmap)
  }
}
