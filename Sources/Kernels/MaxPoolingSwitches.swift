import Tensors

/// Where the maxima of a pooling lie, told from its input.
public enum MaxPoolingSwitches {
  /// For each output the flat position `y · width + x` of its maximum within its input map; of ties the first in row-major
  /// order wins.
  ///
  /// - Parameter values: the pooling's input, `[batch, channels, height, width]`.
  public static func positions(in values: Tensor<Float>, _ window: WindowGeometry) -> [Int32] {
    let (height, width) = (values.shape[2], values.shape[3])
    let outputs = window.outputs(height: height, width: width)
    let planes = values.shape[0] * values.shape[1]
    let area = outputs.height * outputs.width
    let rows = (0..<outputs.height).map { window.rows.inputRange($0, length: height) }
    let columns = (0..<outputs.width).map { window.columns.inputRange($0, length: width) }
    return [Int32](unsafeUninitializedCapacity: planes * area) { positions, count in
      count = planes * area
      nonisolated(unsafe) let target = positions.baseAddress!
      values.withUnsafeBuffer { values in
        nonisolated(unsafe) let source = values.baseAddress!
        ParallelLoop.run(planes) { plane in
          let map = source + plane * height * width
          for place in 0..<area {
            let (rows, columns) = (rows[place / outputs.width], columns[place % outputs.width])
            var best = rows.lowerBound * width + columns.lowerBound
            for row in rows {
              for column in columns where map[row * width + column] > map[best] {
                best = row * width + column
              }
            }
            target[plane * area + place] = Int32(best)
          }
        }
      }
    }
  }
}
