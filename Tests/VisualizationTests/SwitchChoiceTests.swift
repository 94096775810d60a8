import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Visualization

@Suite(.serialized) struct SwitchChoiceTests {
  static let window = WindowGeometry(kernel: 3, stride: 2)

  private func switches(_ values: Tensor<Float>) -> [Int32] {
    Reference.maxPooling(values, Self.window).switches
  }

  @Test func centeredSwitchesAreInTheMiddleOfTheirWindows() throws {
    let input: Tensor<Float> = randomTensor([1, 2, 5, 5])
    let values = try #require(
      SwitchChoice.centered.values(
        inPlaceOf: input, layer: "pool1", images: [0], window: Self.window))
    // Windows begin at 0 and 2; their middles are at 1 and 3 in both directions.
    #expect(switches(values) == [6, 8, 16, 18, 6, 8, 16, 18])
  }

  @Test func shuffledValuesAreTheSameAtOtherPlacesAndBelongToTheImage() throws {
    let input: Tensor<Float> = randomTensor([2, 3, 6, 6])
    func shuffled(_ images: [Int], _ seed: UInt64) throws -> Tensor<Float> {
      try #require(
        SwitchChoice.shuffled(seed: seed).values(
          inPlaceOf: input, layer: "pool1", images: images, window: Self.window))
    }
    let values = try shuffled([4, 9], 1)
    for map in 0..<6 {
      let part = map * 36..<(map + 1) * 36
      #expect(values.scalars[part].sorted() == input.scalars[part].sorted())
      #expect(Array(values.scalars[part]) != Array(input.scalars[part]))
    }
    #expect(try shuffled([4, 9], 1) == values)
    #expect(try shuffled([4, 9], 2) != values)
    #expect(try shuffled([4, 8], 1).slice(0..<1) == values.slice(0..<1))
    #expect(try shuffled([4, 8], 1).slice(1..<2) != values.slice(1..<2))
  }

  @Test func theRecordedSwitchesNeedNoOtherValues() {
    let input = Tensor<Float>(zeros: [1, 1, 3, 3])
    #expect(
      SwitchChoice.recorded.values(inPlaceOf: input, layer: "pool1", images: [0], window: Self.window)
        == nil)
  }

  /// One map of 3×3 below one pooling window, an identity convolution to the pixels.
  @Test func anEngineUnpoolsToWhereItIsToldAndForgetsItWithTheNextImage() throws {
    let one = ConvolutionGeometry(inputs: 3, outputs: 1, window: WindowGeometry(kernel: 1, stride: 1))
    let graph = Graph(
      inputShape: [3, 3, 3],
      chain: [
        ("conv1", .convolution(one)), ("relu1", .relu), ("pool1", .maxPooling(Self.window)),
      ])
    var parameters = Parameters<Float>(zerosFor: graph)
    parameters["conv1"].weights = Tensor([1, 3, 1, 1], [1, 0, 0])
    let engine = try NetworkEngine(graph, batch: 1, for: .visualization)
    try engine.load(parameters)
    var image = Tensor<Float>(zeros: [1, 3, 3, 3])
    image[0, 0, 0, 2] = 5
    let signal = Tensor<Float>([1, 1, 1, 1], [7])
    func place() throws -> Int? {
      try engine.project(signal, from: "pool1", .init(.deconvnet, normalization: .identity)).scalars.prefix(9)
        .firstIndex(of: 7)
    }
    engine.setPixels(image)
    try engine.forward()
    #expect(try place() == 2)
    let middle = try #require(
      SwitchChoice.centered.values(
        inPlaceOf: engine.input(of: "pool1"), layer: "pool1", images: [0], window: Self.window))
    try engine.setSwitches(of: "pool1", as: middle)
    #expect(try place() == 4)
    #expect(try engine.activation(of: "pool1").scalars == [5])
    #expect(try engine.input(of: "pool1").scalars == [0, 0, 5, 0, 0, 0, 0, 0, 0])
    try engine.forward()
    #expect(try place() == 2)
  }
}
