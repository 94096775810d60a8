import Datasets
import Figures
import Foundation
import Inference
import ModelFiles
import Networks
import Replication

/// Which of the usual ways to prepare images a network was trained with, judged by what it says of some images under each.
///
/// Where the images' classes are the network's, the way of the highest accuracy wins; otherwise that under which the answers tell
/// most of the image: the entropy of the mean answer minus the mean entropy of the answers. A wrong range makes a network sure of
/// the same few classes whatever it sees, so that sureness alone would choose it.
struct PreprocessingGuess {
  /// A way, and what the network says under it.
  struct Candidate {
    /// The way in words.
    let title: String
    /// The way itself.
    let settings: PreprocessingSettings
    /// The share of the images whose most probable class is theirs; nil where the classes are not the network's.
    let accuracy: Double?
    /// What the answers tell of the image, in bits.
    let information: Double
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
  /// - Parameter limit: the most images.
  /// - Throws: what decoding the images throws; `OneDNNError`; `Interruption`.
  init(_ network: ONNXNetwork, on source: any ImageSource, atMost limit: Int, _ progress: ProgressLine) throws
  {
    let split = source.count(.validation) > 0 ? Split.validation : .train
    let all = source.count(split)
    count = min(limit, all)
    let side = network.graph.inputSide
    let examples = try (0..<count).map { place in
      try progress.show("reading images of \(source.name)", place, of: min(limit, all))
      return try source.example(split, place * all / min(limit, all), side: (side * 256 + 112) / 224)
    }
    let isLabeled = source.classNames.count == network.graph.classes
    var found: [Candidate] = []
    for order in Preprocessing.ChannelOrder.allCases {
      for range in Self.ranges {
        for (cut, stored) in [("the center of a larger image", nil), ("the whole square", side)] {
          try progress.show("trying ways to prepare images", found.count, of: 4 * Self.ranges.count)
          let settings = PreprocessingSettings(
            storedSide: stored, channelOrder: order, mean: range.mean, scales: range.scales)
          let classifier = try ImageClassifier(try network.model(preprocessing: settings))
          let answers = try examples.map { try classifier.probabilities(of: $0.image) }
          let right = zip(examples, answers).filter { example, answer in
            ImageClassifier.best(answer, count: 1).first?.label == example.label
          }.count
          found.append(
            Candidate(
              title: "\(order.rawValue.uppercased()), \(range.title), \(cut)", settings: settings,
              accuracy: isLabeled ? Double(right) / Double(count) : nil,
              information: Self.information(answers)))
        }
      }
    }
    candidates = found.sorted { ($0.accuracy ?? 0, $0.information) > ($1.accuracy ?? 0, $1.information) }
  }

  /// The entropy of the mean answer minus the mean entropy of the answers, in bits.
  static func information(_ answers: [[Float]]) -> Double {
    guard let first = answers.first else { return 0 }
    var mean = [Double](repeating: 0, count: first.count)
    for answer in answers {
      for (label, probability) in answer.enumerated() {
        mean[label] += Double(probability) / Double(answers.count)
      }
    }
    let own = answers.reduce(0) { $0 + entropy($1.map(Double.init)) } / Double(answers.count)
    return max(0, entropy(mean) - own)
  }

  private static func entropy(_ probabilities: [Double]) -> Double {
    -probabilities.reduce(0) { $0 + ($1 > 0 ? $1 * log2($1) : 0) }
  }

  /// The ways as lines of a table, the best first.
  var table: String {
    let head = candidates.first?.accuracy == nil ? "  bits  preprocessing" : "accuracy    bits  preprocessing"
    let lines = candidates.map { candidate in
      let bits = NumberText.fixed(candidate.information, 2)
      let accuracy = candidate.accuracy.map { NumberText.fixed($0 * 100, 1) + " %" }
      let pad = { (text: String, width: Int) in
        String(repeating: " ", count: max(0, width - text.count)) + text
      }
      return (accuracy.map { pad($0, 8) + "  " } ?? "") + pad(bits, 6) + "  " + candidate.title
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// What the choice rests on, to be kept with the network.
  func evidence(from source: any ImageSource) -> String {
    let best = candidates[0]
    let number =
      best.accuracy.map { "accuracy \(NumberText.fixed($0 * 100, 1)) %" }
      ?? "\(NumberText.fixed(best.information, 2)) bits"
    return "preprocessing chosen by \(count) images of \(source.name): \(best.title), \(number)"
  }
}
