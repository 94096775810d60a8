import Foundation
import Tensors
import Testing

@Suite struct ShapeTests {
  @Test func aShapeCountsItsScalars() {
    let shape: Shape = [64, 96, 110, 110]
    #expect(shape.count == 64 * 96 * 110 * 110 && shape.rank == 4 && shape[1] == 96)
    #expect(Shape([]).count == 1 && Shape([3, 0, 2]).count == 0)
    #expect(shape.description == "64×96×110×110")
  }

  @Test func aShapeIsAPlainListInJSON() throws {
    let data = try JSONEncoder().encode(Shape([2, 3]))
    #expect(String(decoding: data, as: UTF8.self) == "[2,3]")
    #expect(try JSONDecoder().decode(Shape.self, from: data) == [2, 3])
  }
}
