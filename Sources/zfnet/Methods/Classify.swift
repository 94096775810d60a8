import ArgumentParser
import Figures
import Files
import Inference
import Networks
import Replication

/// Prints the classes that a network sees in images.
struct Classify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print a network's most probable classes of images.",
    discussion: """
      Each image is resized, cut and normalized as the network's file says.

      EXAMPLES
        zfnet classify squeezenet.safetensors photograph.jpg
        zfnet classify output/store/networks/NAME/network.safetensors a.png b.png --top 3 --json
      """)

  @OptionGroup var file: NetworkFile

  @OptionGroup var images: NamedImages

  @Option(help: "How many classes of each image.")
  var top = 5

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  /// What the network says of one image.
  private struct Answer: Encodable {
    struct Class: Encodable {
      let label: Int
      let name: String?
      let probability: Float
    }

    let image: String
    let classes: [Class]
  }

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top is above 0, not \(top)") }
  }

  func run() throws {
    try Ending.report {
      let model = try file.read()
      let output = model.graph.outputShapes[model.graph.outputShapes.count - 1]
      guard output[0] == output.count else {
        throw ConfigurationError.badOption(
          option: file.network, cause: "its output is maps of \(output), and not one number a class")
      }
      let classifier = try ImageClassifier(model)
      var answers: [Answer] = []
      let failure = try images.forEach { path, image in
        let best = ImageClassifier.best(try classifier.probabilities(of: image), count: top)
        let answer = Answer(
          image: path,
          classes: best.map {
            .init(
              label: $0.label, name: model.classNames.isEmpty ? nil : model.classNames[$0.label],
              probability: $0.probability)
          })
        if json { answers.append(answer) } else { print(text(of: answer)) }
      }
      if json { print(try CanonicalJSON.text(answers)) }
      if let failure { throw failure }
    }
  }

  private func text(of answer: Answer) -> String {
    let lines = answer.classes.map { line in
      let number = NumberText.fixed(Double(line.probability), 4)
      return "  \(number)  \(line.label)" + (line.name.map { "  \($0.printable)" } ?? "")
    }
    return ([answer.image.printable] + lines).joined(separator: "\n")
  }
}
