import Datasets
import Testing

@Suite struct RelabeledSourceTests {
  private static let names = ["ant", "even", "bee", "odd"]

  @Test func imagesAndObjectsHaveTheNetworksLabels() throws {
    let source = DrawnSource()
    let relabeled = RelabeledSource(of: source, labels: [1, 3], classNames: Self.names)
    // Of a source that is divided, the images to judge by are taken.
    #expect(relabeled.count(.train) == 0 && relabeled.count(.validation) == 3)
    #expect(relabeled.classNames == Self.names && relabeled.name == source.name)
    for index in 0..<3 {
      let (own, other) = (
        try source.example(.validation, index, side: 16), try relabeled.example(.validation, index, side: 16)
      )
      #expect(relabeled.label(.validation, index) == [1, 3][index % 2])
      #expect(other.label == [1, 3][own.label])
      #expect(other.objects.map(\.label) == own.objects.map { [1, 3][$0.label] })
      #expect(other.image.pixels.elementsEqual(own.image.pixels))
    }
  }

  @Test func theDigestNamesLabelsAndClasses() {
    func digest(_ labels: [Int], _ names: [String]) -> String {
      RelabeledSource(of: DrawnSource(), labels: labels, classNames: names).digest
    }
    let all = [
      digest([1, 3], Self.names), digest([3, 1], Self.names), digest([1, 3], ["a", "b", "c", "d"]),
      DrawnSource().digest,
    ]
    #expect(Set(all).count == 4 && digest([1, 3], Self.names) == all[0])
  }
}
