import Kernels

/// Which pixels the units of a layer see, as arithmetic over the layers' windows.
///
/// Unit 0 of a row sees the columns `start ..< start + size`, and each next unit `jump` columns further. These are the
/// numbers of an endless image: at its edges padded and overhanging positions contribute nothing, and the exact
/// answer is `Architecture.receptiveBox(ofLayer:row:column:)`.
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
  public func seen(through window: WindowGeometry) -> ReceptiveField {
    ReceptiveField(
      size: size + (window.kernel - 1) * jump, jump: jump * window.stride, start: start - window.pad * jump)
  }
}

extension Architecture {
  /// The receptive field of a layer's units, in pixels, edges left aside. A dense layer counts as a window over the
  /// whole map below it.
  public func receptiveField(ofLayer name: String) -> ReceptiveField {
    var field = ReceptiveField.pixel
    for index in 0...index(of: name) {
      if let window = spatialWindow(ofLayerAt: index) { field = field.seen(through: window) }
    }
    return field
  }

  /// The pixels that the unit at a row and column of a layer's maps depends on, exact for every unit.
  ///
  /// The box is clipped at every layer's map in the backward pass, not only at the image: a unit at the edge does not
  /// see through the padding or the overhang of a layer between. (Where a kernel is smaller than its stride, the box
  /// is the smallest that holds the pixels.)
  ///
  /// - Returns: columns and rows of the image.
  public func receptiveBox(
    ofLayer name: String, row: Int, column: Int
  ) -> (x: Range<Int>, y: Range<Int>) {
    let last = index(of: name)
    let (height, width) = (outputShapes[last][1], outputShapes[last][2])
    precondition(
      0..<height ~= row && 0..<width ~= column,
      "no unit (\(row), \(column)) in the \(height)×\(width) maps of \(name)")
    var (x, y) = (column..<column + 1, row..<row + 1)
    for index in stride(from: last, through: 0, by: -1) {
      guard let window = spatialWindow(ofLayerAt: index) else { continue }
      let input = inputShape(ofLayerAt: index)
      x = positions(below: x, window, side: input[2])
      y = positions(below: y, window, side: input[1])
    }
    return (x, y)
  }

  private func spatialWindow(ofLayerAt index: Int) -> WindowGeometry? {
    if case .dense = layers[index].kind {
      return WindowGeometry(kernel: inputShape(ofLayerAt: index)[1], stride: 1)
    }
    return layers[index].window
  }

  /// From the first position of the first unit's window to the last of the last unit's.
  private func positions(below units: Range<Int>, _ window: WindowGeometry, side: Int) -> Range<Int> {
    let first = window.inputRange(units.lowerBound, inputSide: side)
    let last = window.inputRange(units.upperBound - 1, inputSide: side)
    return min(first.lowerBound, last.lowerBound)..<max(first.upperBound, last.upperBound)
  }
}
