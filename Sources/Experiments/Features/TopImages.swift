import Datasets
import Images
import Networks
import Visualization

/// What the strongest images of each unit have in common: the numbers behind Figure 2.
public struct TopImages: Codable, Sendable {
  /// The share of the most frequent class, one number a unit.
  public let purity: [Double]
  /// The entropy of the classes in bits, one number a unit.
  public let entropy: [Double]
  /// How alike the patches look, one number a unit: see `coherence(of:)`.
  public let coherence: [Double]

  /// Numbers of units, one a unit in each list.
  package init(purity: [Double], entropy: [Double], coherence: [Double]) {
    self.purity = purity
    self.entropy = entropy
    self.coherence = coherence
  }

  /// The side that patches are averaged down to before they are compared.
  public static let thumbnailSide = 8

  /// Measures the units that have all the hits that were asked for.
  ///
  /// - Parameters:
  ///   - top: the strongest places of maps or of directions; of one image at most one.
  ///   - count: how many hits a unit must have to be counted.
  ///   - margin: how much smaller the network's input is than the stored images, in pixels.
  public static func measure(
    _ top: TopActivations, count: Int = 9, of graph: Graph, images: ImageCache, margin: Int
  ) -> TopImages {
    let full = top.hits.filter { $0.count == count }
    let labels = full.map { hits in LabelCounts(hits.map { images.label($0.image) }) }
    let coherence = full.compactMap { hits in
      Self.coherence(
        of: hits.map { hit in
          let window = PatchWindow(graph, layer: top.layer, row: hit.row, column: hit.column)
          return images.image(hit.image).cropped(
            x: margin / 2 + window.x, y: margin / 2 + window.y, width: window.side, height: window.side)
        })
    }
    return TopImages(
      purity: labels.map(\.purity), entropy: labels.map(\.entropy), coherence: coherence)
  }

  /// The mean correlation of all pairs of patches, each averaged down to 8×8 colors: 1 where all are the same but for
  /// brightness and contrast, about 0 where they have nothing in common. It is a matter of pixels, not of any network.
  ///
  /// - Returns: nil where no two patches vary.
  public static func coherence(of patches: [Image]) -> Double? {
    Correlation.meanOfPairs(
      patches.map { patch in
        patch.resized(width: thumbnailSide, height: thumbnailSide).pixels.map(Float.init)
      })
  }
}
