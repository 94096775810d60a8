/// A dense array of numbers in row-major order over a copy-on-write buffer aligned to 64 bytes, so that vector
/// units and oneDNN can use it in place.
///
/// `Tensor<Float>` is what the engine computes with; `Tensor<Double>` is what gradient checks compute with.
public struct Tensor<Scalar: BinaryFloatingPoint & SIMDScalar & Sendable>: @unchecked Sendable {
  /// The extents, outermost first.
  public let shape: Shape
  private var storage: AlignedStorage<Scalar>

  /// A tensor of zeros.
  public init(zeros shape: Shape) {
    self.shape = shape
    storage = AlignedStorage(count: shape.count)
  }

  /// A tensor of the given scalars in row-major order; their number must be `shape.count`.
  public init(_ shape: Shape, _ scalars: some Collection<Scalar>) {
    precondition(
      scalars.count == shape.count, "\(scalars.count) scalars do not fill the shape \(shape)")
    self.init(zeros: shape)
    _ = storage.elements.initialize(from: scalars)
  }

  /// A tensor whose scalars are written by `body`, which is given the zeroed buffer.
  public init(_ shape: Shape, fill body: (UnsafeMutableBufferPointer<Scalar>) throws -> Void) rethrows {
    self.init(zeros: shape)
    try body(storage.elements)
  }

  /// The number of scalars.
  public var count: Int { storage.elements.count }

  /// The scalars in row-major order, copied into an array.
  public var scalars: [Scalar] { Array(storage.elements) }

  /// The scalar at a row-major offset.
  public subscript(offset: Int) -> Scalar {
    get {
      precondition(offset >= 0 && offset < count, "offset \(offset) outside \(shape)")
      return storage.elements[offset]
    }
    set {
      precondition(offset >= 0 && offset < count, "offset \(offset) outside \(shape)")
      makeUnique()
      storage.elements[offset] = newValue
    }
  }

  /// The scalar at four coordinates of a rank-4 tensor.
  public subscript(n: Int, c: Int, y: Int, x: Int) -> Scalar {
    get { self[offset(n, c, y, x)] }
    set { self[offset(n, c, y, x)] = newValue }
  }

  /// Reads the buffer in place.
  public func withUnsafeBuffer<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    try withExtendedLifetime(storage) { try body(UnsafeBufferPointer(storage.elements)) }
  }

  /// Writes the buffer in place, after copying it where it is shared.
  public mutating func withUnsafeMutableBuffer<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    makeUnique()
    return try withExtendedLifetime(storage) { try body(storage.elements) }
  }

  /// The same scalars in another shape of the same count.
  public func reshaped(to newShape: Shape) -> Tensor {
    precondition(newShape.count == count, "cannot reshape \(shape) to \(newShape)")
    return Tensor(shape: newShape, storage: storage)
  }

  /// The scalars `range` of the outermost axis, copied.
  public func slice(_ range: Range<Int>) -> Tensor {
    let rows = shape[0]
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "rows \(range) outside \(shape)")
    let stride = rows == 0 ? 0 : count / rows
    let part = storage.elements[(range.lowerBound * stride)..<(range.upperBound * stride)]
    return Tensor(Shape([range.count] + shape.dimensions.dropFirst()), part)
  }

  /// Every scalar passed through `transform`.
  public func map(_ transform: (Scalar) -> Scalar) -> Tensor {
    Tensor(shape) { target in
      for index in 0..<count { target[index] = transform(storage.elements[index]) }
    }
  }

  /// The same numbers in another precision.
  public func converted<Other>(to type: Other.Type = Other.self) -> Tensor<Other> {
    Tensor<Other>(shape) { target in
      for index in 0..<count { target[index] = Other(storage.elements[index]) }
    }
  }

  private func offset(_ n: Int, _ c: Int, _ y: Int, _ x: Int) -> Int {
    precondition(shape.rank == 4, "four coordinates for a tensor of shape \(shape)")
    precondition(
      n >= 0 && n < shape[0] && c >= 0 && c < shape[1] && y >= 0 && y < shape[2] && x >= 0 && x < shape[3],
      "(\(n), \(c), \(y), \(x)) outside \(shape)")
    return ((n * shape[1] + c) * shape[2] + y) * shape[3] + x
  }

  private init(shape: Shape, storage: AlignedStorage<Scalar>) {
    self.shape = shape
    self.storage = storage
  }

  private mutating func makeUnique() {
    if !isKnownUniquelyReferenced(&storage) { storage = storage.copy() }
  }
}

extension Tensor: Equatable {
  /// The same shape and the same numbers.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape
      && left.withUnsafeBuffer { a in right.withUnsafeBuffer { b in a.elementsEqual(b) } }
  }
}

/// A zeroed, 64-byte aligned buffer that frees itself.
final class AlignedStorage<Scalar: BinaryFloatingPoint>: @unchecked Sendable {
  let elements: UnsafeMutableBufferPointer<Scalar>

  init(count: Int) {
    let bytes = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: 64)
    let typed = bytes.bindMemory(to: Scalar.self, capacity: max(count, 1))
    typed.initialize(repeating: 0, count: max(count, 1))
    elements = UnsafeMutableBufferPointer(start: typed, count: count)
  }

  deinit { UnsafeMutableRawPointer(elements.baseAddress!).deallocate() }

  func copy() -> AlignedStorage {
    let other = AlignedStorage(count: elements.count)
    other.elements.baseAddress!.update(from: elements.baseAddress!, count: elements.count)
    return other
  }
}
