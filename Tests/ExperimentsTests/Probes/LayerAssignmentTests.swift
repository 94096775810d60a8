import Experiments
import Networks
import Testing

/// Which nodes stand for the paper's layers, in networks whose layers are known.
@Suite struct LayerAssignmentTests {
  private static let zfnet = Architecture.zfnet.graph(input: 96, width: 0.1, classes: 4)
  private static let squeezenet = Architecture.squeezenet.graph(input: 96, width: 0.1, classes: 4)
  private static let resnet = Architecture.resnet18.graph(input: 96, width: 0.1, classes: 4)

  @Test func thePapersNetworkHasItsOwnLayersByEitherRule() throws {
    let numbered = LayerAssignment(numberedIn: Self.zfnet)
    let spaced = try LayerAssignment(spacedOver: Self.zfnet)
    for layers in [numbered, spaced] {
      #expect(layers.maps == ["conv1", "conv2", "conv3", "conv4", "conv5"] && !layers.endsInMaps)
      #expect(
        (1...7).map(layers.output) == ["norm1", "norm2", "relu3", "relu4", "pool5", "drop6", "drop7"])
    }
    #expect(numbered.numbers == Array(1...8) && spaced.numbers == Array(1...7))
  }

  /// Squeezing layers are read by two convolutions and stand for nothing; expanding ones stand for what they are joined to.
  @Test func branchesThatAreJoinedStandForOneLayer() throws {
    let layers = try LayerAssignment(spacedOver: Self.squeezenet)
    #expect(layers.maps == ["conv1", "fire3.concat", "fire5.concat", "fire7.concat", "fire9.concat"])
    #expect((1...5).map(layers.output) == ["pool1", "pool3", "pool5", "fire7.concat", "drop9"])
    // Its classifier is a convolution, and reads layer 5's maps.
    #expect(layers.numbers == [1, 2, 3, 4, 5, 7] && layers.endsInMaps)
    #expect(layers.output(ofLayer: 7) == "fire9.concat")
  }

  @Test func whatIsAddedStandsForTheSumAfterItsReLU() throws {
    let layers = try LayerAssignment(spacedOver: Self.resnet)
    #expect(
      layers.maps == ["conv1", "layer1.1.relu", "layer2.1.relu", "layer3.1.relu", "layer4.1.relu"])
    #expect(layers.output(ofLayer: 1) == "pool1" && layers.output(ofLayer: 7) == "avgpool")
    #expect(layers.numbers == [1, 2, 3, 4, 5, 7] && !layers.endsInMaps)
  }

  @Test func layersCanBeNamed() throws {
    let names = ["conv1.relu", "fire2.concat", "fire4.squeeze", "pool5", "fire8.concat"]
    let layers = try LayerAssignment(named: names, in: Self.squeezenet)
    #expect(layers.maps == names)
    #expect(
      (1...5).map(layers.output) == ["pool1", "fire2.concat", "fire4.squeeze.relu", "pool5", "fire8.concat"])
    #expect(layers.output(ofLayer: 7) == "fire9.concat" && !layers.endsInMaps)
  }

  @Test func whatCannotStandForLayersIsNamed() {
    func cause(_ names: [String]) -> String {
      do throws(LayerAssignment.Failure) {
        _ = try LayerAssignment(named: names, in: Self.zfnet)
        return ""
      } catch {
        return error.description
      }
    }
    #expect(cause(["conv1"]).contains("five nodes"))
    #expect(cause(["conv1", "conv2", "conv3", "conv4", "conv9"]).contains("“conv9”"))
    #expect(cause(["conv1", "conv2", "conv3", "conv4", "fc6"]).contains("fc6 has no maps"))
    #expect(cause(["conv1", "conv3", "conv2", "conv4", "conv5"]).contains("conv2 does not depend on conv3"))
    #expect(cause(["conv1", "conv1", "conv2", "conv4", "conv5"]).contains("conv1 does not depend on conv1"))
    let shallow = Architecture.alexnetWithout34.graph(input: 96, width: 0.1, classes: 4)
    #expect(throws: LayerAssignment.Failure.self) { try LayerAssignment(spacedOver: shallow) }
    let linear = Architecture.linear.graph(input: 96, width: 1, classes: 4)
    #expect(throws: LayerAssignment.Failure.self) { try LayerAssignment(spacedOver: linear) }
  }

  @Test func layersBetweenTheNamedOnesAreRandomizedTogether() throws {
    let stages = RandomizationTest.stages(
      of: Self.squeezenet, try LayerAssignment(spacedOver: Self.squeezenet))
    #expect(stages.map(\.title) == ["conv10", "layer 5", "layer 4", "layer 3", "layer 2", "conv1"])
    #expect(stages.map(\.isAboveMaps) == [true, false, false, false, false, false])
    #expect(stages[1].nodes.count == 6 && stages[1].nodes.first == "fire8.squeeze")
    let papers = RandomizationTest.stages(of: Self.zfnet, LayerAssignment(numberedIn: Self.zfnet))
    #expect(
      papers.map(\.title) == ["fc8", "fc7", "fc6", "conv5", "conv4", "conv3", "conv2", "conv1"])
  }
}
