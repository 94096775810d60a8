import Datasets
import Experiments
import Figures
import Images
import Replication
import Reporting

/// Figure 8: the faces whole, and with each part hidden.
struct Figure8 {
  let network: StudiedNetwork
  let faces: ImageCache
  let five: [Int]
  /// How many faces were measured in all.
  let count: Int
  let seed: UInt64

  /// A place's name in a narrow column.
  static func name(_ place: HiddenPlace) -> String {
    switch place {
    case .sameRandom: "same place"
    case .matched: "equal count"
    default: place.rawValue
    }
  }

  func write(to page: inout PageBuilder, remark: String) {
    let window = CorrespondenceStudy.window(network.preprocessing)
    let columns: [HiddenPlace?] = [nil] + HiddenPlace.parts + [.random, .sameRandom]
    let rows = columns.map { place in
      ImageRows.Row(
        place.map(Self.name) ?? "whole",
        five.map { face in
          var example = faces.example(face)
          if let place, let places = CorrespondenceStudy.places(network.preprocessing, example) {
            example.image = places.square(place, face: face, draw: 0, seed: seed).hidden(in: example.image)
          }
          return example.image.cropped(
            x: window.lowerBound, y: window.lowerBound, width: window.count, height: window.count)
        })
    }
    page.figure(
      id: "figure8", answers: "8", title: "Five faces, and what is hidden of them",
      caption: """
        Down the left, then down the right: the faces whole; with the right eye hidden (right and left are the face's own), the left eye, the nose, a random place of the same \
        size within each face, and one random place for all. The square's side is \(NumberText.fixed(HiddenPlaces.sideOfEyeDistance, 1)) of the distance between the \
        eyes. The five were drawn by the seed from the \(count) that are measured.\(remark)
        """,
      alt: "Rows of five faces, whole and with gray squares over an eye, the nose, or elsewhere.",
      ImageRows(rows, width: FigureMeasure.textWidth, columns: 2))
  }
}
