import Tensors
import Testing

@Suite struct TensorTests {
  @Test func scalarsLieRowByRow() {
    var tensor = Tensor<Float>([2, 3, 4, 5], (0..<120).map(Float.init))
    #expect(tensor.count == 120)
    #expect(tensor[0, 0, 0, 4] == 4 && tensor[0, 0, 1, 0] == 5 && tensor[0, 1, 0, 0] == 20)
    #expect(tensor[1, 0, 0, 0] == 60 && tensor[1, 2, 3, 4] == 119)
    tensor[1, 1, 2, 3] = -1
    #expect(tensor[60 + 20 + 10 + 3] == -1)
    tensor[0] = -2
    #expect(tensor[0, 0, 0, 0] == -2)
    #expect(tensor.scalars.filter { $0 < 0 } == [-2, -1])
  }

  @Test func anythingOrNothingMayBeInIt() {
    let nothing = Tensor<Double>(zeros: [0, 4])
    #expect(nothing.count == 0 && nothing.scalars == [] && nothing.slice(0..<0).shape == [0, 4])
    let scalar = Tensor<Double>([], [7])
    #expect(scalar.count == 1 && scalar[0] == 7 && scalar.shape.rank == 0)
    #expect(Tensor<Float>(zeros: [3, 2]).scalars == [0, 0, 0, 0, 0, 0])
  }

  @Test func aTensorIsFilledFromZeros() throws {
    let tensor = Tensor<Float>([2, 2]) { target in
      #expect(target.allSatisfy { $0 == 0 })
      target[3] = 5
    }
    #expect(tensor.scalars == [0, 0, 0, 5])
    struct Stop: Error {}
    #expect(throws: Stop.self) { try Tensor<Float>([1]) { _ in throw Stop() } }
  }

  /// Vector units and oneDNN may read a tensor of any size in place.
  @Test(arguments: [1, 3, 64, 1000]) func buffersAreAligned(_ count: Int) {
    for tensor in [Tensor<Float>(zeros: [count]), Tensor<Float>(zeros: [count]).map { $0 + 1 }] {
      let address = tensor.withUnsafeBuffer { Int(bitPattern: $0.baseAddress) }
      #expect(address % 64 == 0)
    }
  }

  @Test func copiesAreValues() {
    let first = Tensor<Float>([3], [1, 2, 3])
    func address(_ tensor: Tensor<Float>) -> UnsafePointer<Float>? { tensor.withUnsafeBuffer(\.baseAddress) }
    var second = first
    #expect(address(first) == address(second), "nothing is copied before it is written")
    second[0] = 10
    #expect(first.scalars == [1, 2, 3] && second.scalars == [10, 2, 3])
    var third = second
    third.withUnsafeMutableBuffer { $0[1] = 20 }
    #expect(second.scalars == [10, 2, 3] && third.scalars == [10, 20, 3])
    // One that nobody shares is written in place.
    let place = address(third)
    third[2] = 30
    third.withUnsafeMutableBuffer { $0[0] = 0 }
    #expect(address(third) == place && third.scalars == [0, 20, 30])
  }

  @Test func reshapingSharesUntilOneIsWritten() {
    let wide = Tensor<Float>([2, 3], [1, 2, 3, 4, 5, 6])
    var tall = wide.reshaped(to: [3, 2])
    #expect(tall.shape == [3, 2] && tall.scalars == wide.scalars)
    tall[5] = 0
    #expect(wide[5] == 6 && tall[5] == 0)
  }

  @Test func slicesAreRowsOfTheOutermostAxis() {
    let tensor = Tensor<Float>([4, 1, 2, 2], (0..<16).map(Float.init))
    #expect(tensor.slice(1..<3) == Tensor([2, 1, 2, 2], (4..<12).map(Float.init)))
    #expect(tensor.slice(0..<4) == tensor)
    #expect(tensor.slice(4..<4).shape == [0, 1, 2, 2])
    var part = tensor.slice(0..<1)
    part[0] = 99
    #expect(tensor[0] == 0)
  }

  @Test func numbersAreMappedAndConverted() {
    let tensor = Tensor<Double>([2], [1.0 / 3, -2])
    #expect(tensor.map { $0 * 3 } == Tensor([2], [1, -6]))
    let single: Tensor<Float> = tensor.converted()
    #expect(single == Tensor([2], [Float(1) / 3, -2]))
    #expect(single.converted(to: Double.self)[0] == Double(Float(1) / 3))
    #expect(tensor.map { -$0 }.shape == [2])
  }

  @Test func equalMeansTheSameShapeAndNumbers() {
    let tensor = Tensor<Float>([2, 1], [1, 2])
    #expect(tensor == Tensor([2, 1], [1, 2]) && tensor != Tensor([2, 1], [1, 3]))
    #expect(tensor != Tensor([1, 2], [1, 2]))
    #expect(Tensor<Float>([1], [0]) == Tensor([1], [-0.0]))
    #expect(Tensor<Float>([1], [.nan]) != Tensor([1], [.nan]))
  }
}
