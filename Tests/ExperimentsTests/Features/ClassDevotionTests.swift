import Experiments
import Testing

@Suite struct ClassDevotionTests {
  @Test func mapsWithMoreThanHalfOfTheirImagesFromOneClassAreDevotedToIt() {
    let devotion = ClassDevotion([
      [4, 4, 4, 4, 4, 1, 2, 3, 5],  // five of nine: devoted to class 4
      [4, 4, 4, 4, 1, 1, 2, 3, 5],  // four of nine
      [7, 7, 7, 7, 7, 7, 7, 7, 7], [4, 4, 4, 4, 4, 4, 4, 4, 4],
      [2, 2, 2, 2, 2, 2, 2, 2],  // too few images
      [],
    ])
    #expect(devotion.answering == 4 && devotion.devoted == 3)
    #expect(devotion.maps == [.init(label: 4, count: 2), .init(label: 7, count: 1)])
  }

  @Test func classesOfEqualNumbersStandInTheirOrder() {
    let devotion = ClassDevotion([[9, 9], [3, 3], [5, 5], [3, 3], [9, 9]], images: 2)
    #expect(devotion.maps.map(\.label) == [3, 9, 5])
    // One of two is not more than half.
    #expect(ClassDevotion([[1, 2]], images: 2).devoted == 0)
    #expect(ClassDevotion([], images: 2).answering == 0)
  }
}
