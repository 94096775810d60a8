import ArgumentParser
import Datasets
import Experiments
import Figures
import Files
import Networks
import Replication

/// Table 1 of any network: whether hiding the same part of different faces changes its features alike.
struct Correspond: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hide parts of faces and print how alike a network's features change, as in Table 1.",
    discussion: """
      The faces are a folder of images with a table of landmarks, landmarks:PATH, or the drawn ones, scenes. In each face the right eye, the left eye, the nose, or a random place of it are hidden by a gray square of \
      \(NumberText.fixed(HiddenPlaces.sideOfEyeDistance, 1)) of the distance between the eyes, and the direction in which each unit changes is compared between faces. The number is the share of units whose directions differ, the mean over pairs of faces ± its standard deviation over pairs: \
      below the random places' the part's change is alike in all faces. A second line has, of the units that changed in both faces, the share that went opposite ways. The difference has its \
      95 % interval over faces, and p, the one-sided probability that a part is as much more alike by chance (exchange within faces): near 1 it is less alike than random places. The layers are 5 and 7 of the paper, by the report's rule where the network is another; where the classifier reads layer 5 itself, that alone.

      EXAMPLES
        zfnet correspond squeezenet.safetensors landmarks:PATH
        zfnet correspond network.safetensors scenes --json
      """)

  @OptionGroup var file: NetworkFile
  @OptionGroup var searched: SearchedImages

  @Flag(help: "Print JSON instead of a table.")
  var json = false

  /// The layers of the paper's table.
  private static let layers = [5, 7]
  /// How many random places are drawn for each face: a multiple of the number of parts.
  private static let draws = 6

  func run() throws {
    try Ending.report {
      let model = try file.read()
      let assignment = try file.paperLayers(of: model)
      let source = try searched.open(writing: nil, usesSeed: true, role: .faces)
      let progress = ProgressLine(isQuiet: false)
      let faces = try searched.decoded(source, side: model.preprocessing.storedSide, progress)
      let study = CorrespondenceStudy(model, assignment, faces)
      guard study.usable.count >= 2 else {
        throw ConfigurationError.badOption(
          option: searched.options.source,
          cause:
            "\(study.usable.count) of \(faces.count) images show both eyes and the nose, and two are the least: give faces with landmarks, landmarks:PATH"
        )
      }
      let seed = searched.options.seed
      // Where nothing stands between the uppermost maps and the classifier, layer 7 is layer 5 once more.
      let layers = assignment.endsInMaps ? [5] : Self.layers
      var changes: SignComparisons.Changes = [:]
      for place in HiddenPlace.allCases {
        changes[place] = try study.signChanges(
          study.usable, hiding: place, layers: layers, draws: Self.draws, seed: seed
        ) { try progress.show("hiding \(place.rawValue)", $0, of: study.usable.count) }
      }
      let comparisons = SignComparisons.all(
        of: changes, layers: layers, draws: Self.draws, isOfFive: false, hasRandomWeights: false,
        seed: seed)
      if json {
        print(try CanonicalJSON.text(comparisons))
      } else {
        print(Self.table(comparisons, assignment, layers: layers, faces: study.usable.count))
      }
    }
  }

  private static func table(
    _ comparisons: [SignComparisons.Comparison], _ assignment: LayerAssignment, layers: [Int],
    faces: Int
  ) -> String {
    func number(_ value: Double) -> String { NumberText.fixed(value, 3) }
    var lines = ["\(faces) faces"]
    for layer in layers {
      lines.append("layer \(layer) (\(assignment.output(ofLayer: layer)))")
      for comparison in comparisons
      where comparison.layer == layer && comparison.control == .random {
        let summary = comparison.summary
        let units = comparison.measure == .all ? "of all units" : "of units that changed in both"
        lines.append(
          "  \(comparison.part?.rawValue ?? "three parts") \(number(summary.hidden)) ± \(number(summary.hiddenDeviation)), random places \(number(summary.control)) ± \(number(summary.controlDeviation)): "
            + "\(number(summary.difference)) [\(number(summary.low)), \(number(summary.high))], p = \(number(summary.probability)), \(units)"
        )
      }
    }
    return lines.joined(separator: "\n")
  }
}
