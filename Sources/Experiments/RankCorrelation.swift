/// Spearman's rank correlation: whether two lists of numbers rise and fall together, whatever their scales.
public enum RankCorrelation {
  /// The correlation of the ranks, −1…1, equal values sharing their mean rank; nil where a list does not vary.
  public static func spearman(_ a: [Double], _ b: [Double]) -> Double? {
    precondition(a.count == b.count, "lists of \(a.count) and \(b.count) numbers")
    return Correlation.pearson(ranks(a), ranks(b))
  }

  /// The rank of each value, from 1; equal values share the mean of theirs.
  public static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var ranks = [Double](repeating: 0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in order[start..<end] { ranks[place] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }
}
