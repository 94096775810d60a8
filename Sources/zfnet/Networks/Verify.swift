import ArgumentParser
import Files
import ModelFiles
import Networks
import Replication

/// Has a network answer again to the image whose answer is stored with it.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check that a network still gives the answer that is stored with it.",
    discussion: """
      zfnet import and zfnet train store what the network answers to an image that is made from a seed, with the means of the prepared \
      image and the size of each layer's values. This command makes the image again, prepares it as the file says, computes the network \
      in 32-bit floats, and compares: differences of up to \(KnownAnswer.tolerance) of the largest output are rounding, which depends on \
      the processor. Beyond that, the error says where the computation parts: at the preprocessing, at a layer, at an output. \
      classify, units, occlude and export check the same before they begin.

      EXAMPLES
        zfnet verify squeezenet.safetensors
        zfnet verify output/store/networks/NAME/network.safetensors --json
      """)

  @OptionGroup var file: NetworkFile

  @Flag(help: "Print JSON instead of a sentence.")
  var json = false

  /// What is printed for scripts.
  private struct Answer: Encodable {
    let file: String
    let title: String
    let outputs: Int
    let largestDifference: Float
    let tolerance: Float
  }

  func run() throws {
    try Ending.report {
      let (model, finding) = try file.readVerified(isNeeded: true)
      guard let finding else { return }
      let title = model.origin.title
      guard json else {
        print(
          "\(file.network.printable): \(title.printable) gives its known answer: \(finding.outputs) outputs, the largest difference \(finding.difference) of the largest output (allowed: \(KnownAnswer.tolerance))"
        )
        return
      }
      print(
        try CanonicalJSON.text(
          Answer(
            file: file.network, title: title, outputs: finding.outputs,
            largestDifference: finding.difference, tolerance: KnownAnswer.tolerance)))
    }
  }
}
