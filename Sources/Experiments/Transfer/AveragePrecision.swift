/// How well scores rank the images that show a class before those that do not (section 5.2, Table 6).
public enum AveragePrecision {
  /// The area under the precision–recall curve whose precision has been made monotone from the right: the rule of the
  /// PASCAL VOC challenges from 2010 on, at all points, not at eleven.
  ///
  /// Images of equal score cannot be ranked and enter the curve together. Without positive images the result is
  /// not a number.
  ///
  /// - Parameters:
  ///   - scores: one an image; the larger, the surer.
  ///   - isPositive: whether the image shows the class; images marked difficult are to be left out beforehand.
  public static func allPoints(scores: [Double], isPositive: [Bool]) -> Double {
    precondition(
      scores.count == isPositive.count, "\(scores.count) scores for \(isPositive.count) images")
    let positives = isPositive.count { $0 }
    guard positives > 0 else { return .nan }
    let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
    var points: [(recall: Double, precision: Double)] = []
    var found = 0
    for (rank, index) in order.enumerated() {
      if isPositive[index] { found += 1 }
      let isLastOfItsScore = rank + 1 == order.count || scores[order[rank + 1]] < scores[index]
      if isLastOfItsScore {
        points.append((Double(found) / Double(positives), Double(found) / Double(rank + 1)))
      }
    }
    var area = 0.0
    var best = 0.0
    for place in points.indices.reversed() {
      best = max(best, points[place].precision)
      area += best * (points[place].recall - (place > 0 ? points[place - 1].recall : 0))
    }
    return area
  }
}
