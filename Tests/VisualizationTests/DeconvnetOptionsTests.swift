import Foundation
import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Visualization

/// What each choice changes, and that it changes nothing else.
@Suite struct DeconvnetOptionsTests {
  let network = LiteralDeconvnetTests.network(TinyNetworks.zfnet)
  let trace: ReferenceActivations<Double>
  let machine: LiteralDeconvnet<Double>

  init() {
    trace = network.forward(LiteralDeconvnetTests.image(TinyNetworks.zfnet))
    machine = LiteralDeconvnet(network: network)
  }

  /// The strongest unit of a layer's output.
  private func strongest(_ layer: String) -> (channel: Int, row: Int, column: Int, value: Double) {
    let output = trace[layer]
    let offset = output.scalars.indexOfMaximum ?? 0
    let (height, width) = (output.shape[2], output.shape[3])
    return (offset / (height * width), offset / width % height, offset % width, output[offset])
  }

  private func projection(_ options: DeconvnetOptions, of layer: String = "conv2") -> Tensor<Double> {
    let unit = strongest("relu" + layer.dropFirst(4))
    return machine.projection(
      of: layer, channel: unit.channel, row: unit.row, column: unit.column, trace: trace, options: options)
  }

  @Test func defaultsAreTheDocumentedOnesAndSurviveCoding() throws {
    let options = DeconvnetOptions()
    #expect(options.seed == .activation && options.overlap == .sum && options.normalization == .identity)
    #expect(!options.pixelRectification && options.start == .convolution && options.rule == .deconvnet)
    let other = DeconvnetOptions(
      seed: .wholeMap, overlap: .last, normalization: .gradient, pixelRectification: true, start: .pooled,
      rule: .guided)
    let coded = try JSONDecoder().decode(DeconvnetOptions.self, from: JSONEncoder().encode(other))
    #expect(coded == other && coded != options)
  }

  @Test func theSeedScalesTheProjection() {
    // Unpooling, rectifying and filtering are positively homogeneous.
    let unit = strongest("relu2")
    #expect(unit.value > 0 && abs(unit.value - 1) > 0.1)
    let ofOne = projection(DeconvnetOptions(seed: .one)).map { $0 * unit.value }
    #expect(relativeError(ofOne, projection(DeconvnetOptions(seed: .activation))) < 1e-12)
  }

  @Test func theWholeMapSeesWhatAllItsUnitsSee() {
    let activations = Tensor<Double>([1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8])
    func signal(_ seed: DeconvnetOptions.Seed) -> [Double] {
      DeconvnetOptions(seed: seed).signal(from: activations, channel: 1, row: 1, column: 0).scalars
    }
    #expect(signal(.activation) == [0, 0, 0, 0, 0, 0, 7, 0])
    #expect(signal(.one) == [0, 0, 0, 0, 0, 0, 1, 0])
    #expect(signal(.wholeMap) == [0, 0, 0, 0, 5, 6, 7, 8])
    let one = projection(DeconvnetOptions()).scalars.filter { $0 != 0 }.count
    #expect(projection(DeconvnetOptions(seed: .wholeMap)).scalars.filter { $0 != 0 }.count > one)
  }

  @Test func onlyTheChosenImageOfABatchIsSeeded() {
    let activations = Tensor<Double>([2, 1, 1, 1], [3, 4])
    let signal = DeconvnetOptions().signal(from: activations, channel: 0, row: 0, column: 0, image: 1)
    #expect(signal.scalars == [0, 4])
  }

  @Test func overlappingSwitchesAreTreatedAsChosen() {
    // A 5×5 image whose center is the maximum of all four windows; the pooled map is 9 everywhere.
    let geometry = ConvolutionGeometry(inputs: 1, outputs: 1, window: WindowGeometry(kernel: 1, stride: 1))
    let graph = Graph(
      inputShape: [1, 5, 5],
      chain: [
        ("conv1", .convolution(geometry)), ("relu1", .relu),
        ("pool1", .maxPooling(WindowGeometry(kernel: 3, stride: 2))),
      ])
    var parameters = Parameters<Double>(zerosFor: graph)
    parameters["conv1"].weights[0] = 1
    var image = Tensor<Double>(zeros: [1, 1, 5, 5])
    image[12] = 9
    let small = ReferenceNetwork(graph: graph, parameters: parameters)
    let trace = small.forward(image)
    func center(_ overlap: SwitchOverlap) -> Double {
      LiteralDeconvnet(network: small).projection(
        of: "conv1", channel: 0, row: 0, column: 0, trace: trace,
        options: DeconvnetOptions(seed: .wholeMap, overlap: overlap, start: .pooled))[12]
    }
    #expect(center(.sum) == 36)
    #expect(center(.maximum) == 9)
    #expect(center(.last) == 9)
  }

  @Test func normalizationIsLeftOutOrDifferentiated() {
    let identity = projection(DeconvnetOptions())
    let gradient = projection(DeconvnetOptions(normalization: .gradient))
    #expect(relativeError(gradient, identity) > 1e-3)
    // Below the first layer's ReLU there is no normalization, and the choice changes nothing.
    let lower = projection(DeconvnetOptions(), of: "conv1")
    #expect(projection(DeconvnetOptions(normalization: .gradient), of: "conv1") == lower)
  }

  @Test func pixelsAreRectifiedOnRequestOnly() {
    let signed = projection(DeconvnetOptions())
    #expect(signed.scalars.contains { $0 < 0 } && signed.scalars.contains { $0 > 0 })
    #expect(projection(DeconvnetOptions(pixelRectification: true)) == signed.map { max($0, 0) })
  }

  @Test func theStartIsTheRectifiedOrThePooledMap() {
    let graph = TinyNetworks.alexnet
    let convolution = DeconvnetOptions()
    let pooled = DeconvnetOptions(start: .pooled)
    #expect(convolution.startNode(of: "conv1", in: graph) == "relu1")
    #expect(pooled.startNode(of: "conv1", in: graph) == "pool1")
    #expect(pooled.startNode(of: "conv5", in: graph) == "pool5")
    #expect(pooled.startNode(of: "conv3", in: graph) == "relu3")
    #expect(convolution.startNode(of: "fc6", in: graph) == "relu6")
    #expect(convolution.startNode(of: "fc7", in: graph) == "fc7")
    // A pooled unit with its own value is the unit that it took its maximum from.
    let unit = strongest("pool2")
    let fromPooled = machine.projection(
      of: "conv2", channel: unit.channel, row: unit.row, column: unit.column, trace: trace, options: pooled)
    #expect(relativeError(fromPooled, projection(convolution)) < 1e-12)
  }
}
