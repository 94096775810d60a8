import Kernels
import Networks
import Tensors
import TestSupport
import Testing
import Visualization

/// The backward passes to the pixels and the occlusion map against PyTorch, whose deconvnet Captum's has confirmed.
@Suite(.serialized) struct VisualizationAgreementTests {
  private static let tolerance = NetworkAgreementTests.tolerance

  /// The projection inside the window that is stored; infinite where anything lies outside it.
  private func error(_ pixels: Tensor<Float>, _ unit: PyTorchFixture.Unit, _ fixture: PyTorchFixture)
    -> Double
  {
    guard let shape = fixture.description.facts[unit.tensor]?.shape else { return .infinity }
    var window = Tensor<Float>(zeros: [1, shape[0], shape[1], shape[2]])
    for map in 0..<pixels.shape[1] {
      for y in 0..<pixels.shape[2] {
        for x in 0..<pixels.shape[3] {
          let (row, column) = (y - unit.top, x - unit.left)
          if 0..<shape[1] ~= row && 0..<shape[2] ~= column {
            window[0, map, row, column] = pixels[0, map, y, x]
          } else if pixels[0, map, y, x] != 0 {
            return .infinity
          }
        }
      }
    }
    return fixture.error(window, unit.tensor)
  }

  @Test(arguments: NetworkAgreementTests.kinds)
  func projectionsOfUnitsOfEveryLayerAgree(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let units = fixture.description.units
    #expect(Set(units.map(\.layer)) == ["conv1", "conv2", "conv3", "conv4", "conv5"])
    #expect(Set(units.map(\.rule)) == [.deconvnet, .guided])
    let engine = try fixture.engine(.visualization)
    try engine.forward()
    let images = fixture.images().slice(0..<1)
    let trace = fixture.reference.forward(images)
    let literal = LiteralDeconvnet(network: fixture.reference)
    for unit in units {
      let start = fixture.rectified(unit.layer)
      var signal = Tensor<Float>(zeros: trace[start].shape)
      signal[0, unit.map, unit.row, unit.column] = 1
      let pixels = try engine.project(
        signal, from: unit.layer, .init(unit.rule, normalization: unit.normalization))
      #expect(error(pixels.slice(0..<1), unit, fixture) < Self.tolerance, "\(unit)")
      let expected = fixture.reference.backward(
        trace, from: start, signal: signal, .init(unit.rule, normalization: unit.normalization))
      #expect(error(expected, unit, fixture) < Self.tolerance, "\(unit) of the reference")
      // The literal machine is slow: one corner of each layer.
      if unit.rule == .deconvnet && unit.row == 0 {
        let options = DeconvnetOptions(normalization: unit.normalization)
        let machine = literal.projection(from: start, signal: signal, trace: trace, options: options)
        #expect(error(machine, unit, fixture) < Self.tolerance, "\(unit) of the literal machine")
      }
    }
  }

  @Test(arguments: NetworkAgreementTests.kinds)
  func anOcclusionMapAgrees(_ kind: Architecture) throws {
    let fixture = try PyTorchFixture(kind)
    let setting = fixture.description.occlusion
    let occlusion = Occlusion(side: setting.square, stride: setting.stride, coverage: .inside)
    let (graph, parameters) = (fixture.graph, fixture.parameters)
    let image = fixture.images().slice(0..<1).reshaped(to: graph.inputShape)
    let fill = Tensor<Float>(zeros: graph.inputShape)
    let maps = [
      try FullOcclusion(graph, parameters, occlusion: occlusion, watching: "conv5")
        .maps(of: image, fill: fill, class: setting.label),
      try OcclusionEngine(graph, parameters, occlusion: occlusion, watching: "conv5")
        .maps(of: image, fill: fill, class: setting.label),
    ]
    for map in maps {
      #expect(map.channel == setting.map)
      let labels = try #require(map.labels).map { $0.map(Float.init) }
      let label = Tensor([labels.count, labels[0].count], labels.flatMap { $0 })
      #expect(fixture.error(label, "occlusion label") == 0)
      #expect(fixture.error(try #require(map.probability), "occlusion probability") < Self.tolerance)
      #expect(fixture.error(map.response, "occlusion response") < Self.tolerance)
    }
  }
}
