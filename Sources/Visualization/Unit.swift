import Networks

/// One activation of one picture: what a projection starts from.
public struct Unit: Hashable, Sendable, Codable {
  /// The picture's number in its cache or source.
  public let picture: Int
  /// Where it stands in its layer's maps.
  public let position: UnitPosition

  /// A unit of a map, in a picture.
  public init(picture: Int, map: Int, row: Int, column: Int) {
    self.picture = picture
    position = UnitPosition(map: map, row: row, column: column)
  }

  /// The map.
  public var map: Int { position.map }
  /// The row in the map.
  public var row: Int { position.row }
  /// The column in the map.
  public var column: Int { position.column }
}
