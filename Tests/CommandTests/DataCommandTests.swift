import Foundation
import Images
import Testing

/// `zfnet data`: what it says of the drawn world and of folders, and how it refuses.
@Suite(.serialized) struct DataCommandTests {
  private func data(_ arguments: [String], in place: Workplace) throws -> Command.Ending {
    try Command("zfnet", ["data"] + arguments, in: place.folder).run()
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func theDrawnWorldDescribesItsRoles() throws {
    let place = try Workplace()
    let ending = try data(["describe", "scenes", "--json"], in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let roles = try #require(try object(ending.output)["roles"] as? [[String: Any]])
    let names = roles.compactMap { $0["name"] as? String }
    #expect(names == ["source", "transfer", "second-transfer", "multilabel", "faces", "figures"])
    for role in roles {
      #expect((role["classes"] as? [String])?.isEmpty == false)
      #expect((role["counts"] as? [String: Int])?["validation"] ?? 0 > 0)
    }
    let table = try data(["describe", "scenes", "--role", "faces"], in: place)
    #expect(table.output.contains("faces") && !table.output.contains("multilabel"))
  }

  @Test func oneImageIsShownWithItsTruth() throws {
    let place = try Workplace()
    let arguments = ["show", "scenes", "--role", "multilabel", "--index", "3", "--side", "64", "--json"]
    let ending = try data(arguments, in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let truth = try object(ending.output)
    let objects = try #require(truth["objects"] as? [[String: Any]])
    #expect((2...4).contains(objects.count))
    #expect(objects.allSatisfy { $0["box"] is [String: Any] })
    #expect((truth["nuisances"] as? [String: Double])?["background"] != nil)
    #expect(try Image(contentsOf: place.at("output/image.png")).width > 400)
    // It writes over an image of its own, and over no other file.
    #expect(try data(arguments, in: place).exitCode == 0)
    let photograph = try Image(width: 8, height: 8, gray: 9).png()
    try place.write(photograph, to: "output/image.png")
    try place.expectRefusal(["data"] + arguments, 64, saying: "output/image.png: it is there already")
    #expect(try Data(contentsOf: place.at("output/image.png")) == photograph)
    try place.expectRefusal(["data"] + arguments + ["--side", "32"], 64, saying: "--side: it is given twice")
    try FileManager.default.removeItem(at: place.at("output/image.png"))
    let table = try data(["show", "scenes", "--index", "0", "--side", "64"], in: place)
    #expect(table.output.contains("what was varied") && table.output.contains("scale"))
  }

  @Test func postersAreWrittenAndNamed() throws {
    let place = try Workplace()
    let arguments = ["--per-class", "1", "--side", "32", "--output", "posters"]
    let ending = try data(["sheet", "scenes", "--role", "faces"] + arguments, in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.contains("scenes-faces.png"))
    #expect(try Image(contentsOf: place.at("posters/scenes-faces.png")).height > 32 * 4)
    let test = try data(["sheet", "scenes", "--role", "faces", "--unlabeled"] + arguments, in: place)
    #expect(test.exitCode == 0, "\(test.errors)")
    let key = try String(contentsOf: place.at("posters/scenes-faces-key.csv"), encoding: .utf8)
    #expect(key.hasPrefix("number,class\n1,") && key.split(separator: "\n").count > 4)
  }

  @Test func whatIsNotThereIsNamed() throws {
    let place = try Workplace()
    let cases: [([String], Int32, String)] = [
      (["sheet", "scenes", "--role", "multi-label"], 64, "did you mean “multilabel”"),
      (["show", "scenes", "--index", "123456"], 64, "train images, 0 to"),
      (["show", "scenes", "--role", "figures", "--split", "train", "--index", "0"], 64, "no train images"),
      (["describe", "folder:nowhere"], 66, "nowhere"),
      (["describe", "folder:nowhere", "--role", "source"], 64, "only the drawn scenes have roles"),
    ]
    for (arguments, code, words) in cases {
      let ending = try data(arguments, in: place)
      #expect(ending.exitCode == code, "\(arguments): \(ending.errors)")
      #expect(ending.errors.contains(words), "\(arguments): \(ending.errors)")
    }
  }

  /// Two classes of five images, no two of them alike.
  private func writeImages(_ place: Workplace, _ folder: String) throws {
    for number in 0..<10 {
      let name = "\(folder)/\(number < 5 ? "ant" : "bee, small")/\(number).png"
      try place.write(try Image(width: 40, height: 30, gray: UInt8(20 * number)).png(), to: name)
    }
  }

  @Test func aSetIsVerified() throws {
    let place = try Workplace()
    try writeImages(place, "set")
    let sound = try data(["verify", "images:set"], in: place)
    #expect(sound.exitCode == 0 && sound.output == "images: 10 train and 0 validation images, no faults\n")
    #expect(sound.errors == "" && place.paths(below: "output") == [])
    try place.write(Data("no image\n".utf8), to: "set/ant/\u{1B}[31m.png")
    let broken = try data(["verify", "images:set"], in: place)
    #expect(broken.exitCode == 65 && broken.output.contains("\\u{1b}[31m.png") && broken.errors == "")
    let json = try object(try data(["verify", "images:set", "--json"], in: place).output)
    let findings = try #require(json["findings"] as? [[String: Any]])
    #expect(findings.count == 1 && findings[0]["kind"] as? String == "broken")
    try place.expectRefusal(by: "zfnet", ["data", "verify", "scenes"], 64, saying: "no files")
    try place.expectRefusal(by: "zfnet", ["data", "verify", "images:nowhere"], 66, saying: "nowhere")
  }

  @Test func aSetIsDividedOnce() throws {
    let place = try Workplace()
    try writeImages(place, "set")
    let arguments = ["split", "images:set", "--share", "0.4", "--output", "lists/split.csv"]
    let ending = try data(arguments, in: place)
    #expect(ending.exitCode == 0, "\(ending.errors)")
    #expect(ending.output.contains("6 images to learn from and 4 to judge by"))
    let described = try object(try data(["describe", "list:lists/split.csv", "--json"], in: place).output)
    let roles = try #require(described["roles"] as? [[String: Any]])
    #expect(roles[0]["classes"] as? [String] == ["ant", "bee, small"])
    #expect(roles[0]["counts"] as? [String: Int] == ["train": 6, "validation": 4])
    #expect(try data(["verify", "list:lists/split.csv"], in: place).exitCode == 0)
    let text = try String(contentsOf: place.at("lists/split.csv"), encoding: .utf8)
    try place.expectRefusal(by: "zfnet", ["data"] + arguments, 64, saying: "is not written over")
    #expect(try String(contentsOf: place.at("lists/split.csv"), encoding: .utf8) == text)
    let other = ["data", "split", "images:set", "--output"]
    try place.expectRefusal(by: "zfnet", other + ["set/split.csv"], 64, saying: "as one of the images")
    try place.expectRefusal(by: "zfnet", other + ["x.csv", "--share", "1"], 64, saying: "below 1")
  }

  @Test func aSetThatIsNotThereIsNotFetched() throws {
    let place = try Workplace()
    try place.expectRefusal(
      by: "zfnet", ["data", "get", "imagenete"], 64, saying: "did you mean “imagenette”")
    try place.expectRefusal(
      by: "zfnet", ["data", "get", "cifar10", "--from-file", "gone.tar.gz"], 66, saying: "gone.tar.gz")
    try place.write(Data("<html>moved</html>".utf8), to: "cifar.tar.gz")
    try place.expectRefusal(
      by: "zfnet", ["data", "get", "cifar10", "--from-file", "cifar.tar.gz"], 65, saying: "a page in HTML")
    try place.expectRefusal(
      by: "zfnet", ["data", "get", "cifar10", "--mirror", "file:///etc/passwd"], 64, saying: "http://")
    #expect(place.paths(below: "data") == [])
  }

  @Test func aFolderIsDescribedAndShown() throws {
    let place = try Workplace()
    for split in ["train", "val"] {
      for name in ["ant", "bee"] {
        try place.write(try Image(width: 40, height: 30, gray: 90).png(), to: "set/\(split)/\(name)/1.png")
      }
    }
    let described = try object(try data(["describe", "folder:set", "--json"], in: place).output)
    let roles = try #require(described["roles"] as? [[String: Any]])
    #expect(roles.count == 1 && roles[0]["classes"] as? [String] == ["ant", "bee"])
    let shown = try data(["show", "folder:set", "--index", "1", "--side", "32"], in: place)
    #expect(shown.exitCode == 0 && shown.output.contains("bee"), "\(shown.errors)")
    #expect(try data(["sheet", "folder:set", "--side", "32"], in: place).exitCode == 0)
  }
}
