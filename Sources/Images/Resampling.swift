/// Separable resampling along one axis: each output sample is a weighted sum of a run of input samples.
///
/// Shrinking averages exactly the input that an output sample covers, so that nothing is skipped and nothing aliases
/// more than a box filter must. Enlarging interpolates by the Catmull–Rom spline, which passes through the samples
/// and keeps edges sharp; beyond the border the last sample repeats. All sums run in a fixed order.
struct Resampling {
  /// The first input sample of each output sample.
  let starts: [Int]
  /// How many input samples each output sample takes.
  let taps: Int
  /// `wanted × taps` weights; those of one output sample add up to 1.
  let weights: [Float]

  /// The weights that bring `inputs` samples to those of `outputs` that are wanted.
  init(from inputs: Int, to outputs: Int, wanted: Range<Int>) {
    precondition(
      inputs > 0 && outputs > 0 && !wanted.isEmpty && wanted.lowerBound >= 0 && wanted.upperBound <= outputs,
      "\(inputs) samples cannot become \(wanted) of \(outputs)")
    let scale = Double(inputs) / Double(outputs)
    let rows = wanted.map { output -> [(index: Int, weight: Double)] in
      outputs < inputs
        ? Resampling.average(output, scale, inputs) : Resampling.spline(output, scale, inputs)
    }
    let taps = min(inputs, rows.map { $0.last!.index - $0[0].index + 1 }.max()!)
    var starts = [Int]()
    var weights = [Float](repeating: 0, count: wanted.count * taps)
    for (output, row) in rows.enumerated() {
      let start = min(row[0].index, inputs - taps)
      starts.append(start)
      let sum = row.reduce(0) { $0 + $1.weight }
      for (index, weight) in row { weights[output * taps + index - start] += Float(weight / sum) }
    }
    self.starts = starts
    self.taps = taps
    self.weights = weights
  }

  private static func average(_ output: Int, _ scale: Double, _ inputs: Int) -> [(index: Int, weight: Double)]
  {
    let from = Double(output) * scale
    let to = min(Double(output + 1) * scale, Double(inputs))
    let last = min(inputs - 1, Int(to))
    return (Int(from)...last).compactMap { index in
      let covered = min(to, Double(index + 1)) - max(from, Double(index))
      return covered > 1e-9 ? (index, covered) : nil
    }
  }

  private static func spline(_ output: Int, _ scale: Double, _ inputs: Int) -> [(index: Int, weight: Double)]
  {
    let center = (Double(output) + 0.5) * scale - 0.5
    let first = Int(center.rounded(.down)) - 1
    return (first..<(first + 4)).map { index in
      let distance = abs(center - Double(index))
      let weight =
        distance < 1
        ? (1.5 * distance - 2.5) * distance * distance + 1
        : distance < 2 ? ((-0.5 * distance + 2.5) * distance - 4) * distance + 2 : 0
      return (min(max(index, 0), inputs - 1), weight)
    }
  }

  /// Resamples interleaved 8-bit rows in both directions.
  ///
  /// - Parameters:
  ///   - pixels: `height × width × channels` bytes.
  ///   - size: The new width and height.
  ///   - columns: Which columns of the new image are computed.
  ///   - rows: Which rows of it.
  /// - Returns: `rows × columns × channels` bytes, rounded to the nearest: the same bytes as in the whole image.
  static func resample(
    _ pixels: [UInt8], width: Int, height: Int, channels: Int, to size: (width: Int, height: Int),
    columns: Range<Int>, rows: Range<Int>
  ) -> [UInt8] {
    let across = Resampling(from: width, to: size.width, wanted: columns)
    let down = Resampling(from: height, to: size.height, wanted: rows)
    let rowLength = columns.count * channels
    let firstRow = down.starts.min() ?? 0
    let sourceRows = firstRow..<((down.starts.max() ?? 0) + down.taps)
    var narrowed = [Float](repeating: 0, count: sourceRows.count * rowLength)
    narrowed.withUnsafeMutableBufferPointer { output in
      pixels.withUnsafeBufferPointer { input in
        for y in sourceRows {
          for x in 0..<columns.count {
            for channel in 0..<channels {
              var sum: Float = 0
              var place = (y * width + across.starts[x]) * channels + channel
              for tap in 0..<across.taps {
                sum += across.weights[x * across.taps + tap] * Float(input[place])
                place += channels
              }
              output[(y - firstRow) * rowLength + x * channels + channel] = sum
            }
          }
        }
      }
    }
    return [UInt8](unsafeUninitializedCapacity: rows.count * rowLength) { output, count in
      var sums = [Float](repeating: 0, count: rowLength)
      for y in 0..<rows.count {
        for place in 0..<rowLength { sums[place] = 0 }
        for tap in 0..<down.taps {
          let weight = down.weights[y * down.taps + tap]
          let row = (down.starts[y] + tap - firstRow) * rowLength
          for place in 0..<rowLength { sums[place] += weight * narrowed[row + place] }
        }
        for place in 0..<rowLength {
          output[y * rowLength + place] = UInt8(min(max(sums[place].rounded(), 0), 255))
        }
      }
      count = rows.count * rowLength
    }
  }
}
