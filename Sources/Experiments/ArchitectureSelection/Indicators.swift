/// A property that some of a layer's filters or maps have, as numbers whose mean is the share that has it.
public enum Indicators {
  /// 1 for each of the chosen places, else 0.
  ///
  /// - Parameters:
  ///   - chosen: places below `count`.
  ///   - count: how many filters or maps there are.
  public static func of(_ chosen: [Int], among count: Int) -> [Double] {
    let set = Set(chosen)
    precondition(set.allSatisfy { 0..<count ~= $0 }, "\(chosen) of \(count)")
    return (0..<count).map { set.contains($0) ? 1 : 0 }
  }
}
