import Kernels

/// Which pixels the units of a node see, as arithmetic over the windows.
///
/// Unit 0 of a row sees the columns `start ..< start + size`, and each next unit `jump` columns further. These are the
/// numbers of an endless image: at its edges padded and overhanging positions contribute nothing, and the exact
/// answer is `Graph.receptiveBox(of:row:column:)`.
public struct ReceptiveField: Hashable, Sendable, Codable {
  /// The field's side in pixels.
  public let size: Int
  /// The distance in pixels between the fields of neighboring units.
  public let jump: Int
  /// The first pixel of unit 0's field; negative where padding reaches beyond the image.
  public let start: Int

  /// A field of the given side, step and first pixel.
  public init(size: Int, jump: Int, start: Int) {
    self.size = size
    self.jump = jump
    self.start = start
  }

  /// One pixel, which sees itself.
  public static let pixel = ReceptiveField(size: 1, jump: 1, start: 0)

  /// The field of a window over units of this field.
  public func seen(through window: AxisWindow) -> ReceptiveField {
    ReceptiveField(
      size: size + (window.kernel - 1) * jump, jump: jump * window.stride,
      start: start - window.padBefore * jump)
  }

  /// The smallest field that holds this one and another: what a node sees through branches. The jump is the larger one;
  /// branches that meet in maps of one size have the same.
  public func union(_ other: ReceptiveField) -> ReceptiveField {
    let first = min(start, other.start)
    return ReceptiveField(
      size: max(start + size, other.start + other.size) - first, jump: max(jump, other.jump), start: first)
  }
}

extension Graph {
  /// The receptive field of a node's units in pixels along one axis, edges left aside: the union over all branches. A
  /// dense layer, and a mean over whole maps, count as a window over the whole map.
  public func receptiveField(
    of name: String, along axis: KeyPath<WindowGeometry, AxisWindow>
  ) -> ReceptiveField {
    var fields = [Self.inputName: ReceptiveField.pixel]
    for index in ancestors(of: name) {
      let node = nodes[index]
      let seen = node.inputs.compactMap { fields[$0] }.reduce(nil) { $0?.union($1) ?? $1 } ?? .pixel
      fields[node.name] = spatialWindow(of: node).map { seen.seen(through: $0[keyPath: axis]) } ?? seen
    }
    return fields[name] ?? .pixel
  }

  /// The receptive field of a node's units along the axis on which they see more; along the height where both are alike, as in all
  /// of the paper's layers.
  public func receptiveField(of name: String) -> ReceptiveField {
    let rows = receptiveField(of: name, along: \.rows)
    let columns = receptiveField(of: name, along: \.columns)
    return columns.size > rows.size ? columns : rows
  }

  /// The pixels that the unit at a row and column of a node's maps depends on, exact for every unit.
  ///
  /// The box is clipped at the maps of every node on the way, not only at the image: a unit at the edge does not
  /// see through the padding or the overhang of a node between. (Where a kernel is smaller than its stride, and where
  /// branches see different parts, the box is the smallest that holds the pixels.)
  ///
  /// - Returns: columns and rows of the image.
  public func receptiveBox(of name: String, row: Int, column: Int) -> (x: Range<Int>, y: Range<Int>) {
    let shape = shape(of: name)
    precondition(
      0..<shape[1] ~= row && 0..<shape[2] ~= column,
      "no unit (\(row), \(column)) in the \(shape[1])×\(shape[2]) maps of \(name)")
    var boxes = [name: (x: column..<column + 1, y: row..<row + 1)]
    for index in ancestors(of: name).reversed() {
      let node = nodes[index]
      guard var box = boxes[node.name] else { continue }
      if let window = spatialWindow(of: node) {
        let input = inputShape(ofNodeAt: index)
        box.x = positions(read: box.x, window.columns, length: input[2])
        box.y = positions(read: box.y, window.rows, length: input[1])
      }
      for input in node.inputs {
        guard let known = boxes[input] else {
          boxes[input] = box
          continue
        }
        boxes[input] = (known.x.hull(box.x), known.y.hull(box.y))
      }
    }
    return boxes[Self.inputName] ?? (0..<0, 0..<0)
  }

  /// The window through which a node sees its input's positions; nil for what works position by position.
  private func spatialWindow(of node: Node) -> WindowGeometry? {
    guard node.operation.isGlobal else { return node.operation.window }
    let input = shape(of: node.inputs[0])
    return WindowGeometry(rows: AxisWindow(kernel: input[1]), columns: AxisWindow(kernel: input[2]))
  }

  /// From the first position of the first unit's window to the last of the last unit's.
  private func positions(read units: Range<Int>, _ window: AxisWindow, length: Int) -> Range<Int> {
    let first = window.inputRange(units.lowerBound, length: length)
    let last = window.inputRange(units.upperBound - 1, length: length)
    return first.hull(last)
  }
}

extension Range<Int> {
  /// The smallest range that holds this one and another.
  func hull(_ other: Range<Int>) -> Range<Int> {
    Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
  }
}
