import Networks

/// One activation of one image: what a projection starts from.
public struct Unit: Hashable, Sendable, Codable {
  /// The image's number in its cache or source.
  public let image: Int
  /// Where it stands in its layer's maps.
  public let position: UnitPosition

  /// A unit of a map, in an image.
  public init(image: Int, channel: Int, row: Int, column: Int) {
    self.image = image
    position = UnitPosition(channel: channel, row: row, column: column)
  }

  /// The index of its channel, from 0.
  public var channel: Int { position.channel }
  /// The row in the map.
  public var row: Int { position.row }
  /// The column in the map.
  public var column: Int { position.column }
}
