import Networks
import Tensors
import Testing

@Suite struct ChannelOrderTests {
  private func preprocessing(_ order: Preprocessing.ChannelOrder) -> Preprocessing {
    Preprocessing(
      storedSide: 2, inputSide: 2, channelOrder: order, mean: .channels([0, 0, 0]), scales: [1, 1, 1])
  }

  /// A red image becomes the input of a network of either order, and red again where that is shown.
  @Test(arguments: Preprocessing.ChannelOrder.allCases)
  func whatWasRedIsShownRed(_ order: Preprocessing.ChannelOrder) {
    let preprocessing = preprocessing(order)
    let red: [UInt8] = (0..<4).flatMap { [UInt8(200 + $0), 7, 3] }
    let planes = Tensor<Float>([3, 2, 2]) { target in
      red.withUnsafeBytes { preprocessing.write($0, .center(margin: 0), to: target) }
    }
    let shown = preprocessing.inRGB(planes)
    #expect(shown.scalars == [200, 201, 202, 203, 7, 7, 7, 7, 3, 3, 3, 3])
    // Filters are several images, each with its planes.
    let filters = Tensor<Float>([2, 3, 1, 2], (0..<12).map(Float.init))
    let expected: [Float] =
      order == .rgb ? filters.scalars : [4, 5, 2, 3, 0, 1, 10, 11, 8, 9, 6, 7]
    #expect(preprocessing.inRGB(filters).scalars == expected)
  }
}
