import Experiments
import Figures
import Networks
import Replication
import Reporting

/// Which nodes of a network from a file stand for the paper's layers, and by which rule.
struct NetworkLayers {
  private let network: ImportedNetwork

  init(_ network: ImportedNetwork) { self.network = network }

  func write(to page: inout PageBuilder) {
    let graph = network.model.graph
    page.table(
      id: "layers", title: "The nodes that stand for the paper's layers",
      caption: """
        Maps are those that are shown; features of the layer, in other chapters, are what leaves it, pooled where it pools. A field is what a unit of the maps sees, in pixels \
        and as a share of the side; that of layer 7 may be the whole image. \(rule)
        """,
      columns: [
        .number("layer"), .init("maps of"), .init("which is"), .number("maps"), .number("places a side"),
        .number("field", unit: "px"), .number("field", unit: "% of the side"), .init("features of"),
      ],
      rows: network.layers.numbers.map { number in
        let output = network.layers.output(ofLayer: number)
        let name = number <= network.layers.maps.count ? network.layers.maps[number - 1] : output
        let shape = graph.shape(of: name)
        let field = graph.receptiveField(of: name)
        return [
          "\(number)", "`\(name)`", graph[name].operation.name, "\(shape[0])", "\(shape[1])", "\(field.size)",
          NumberText.fixed(100 * Double(field.size) / Double(graph.inputSide), 0), "`\(output)`",
        ]
      })
  }

  private var rule: String {
    let upper =
      "Layers 6 and 7 are the last two dense layers below the classifier, which is the last convolution or dense layer before the logits; with one alone there is no layer 6, and without any, layer 7 is what the classifier reads."
    if network.areLayersNamed { return "Layers 1 to 5 were named by the command. \(upper)" }
    return """
      The rule: the depth of a convolution is the number of convolutions on the longest way from the image to it, its own counted, and layers 1 to 5 are at five depths that are \
      spaced evenly from the first to the last convolution with maps below the classifier. Where a convolution's maps are added to others or joined with them, the sum or the joined maps \
      count; of several at one depth, those that end in the most maps. \(upper)
      """
  }
}
