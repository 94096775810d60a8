import Foundation
import Testing

/// The audit and the study at the smallest size: every question is answered, and nothing is trained twice.
@Suite(.serialized) struct AuditTests {
  private static let small = [
    "--profile", "smoke", "--set", "data.trainingImages=120", "--set", "data.validationImages=60",
    "--set", "training.samples=64", "--set", "training.evaluations=1", "--json",
  ]

  private func findings(_ ending: Command.Ending) throws -> [String: [String: Any]] {
    #expect(ending.exitCode == 0, "\(ending.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(ending.output.utf8))
    let list = try #require(object as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: list.map { ($0["id"] as? String ?? "", $0) })
  }

  @Test func theAuditAnswersEveryQuestion() throws {
    let place = try Workplace()
    let arguments = ["data", "audit"] + Self.small
    let first = try Command("zfnet", arguments, in: place.folder).run()
    let findings = try findings(first)
    let questions = [
      "place-and-size", "surroundings", "surroundings-control", "colors-share", "pixels-behind",
      "scenes/spectrum",
    ]
    for question in questions {
      let finding = try #require(findings[question], "\(question)")
      #expect(finding["criterion"] != nil)
      #expect(["pass", "fail", "undecided"].contains(finding["verdict"] as? String))
    }
    #expect(findings["colors-against-photographs"] == nil)
    // Networks of two steps do not pass: the control fails, and --strict says so.
    let second = try Command("zfnet", arguments + ["--strict"], in: place.folder).run()
    #expect(second.exitCode == 2)
    #expect(first.errors.contains("training ZFNet") && !second.errors.contains("training ZFNet"))
    #expect(first.output == second.output)
  }

  @Test func theStudyCarriesFeaturesElsewhere() throws {
    let place = try Workplace()
    let arguments = ["data", "study", "--part", "transfer", "--per-class", "2", "--folds", "1"]
    let findings = try findings(Command("zfnet", arguments + Self.small, in: place.folder).run())
    #expect(findings["transfer/margin"]?["verdict"] is String)
    for method in ["softmax on layer 7", "svm on layer 5", "from scratch"] {
      let measured = findings["transfer/\(method)"]?["measured"] as? [String: Any]
      let value = try #require(measured?["value"] as? Double)
      #expect(0...100 ~= value)
    }
  }
}
