import Datasets
import Experiments
import Visualization

/// What the atlas says of one map, as it is written beside the pages for other programs.
public struct MapCard: Codable, Sendable, Equatable {
  /// One of the strongest places.
  public struct Place: Codable, Sendable, Equatable {
    /// The image's name in its data set.
    public let image: String
    /// The name of its class.
    public let className: String
    /// The unit's row in the map.
    public let row: Int
    /// The unit's column in the map.
    public let column: Int
    /// The activation, after the ReLU.
    public let activation: Float
    /// How much the map counts in the image for the logit, where places are ranked by that.
    public let relevance: Float?
  }

  /// The map's number, from 0.
  public let map: Int
  /// The share of the images that excite it.
  public let excitedShare: Double
  /// The class with the highest mean peak; nil where there is none.
  public let favoriteClass: String?
  /// How far that class is ahead of the others, 0 to 1; see `MapAnswers.favorite`.
  public let selectivity: Double?
  /// The most frequent class among the strongest places; nil where there are none.
  public let mostFrequentClass: String?
  /// How many of these places it has.
  public let mostFrequentCount: Int
  /// The strongest places, the strongest first.
  public let places: [Place]
  /// How many images have a peak in each box of half an octave; see `MapAnswers.boxes`.
  public let histogram: [Int]

  /// What the first place is ranked by, its activation or its relevance; 0 where there is none.
  public var peak: Float { places.first.map { $0.relevance ?? $0.activation } ?? 0 }

  /// What a survey found of a map.
  init(_ survey: LayerSurvey, map: Int, _ images: ImageCache) {
    let hits = survey.top.hits[map]
    let answers = survey.answers[map]
    let frequent = LabelCounts(hits.map { images.label($0.image) }).mostFrequent
    self.map = map
    excitedShare = answers.excitedShare
    favoriteClass = answers.favorite.map { images.classNames[$0.label] }
    selectivity = answers.favorite?.selectivity
    mostFrequentClass = hits.isEmpty ? nil : images.classNames[frequent.label]
    mostFrequentCount = frequent.count
    places = hits.map {
      Place(
        image: images.name($0.image), className: images.classNames[images.label($0.image)], row: $0.row,
        column: $0.column, activation: $0.value, relevance: $0.relevance)
    }
    histogram = answers.histogram
  }
}
