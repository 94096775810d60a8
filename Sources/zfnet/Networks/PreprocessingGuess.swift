import Datasets
import Figures
import Files
import Foundation
import Inference
import ModelFiles
import Networks
import Replication

/// Which of the usual ways to prepare images a network was trained with, judged by what it says of labeled images under each.
///
/// The way of the lowest cross-entropy wins, which tells ways apart on fewer images than accuracy does. Images without labels would not do: with pixel
/// values from 0 to 255 of which no mean is taken off, a network trained on the mean's difference answers more surely and more
/// variously, and worse.
struct PreprocessingGuess {
  /// A way, and what the network says under it.
  struct Candidate {
    /// The way in words.
    let title: String
    /// The way itself.
    let settings: PreprocessingSettings
    /// The share of the images whose most probable class is theirs.
    let accuracy: Double
    /// The mean of −ln of their class's probability, in nats.
    let loss: Double
  }

  /// All ways, the best first.
  let candidates: [Candidate]
  /// How many images were looked at.
  let count: Int

  /// The ranges of pixel values that are tried.
  private static let ranges: [(title: String, mean: [Float], scales: [Float])] = [
    (
      "ImageNet's means and deviations", PreprocessingSettings.imagenetTorch.mean,
      PreprocessingSettings.imagenetTorch.scales
    ),
    ("0 to 255 less ImageNet's means", PreprocessingSettings.imagenetCaffe.mean, [1, 1, 1]),
    ("0 to 255", [0, 0, 0], [1, 1, 1]),
    ("0 to 1", [0, 0, 0], [1 / 255, 1 / 255, 1 / 255]),
    ("-1 to 1", [127.5, 127.5, 127.5], [1 / 127.5, 1 / 127.5, 1 / 127.5]),
  ]

  /// Tries every way on images that are spread evenly over a set.
  ///
  /// - Parameters:
  ///   - names: the names of the network's classes, or none: then the k-th class of the set is taken for the network's k-th.
  ///   - list: the file of --labels that the names were read from, if they were.
  ///   - limit: the most images.
  /// - Throws: `ConfigurationError` where the classes of the set are not the network's, fewer than two images can be read, or
  ///   no way is better than chance; `OneDNNError`; `Interruption`.
  init(
    _ network: any ForeignNetwork, _ names: [String], from list: String?, on source: any ImageSource,
    atMost limit: Int,
    _ progress: ProgressLine
  ) throws {
    let labels = try ClassNames.labels(
      of: source, names: names, from: list, classes: network.graph.classes, option: "--guess")
    let split = source.count(.validation) > 0 ? Split.validation : .train
    let all = source.count(split)
    let wanted = min(limit, all)
    let side = network.graph.inputSide
    var examples: [LabeledImage] = []
    for place in 0..<wanted {
      try progress.show("reading images", place, of: wanted)
      do {
        examples.append(
          try source.example(split, place * all / wanted, side: (side * 256 + 112) / 224))
      } catch let error as DatasetError {
        progress.say("skipped: \(error)")
      }
    }
    count = examples.count
    guard count > 1 else {
      throw ConfigurationError.badOption(
        option: "--guess",
        cause: "of the \(wanted) images that were looked at, \(count) can be read: two are needed at least")
    }
    var found: [Candidate] = []
    for order in Preprocessing.ChannelOrder.allCases {
      for range in Self.ranges {
        for (cut, stored) in [("the center of a larger image", nil), ("the whole square", side)] {
          try progress.show("trying ways to prepare images", found.count, of: 4 * Self.ranges.count)
          let settings = PreprocessingSettings(
            storedSide: stored, channelOrder: order, mean: range.mean, scales: range.scales)
          let classifier = try ImageClassifier(try network.model(preprocessing: settings, classNames: names))
          let answers = try examples.map { try classifier.probabilities(of: $0.image) }
          let right = zip(examples, answers).filter { example, answer in
            ImageClassifier.best(answer, count: 1).first?.label == labels[example.label]
          }.count
          let loss = zip(examples, answers).reduce(0) { sum, pair in
            sum - log(Double(max(pair.1[labels[pair.0.label]], .leastNormalMagnitude)))
          }
          found.append(
            Candidate(
              title: "\(order.rawValue.uppercased()), \(range.title), \(cut)", settings: settings,
              accuracy: Double(right) / Double(count), loss: loss / Double(count)))
        }
      }
    }
    candidates = found.sorted { $0.loss < $1.loss }
    let chance = 1 / Double(network.graph.classes)
    let needed = chance + 3 * (chance * (1 - chance) / Double(count)).squareRoot()
    guard candidates[0].accuracy > needed else {
      throw ConfigurationError.badOption(
        option: "--guess",
        cause:
          "on \(count) images the best of the ways has an accuracy of \(NumberText.percent(candidates[0].accuracy)), no better than chance: "
          + "check that the images are of the network's classes, in their order")
    }
  }

  /// The ways as lines of a table, the best first.
  var table: String {
    let lines = candidates.map { candidate in
      "\(padded(NumberText.fixed(candidate.accuracy * 100, 1) + " %", 8))  \(padded(NumberText.fixed(candidate.loss, 2), 13))  \(candidate.title)"
    }
    return (["accuracy  cross-entropy  preprocessing"] + lines).joined(separator: "\n")
  }

  /// Which way is kept, and whether another would do as well.
  var choice: String {
    let (best, second) = (candidates[0], candidates[1])
    let isClear = second.loss - best.loss > 0.1 * best.loss
    return "kept, by \(count) images: \(best.title)"
      + (isClear ? "" : "; the next is nearly as good, and more images (--guess-images) would tell")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }

  /// What the choice rests on, to be kept with the network.
  func evidence(from source: any ImageSource) -> String {
    let best = candidates[0]
    return
      "preprocessing chosen by \(count) images of \(source.name): \(best.title), accuracy \(NumberText.fixed(best.accuracy * 100, 1)) %"
  }
}
