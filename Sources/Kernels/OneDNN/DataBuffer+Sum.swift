import Tensors

extension DataBuffer {
  /// Becomes the sum of buffers of its own layout, added in their order in 32 bits and rounded once; zeros where there are
  /// none.
  ///
  /// - Parameter rectifyingEach: whether negative values of each are left out.
  package func setSum(of terms: [DataBuffer], rectifyingEach: Bool) {
    precondition(terms.allSatisfy { $0.layout.matches(layout) }, "a sum of buffers of different layouts")
    let count = layout.elementCount
    switch layout.precision {
    case .float32:
      let (target, sources) = (floats, terms.map(\.floats))
      for index in 0..<count {
        var sum: Float = 0
        for source in sources { sum += rectifyingEach ? max(source[index], 0) : source[index] }
        target[index] = sum
      }
    case .bfloat16:
      let (target, sources) = (bfloats, terms.map(\.bfloats))
      for index in 0..<count {
        var sum: Float = 0
        for source in sources {
          let value = BFloat16.value(source[index])
          sum += rectifyingEach ? max(value, 0) : value
        }
        target[index] = BFloat16.bits(sum)
      }
    }
  }
}
