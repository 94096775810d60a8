/// How far occlusion maps of the same images agree whatever the square shows.
///
/// The network has never seen a square in training: what it makes of one may be due to the square (its edges, its
/// color) as much as to what it hides. Maps that agree for several fills speak of what is hidden.
public enum OcclusionAgreement {
  /// The mean rank correlation over images of the maps of every pair of fills.
  ///
  /// - Parameter drops: by fill, by image: the fall of P(true class) at each place, the same places for all.
  /// - Returns: as many rows and columns as fills, 1 on the diagonal; NaN where no image's maps vary.
  public static func matrix(_ drops: [[[Float]]]) -> [[Double]] {
    let ranks = drops.map { images in images.map { RankCorrelation.ranks($0.map(Double.init)) } }
    return ranks.indices.map { a in
      ranks.indices.map { b in
        if a == b { return 1 }
        let values = zip(ranks[a], ranks[b]).compactMap { Correlation.pearson($0, $1) }
        return values.mean
      }
    }
  }
}
