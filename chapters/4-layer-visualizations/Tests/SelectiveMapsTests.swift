import LayerVisualizationsChapter
import Testing
import Visualization

@Suite struct SelectiveMapsTests {
  /// A map with a peak, whose nine images have these classes; images are numbered by their class.
  private static func map(_ classes: [Int], peak: Float) -> [TopActivations.Hit] {
    classes.enumerated().map { .init(image: $1, row: 0, column: 0, value: peak - Float($0) / 100) }
  }

  private static func nine(_ label: Int, _ count: Int) -> [Int] {
    Array(repeating: label, count: count) + (count..<9).map { 100 + $0 }
  }

  @Test func mapsOfOneClassComeFirst() {
    let top = TopActivations(
      layer: "conv5",
      hits: [
        Self.map(Self.nine(1, 3), peak: 9), Self.map(Self.nine(2, 8), peak: 1),
        Self.map(Self.nine(2, 8), peak: 5), Self.map(Self.nine(3, 8), peak: 3),
        // Of fewer than nine images nothing is said, however alike they are.
        Self.map([4, 4, 4], peak: 9), [], Self.map(Self.nine(5, 9), peak: 0.5),
      ])
    #expect(SelectiveMaps.of(top, count: 3, label: { $0 }) == [6, 2, 3])
    // The second map of class 2 is left out, and then there are no more.
    #expect(SelectiveMaps.of(top, count: 9, label: { $0 }) == [6, 2, 3, 0])
    #expect(SelectiveMaps.of(top, count: 0, label: { $0 }).isEmpty)
  }
}
