import ArgumentParser
import Networks
import Visualization

/// By what a command puts the images of a map in order.
struct RankingChoice: ParsableArguments {
  /// What `--by` takes.
  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case activation
    case relevance
  }

  /// What the commands' help says of it.
  static let explanation = """
    With --by relevance, the images are those in which the map counts most for a class: its relevance in an image is the sum over its positions of the \
    activation times the gradient of the class's logit with respect to it. The class is the one that the network predicts for the image, or for all images that \
    of --class. Of each map the nine images are shown in which that is highest and above zero, each at the position that contributes most.
    """

  @Option(help: "By what the nine images of a map are chosen: activation or relevance.")
  var by: Kind = .activation

  @Option(
    name: .customLong("class"),
    help:
      "The class whose logit counts for --by relevance, by its name or number. [default: the predicted one]")
  var label: String?

  func validate() throws {
    guard label == nil || by == .relevance else {
      throw ValidationError("--class has no effect without --by relevance.")
    }
  }

  /// The ranking for a network.
  ///
  /// - Throws: `ConfigurationError.badOption` for a class that it does not have.
  func ranking(for model: Model) throws -> Ranking {
    switch by {
    case .activation: .activation
    case .relevance: .relevance(try label.map { .label(try NetworkFile.label($0, in: model)) } ?? .predicted)
    }
  }
}
