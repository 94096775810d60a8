import Visualization

/// What pages say of how the images of a map are ranked.
struct RankingWords: Codable, Sendable {
  /// The class whose logit counts, such as “the predicted class”; nil where images are ranked by activation.
  private let target: String?

  init(_ ranking: Ranking, classNames: [String]) {
    target =
      switch ranking {
      case .activation: nil
      case .relevance(.predicted): "the predicted class"
      case .relevance(.label(let label)):
        classNames.indices.contains(label) ? "“\(classNames[label])”" : "class \(label)"
      }
  }

  /// What an atlas shows of “a layer” or “five layers”.
  func subject(_ layers: String) -> String {
    target.map { "Where each map of \(layers) counts most for \($0)" } ?? "What excites each map of \(layers)"
  }

  /// What the nine places of a map are, with their number left out.
  var places: String { target == nil ? "strongest activations" : "most relevant activations" }

  /// In what order they stand.
  var orderOfPlaces: String { target == nil ? "the strongest first" : "the most relevant first" }

  /// How the places are chosen, as a sentence with a space before it; empty where the page need not say it.
  var explanation: String {
    target.map {
      """
       Images are ranked by the map's relevance for \($0): the sum over its positions of the activation times the gradient of the \
      class's logit with respect to it. The position that contributes most is shown.
      """
    } ?? ""
  }

  /// What a map without places is said to be.
  var silent: String { target.map { "It counts in no image for \($0)." } ?? "No image excites it." }

  /// The heading of the column that counts such maps.
  var silentColumn: String { target.map { "that count in no image for \($0)" } ?? "that no image excites" }

  /// What the number is called by which the first place is ranked.
  var rank: String { target == nil ? "peak" : "relevance up to" }

  /// The order of cards by that number.
  var order: String { target == nil ? "strongest first" : "most relevant first" }
}
