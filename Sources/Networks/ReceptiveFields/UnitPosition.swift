/// Where a unit stands in a layer's maps.
public struct UnitPosition: Hashable, Sendable, Codable {
  /// The index of the unit's channel, from 0.
  public let channel: Int
  /// The row in the map.
  public let row: Int
  /// The column in the map.
  public let column: Int

  /// The unit of a map at a row and a column.
  public init(channel: Int, row: Int, column: Int) {
    self.channel = channel
    self.row = row
    self.column = column
  }
}
