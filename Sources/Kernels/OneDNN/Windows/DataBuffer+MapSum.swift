extension DataBuffer {
  /// The sum of one map of maps `[batch, maps, height, width]`, in `Double` and in row-major order.
  package func sum(ofMap map: Int, item: Int) -> Double {
    let layout = MapLayout(self.layout)
    var sum = 0.0
    for y in 0..<layout.height {
      for x in 0..<layout.width {
        let value = bytes + layout.offset(item: item, channel: map, row: y, column: x)
        switch self.layout.precision {
        case .float32: sum += Double(value.load(as: Float.self))
        case .bfloat16: sum += Double(BFloat16.value(value.load(as: UInt16.self)))
        }
      }
    }
    return sum
  }
}
