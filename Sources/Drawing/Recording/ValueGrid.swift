/// The texts behind a matrix of cells that is drawn as colors, and, where the cells are places of a square that moved over an
/// image, the square.
public struct ValueGrid: Sendable, Hashable, Codable {
  /// What the texts say, such as “P(true class), %”.
  public var name: String
  /// How many cells a row has.
  public var columns: Int
  /// How many rows there are.
  public var rows: Int
  /// A text a cell, row by row; empty where the area only shows the square.
  public var values: [String]
  /// The square's side as a share of the area's width; 0 where there is none.
  public var square: Double

  /// The texts of a matrix of cells.
  public init(_ name: String, columns: Int, values: [String]) {
    precondition(
      columns > 0 && values.count % columns == 0, "\(values.count) texts in rows of \(columns)")
    (self.name, self.columns, self.values) = (name, columns, values)
    (rows, square) = (values.count / columns, 0)
  }

  /// An area over which a square moved to each cell of a matrix.
  ///
  /// - Parameter square: the square's side as a share of the area's width.
  public init(columns: Int, rows: Int, square: Double) {
    (name, values) = ("", [])
    (self.columns, self.rows, self.square) = (columns, rows, square)
  }
}
