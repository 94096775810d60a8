import ModelFiles
import Networks
import Testing

/// What becomes of graphs whose values are read more than once, or are computed from their own extents.
@Suite struct ONNXBranchTests {
  @Test func branches() throws {
    var file = ONNXFile()
    file.add("Relu", ["image"], "a")
    file.add("Concat", ["a", "image"], "b", .integer("axis", 1))
    file.add("Identity", ["b"], "c")
    file.add("Sum", ["c", "b", "c"], "y")
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.operation) == [.relu, .concatenation, .add])
    #expect(network.graph.nodes[2].inputs == ["b", "b", "b"])
    #expect(network.graph.outputShapes.last == [6, 8, 8])
  }

  @Test func extentsThatAreComputed() throws {
    var file = ONNXFile(opset: 11, image: [-1, 3, 8, 8])
    file.integers("zero", [0])
    file.integers("rest", [-1])
    file.add("Shape", ["image"], "shape")
    file.add("Gather", ["shape", "zero"], "batch")
    file.add("Concat", ["batch", "rest"], "target", .integer("axis", 0))
    file.add("Reshape", ["image", "target"], "flat")
    file.add("Unsqueeze", ["flat"], "tall", .integers("axes", [2, -1]))
    file.add("Squeeze", ["tall"], "y", .integers("axes", [3, 2]))
    let network = try file.network(output: "y")
    #expect(network.graph.nodes.map(\.operation) == [.flatten])
    #expect(network.graph.outputShapes == [[192, 1, 1]])
  }
}
