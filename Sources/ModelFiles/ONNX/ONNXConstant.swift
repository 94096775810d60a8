import Foundation
import ONNXSchema

/// A tensor whose numbers are known while a file is read: weights, and the shapes that exporters compute in the graph.
struct ONNXConstant {
  /// Numbers in row-major order. Integers are kept apart, so that extents and indices stay exact.
  enum Numbers {
    case floats([Float])
    case integers([Int])
  }

  /// The extents, outermost first; none for a scalar.
  let dimensions: [Int]
  let numbers: Numbers

  /// A constant of as many numbers as the extents ask for.
  init(_ dimensions: [Int], _ numbers: Numbers) {
    self.dimensions = dimensions
    self.numbers = numbers
    precondition(count == dimensions.reduce(1, *), "\(count) numbers for \(dimensions)")
  }

  /// A list of integers, as shapes and axes are.
  init(_ integers: [Int]) { self.init([integers.count], .integers(integers)) }

  var count: Int {
    switch numbers {
    case .floats(let values): values.count
    case .integers(let values): values.count
    }
  }

  var floats: [Float] {
    switch numbers {
    case .floats(let values): values
    case .integers(let values): values.map { Float($0) }
    }
  }

  /// The numbers as integers; nil where they are others.
  var integers: [Int]? {
    guard case .integers(let values) = numbers else { return nil }
    return values
  }

  /// The same numbers under other extents of the same product.
  func reshaped(_ dimensions: [Int]) -> ONNXConstant { ONNXConstant(dimensions, numbers) }

  /// A constant of other extents, whose number at each offset is the one at `source(offset)` here.
  func picked(_ dimensions: [Int], from source: (Int) -> Int) -> ONNXConstant {
    let count = dimensions.reduce(1, *)
    switch numbers {
    case .floats(let values):
      return ONNXConstant(dimensions, .floats((0..<count).map { values[source($0)] }))
    case .integers(let values):
      return ONNXConstant(dimensions, .integers((0..<count).map { values[source($0)] }))
    }
  }
}

// MARK: Reading

extension ONNXConstant {
  /// The product of extents as a file states them.
  ///
  /// - Throws: `ForeignFailure` where one is negative or no memory could hold them.
  static func count(of extents: [Int], _ title: String) throws(ForeignFailure) -> Int {
    var count = 1
    for extent in extents {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: max(extent, 1))
      guard extent >= 0, !isTooLarge, product <= 1 << 40 else {
        throw .malformed("\(title) has the extents \(extents), which no tensor has")
      }
      count = product
    }
    return extents.contains(0) ? 0 : count
  }

  /// Reads a tensor of a file. Its numbers are counted before anything is allocated for them.
  ///
  /// - Throws: `ForeignFailure`, which names the tensor.
  init(_ tensor: ONNXTensor, external: ONNXExternalData, title: String) throws(ForeignFailure) {
    let extents = tensor.extents.map { Int($0) }
    let count = try Self.count(of: extents, title)
    guard let type = ONNXNumberType(rawValue: tensor.dataType) else {
      throw .unsupported(
        "\(title) holds numbers of type \(tensor.dataType), and \(ONNXNumberType.names) are read",
        hint: "export the network in 32-bit floats")
    }
    let numbers: Numbers
    if tensor.location == .external {
      numbers = type.numbers(try external.bytes(of: tensor, length: count * type.size, title: title))
    } else if !tensor.raw.isEmpty {
      guard tensor.raw.count == count * type.size else {
        throw .malformed("\(title) has \(tensor.raw.count) bytes for \(count) numbers of type \(type)")
      }
      numbers = type.numbers(tensor.raw)
    } else {
      numbers = type.listedNumbers(of: tensor)
    }
    self.dimensions = extents
    self.numbers = numbers
    guard self.count == count else {
      throw .malformed("\(title) has \(self.count) numbers for the extents \(extents)")
    }
  }
}

/// The types of numbers that are read, by their numbers in files.
enum ONNXNumberType: Int32, CaseIterable {
  case float = 1
  case uint8 = 2
  case int8 = 3
  case int16 = 5
  case int32 = 6
  case int64 = 7
  case bool = 9
  case float16 = 10
  case double = 11
  case bfloat16 = 16

  /// All names, for messages.
  static var names: String { allCases.map { "\($0)" }.joined(separator: ", ") }

  /// Whether it is a type of floating-point numbers.
  var isFloating: Bool {
    switch self {
    case .float, .float16, .double, .bfloat16: true
    default: false
    }
  }

  /// The bytes of one number.
  var size: Int {
    switch self {
    case .uint8, .int8, .bool: 1
    case .int16, .float16, .bfloat16: 2
    case .float, .int32: 4
    case .double, .int64: 8
    }
  }

  /// The numbers in little-endian bytes.
  func numbers(_ bytes: Data) -> ONNXConstant.Numbers {
    switch self {
    case .float: .floats(Self.elements(bytes) { (bits: UInt32) in Float(bitPattern: bits) })
    case .double: .floats(Self.elements(bytes) { (bits: UInt64) in Float(Double(bitPattern: bits)) })
    case .float16: .floats(Self.elements(bytes) { (bits: UInt16) in Self.half(bits) })
    case .bfloat16: .floats(Self.elements(bytes) { (bits: UInt16) in Self.brainFloat(bits) })
    case .uint8, .bool: .integers(Self.elements(bytes) { (bits: UInt8) in Int(bits) })
    case .int8: .integers(Self.elements(bytes) { (bits: Int8) in Int(bits) })
    case .int16: .integers(Self.elements(bytes) { (bits: Int16) in Int(bits) })
    case .int32: .integers(Self.elements(bytes) { (bits: Int32) in Int(bits) })
    case .int64: .integers(Self.elements(bytes) { (bits: Int64) in Int(bits) })
    }
  }

  /// The numbers in the list of a tensor that the format has for this type.
  func listedNumbers(of tensor: ONNXTensor) -> ONNXConstant.Numbers {
    switch self {
    case .float: .floats(tensor.floats)
    case .double: .floats(tensor.doubles.map { Float($0) })
    case .float16: .floats(tensor.integers.map { Self.half(UInt16(truncatingIfNeeded: $0)) })
    case .bfloat16: .floats(tensor.integers.map { Self.brainFloat(UInt16(truncatingIfNeeded: $0)) })
    case .int64: .integers(tensor.longIntegers.map { Int($0) })
    case .uint8, .int8, .bool, .int16, .int32: .integers(tensor.integers.map { Int($0) })
    }
  }

  private static func half(_ bits: UInt16) -> Float { Float(Float16(bitPattern: bits)) }

  private static func brainFloat(_ bits: UInt16) -> Float { Float(bitPattern: UInt32(bits) << 16) }

  private static func elements<Bits: FixedWidthInteger, Element>(
    _ bytes: Data, _ element: (Bits) -> Element
  ) -> [Element] {
    let size = MemoryLayout<Bits>.size
    return bytes.withUnsafeBytes { buffer in
      (0..<buffer.count / size).map {
        element(Bits(littleEndian: buffer.loadUnaligned(fromByteOffset: $0 * size, as: Bits.self)))
      }
    }
  }
}
