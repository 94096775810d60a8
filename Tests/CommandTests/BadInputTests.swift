import Foundation
import Images
import Testing

/// What a person gets who asks for something that cannot be: one clear line, the right exit code, nothing half written.
@Suite(.serialized) struct BadInputTests {
  private func fail(
    _ arguments: [String], in place: Workplace, code: Int32, saying words: [String],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ending = try Command("zfnet", ["train", "--profile", "smoke"] + arguments, in: place.folder).run()
    #expect(ending.exitCode == code, "\(ending.errors)", sourceLocation: sourceLocation)
    let errors = ending.errorLines.filter { $0.lowercased().hasPrefix("error: ") }
    #expect(errors.count == 1, "\(ending.errors)", sourceLocation: sourceLocation)
    for word in words {
      #expect(
        errors.first?.contains(word) == true, "\(word) in \(ending.errors)", sourceLocation: sourceLocation)
    }
    // No network, and no file that was begun: a writer's file ends in .partial until it is whole.
    let left = place.paths(below: ".").filter {
      $0.hasSuffix("network.safetensors") || $0.hasSuffix(".partial")
    }
    #expect(left == [], sourceLocation: sourceLocation)
  }

  /// A tree of two classes with a few small images each.
  private func makeImages(_ place: Workplace) throws {
    for split in ["train", "val"] {
      for (number, name) in ["cats", "dogs"].enumerated() {
        for index in 0..<4 {
          let image = Image(width: 80, height: 80, gray: UInt8(60 * number + 20 * index))
          try place.write(try image.png(), to: "images/\(split)/\(name)/\(index).png")
        }
      }
    }
  }

  @Test func aMissingFolder() throws {
    try fail(["--source", "folder:nowhere"], in: Workplace(), code: 66, saying: ["nowhere"])
  }

  @Test func anEmptyClass() throws {
    let place = try Workplace()
    try makeImages(place)
    try FileManager.default.createDirectory(
      at: place.at("images/train/empty"), withIntermediateDirectories: true)
    try fail(["--source", "folder:images"], in: place, code: 65, saying: ["empty"])
  }

  @Test(arguments: ["torn.jpg", "text.jpg"]) func aFileThatIsNoImage(_ name: String) throws {
    let place = try Workplace()
    try makeImages(place)
    // A JPEG's first bytes and then nothing, or words under an image's name.
    let bytes =
      name == "torn.jpg" ? Data([0xFF, 0xD8, 0xFF, 0xE0, 0, 16]) : Data("<html>not found</html>".utf8)
    try place.write(bytes, to: "images/train/cats/\(name)")
    let arguments = [
      "--source", "folder:images", "--set", "training.samples=32", "--set", "training.batch=4",
    ]
    try fail(arguments + ["--strict"], in: place, code: 65, saying: [name])
    let ending = try Command("zfnet", ["train", "--profile", "smoke"] + arguments, in: place.folder).run()
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.errorLines.contains { $0.hasPrefix("skipped ") && $0.contains(name) })
  }

  @Test func settingsThatDoNotExist() throws {
    let place = try Workplace()
    try fail(["--no-such-option"], in: place, code: 64, saying: ["--no-such-option"])
    try fail(["--profile", "huge"], in: place, code: 64, saying: ["--profile: it is given twice"])
    try place.expectRefusal(["train", "--profile", "huge"], 64, saying: "huge")
    try fail(["--source", "imagenet"], in: place, code: 64, saying: ["imagenet"])
    try fail(
      ["--set", "training.smaples=5"], in: place, code: 64,
      saying: ["did you mean “training.samples”"])
    try fail(["--set", "training.input=large"], in: place, code: 64, saying: ["training.input", "large"])
    try fail(["--config", "none.yaml"], in: place, code: 66, saying: ["none.yaml"])
  }

  @Test func aSideThatIsTooSmallForTheNetwork() throws {
    try fail(["--set", "training.input=32"], in: Workplace(), code: 64, saying: ["training.input", "60"])
  }

  @Test func anOutputThatCannotBeWritten() throws {
    let place = try Workplace()
    try place.write(Data("a file".utf8), to: "taken")
    try fail(["--output", "taken/output"], in: place, code: 74, saying: ["taken"])
  }
}
