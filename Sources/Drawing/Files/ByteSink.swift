import CCairo

/// Bytes that Cairo wrote.
final class ByteSink {
  var bytes: [UInt8] = []

  /// What Cairo calls with each stretch of bytes; its closure is an unretained `ByteSink`.
  static let write: cairo_write_func_t = { closure, data, length in
    let sink = Unmanaged<ByteSink>.fromOpaque(closure!).takeUnretainedValue()
    sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
    return CAIRO_STATUS_SUCCESS
  }

  var closure: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
}
