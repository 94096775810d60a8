/// The extents of a tensor, outermost first. Images and feature maps are `[batch, channels, height, width]`
/// (NCHW); convolution weights `[outputs, inputs / groups, height, width]` (OIHW); dense weights `[outputs, inputs]`.
public struct Shape: Hashable, Sendable, Codable, ExpressibleByArrayLiteral, CustomStringConvertible {
  /// The extents, outermost first.
  public let dimensions: [Int]

  /// A shape of the given extents; none may be negative.
  public init(_ dimensions: [Int]) {
    precondition(dimensions.allSatisfy { $0 >= 0 }, "negative extent in shape \(dimensions)")
    self.dimensions = dimensions
  }

  /// `[2, 3]` is a shape of two rows and three columns.
  public init(arrayLiteral elements: Int...) { self.init(elements) }

  /// The number of scalars: the product of the extents (1 for a scalar).
  public var count: Int { dimensions.reduce(1, *) }

  /// The number of extents.
  public var rank: Int { dimensions.count }

  /// The extent of one axis.
  public subscript(axis: Int) -> Int { dimensions[axis] }

  /// For example `64×96×110×110`.
  public var description: String { dimensions.map(String.init).joined(separator: "×") }

  /// Encoded as a plain array of extents.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let extents = try container.decode([Int].self)
    var count = 1
    for extent in extents {
      let (product, isTooLarge) = count.multipliedReportingOverflow(by: max(extent, 1))
      guard extent >= 0, !isTooLarge, product <= Int.max / 8 else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "no array has the extents \(extents)")
      }
      count = product
    }
    self.init(extents)
  }

  /// Encoded as a plain array of extents.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(dimensions)
  }
}
