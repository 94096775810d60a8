/// The atlas that lies beside a report, in its folder: a page a layer with a card a map.
public struct ReportAtlas: Sendable, Hashable {
  /// The name of its folder in the output folder.
  public static let folderName = "atlas"
  /// The address of its first page from the output folder.
  public static let index = "\(folderName)/index.html"

  /// What the network is called.
  let title: String
  /// All its files, by their paths in the output folder.
  let files: [String]
  /// Where each map's card is, by its address from the output folder.
  let addresses: [ShownMap: String]

  /// An atlas whose files and cards are named by their paths and addresses in its own folder.
  public init(title: String, files: [String], addresses: [ShownMap: String]) {
    self.title = title
    self.files = files.map { "\(Self.folderName)/\($0)" }
    self.addresses = addresses.mapValues { "\(Self.folderName)/\($0)" }
  }

  /// The cards of a figure's maps, layer by layer in the order of the figure; maps without a card are left out.
  func cards(of figure: FigureBlock) -> [(layer: String, maps: [(map: Int, address: String)])] {
    var layers: [(layer: String, maps: [(map: Int, address: String)])] = []
    for shown in figure.maps ?? [] {
      guard let address = addresses[shown] else { continue }
      if layers.last?.layer == shown.layer {
        layers[layers.count - 1].maps.append((shown.map, address))
      } else {
        layers.append((shown.layer, [(shown.map, address)]))
      }
    }
    return layers
  }
}

extension ReportDocument {
  /// A figure by what it is called and where it is.
  public struct FigureReference: Sendable, Hashable {
    /// For example “Figure 2d”.
    public let label: String
    /// The anchor in the report.
    public let anchor: String

    /// A figure and its anchor.
    public init(label: String, anchor: String) { (self.label, self.anchor) = (label, anchor) }
  }

  /// The figures that show each map of the network that the report looks into, in the report's order.
  public var figuresByMap: [ShownMap: [FigureReference]] {
    let index = ReportIndex(self)
    var figures: [ShownMap: [FigureReference]] = [:]
    for (pageIndex, page) in pages.enumerated() {
      for (blockIndex, block) in page.allBlocks.enumerated() {
        guard case .figure(let figure) = block, let entry = index[pageIndex, blockIndex] else { continue }
        for shown in figure.maps ?? [] {
          figures[shown, default: []].append(FigureReference(label: entry.label, anchor: entry.anchor))
        }
      }
    }
    return figures
  }
}
