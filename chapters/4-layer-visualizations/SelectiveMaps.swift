import Experiments
import Visualization

/// Which maps of a layer agree most on a class: those whose nine strongest images have most of one class.
package enum SelectiveMaps {
  /// The most selective maps, the first one first: by how many of the nine images are of their most frequent class, of several by how
  /// strongly the map answers. Each is of another class, and maps that fewer than nine images excite are left out.
  ///
  /// - Parameters:
  ///   - count: the most maps that are given.
  ///   - label: the class of an image.
  package static func of(_ top: TopActivations, count: Int, label: (Int) -> Int) -> [Int] {
    let full = top.hits.indices.filter { top.hits[$0].count == 9 }
    let classes = full.map { map in LabelCounts(top.hits[map].map { label($0.image) }).mostFrequent }
    let order = full.indices.sorted { first, second in
      let (a, b) = (classes[first].count, classes[second].count)
      let (x, y) = (top.hits[full[first]][0].value, top.hits[full[second]][0].value)
      return (a, x, full[second]) > (b, y, full[first])
    }
    var taken: Set<Int> = []
    var maps: [Int] = []
    for place in order where maps.count < count && taken.insert(classes[place].label).inserted {
      maps.append(full[place])
    }
    return maps
  }
}
