import Foundation
import Networks
import Replication
import Testing
import Training
import Training

@Suite struct StoreTests {
  /// A session in a folder of its own whose networks train for a step.
  private func withSession(_ body: (Session, URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let options = try RunOptions.parse([
      "--profile", "smoke", "--quiet", "--output", folder.path, "--set", "training.steps=1",
      "--set", "training.batch=2", "--set", "data.trainingImages=37", "--set", "data.validationImages=37",
      "--set", "training.evaluations=1",
    ])
    try body(try Session(options), folder)
  }

  /// Numbers that one setting decides.
  private struct Numbers: StoredExperiment {
    typealias Value = [Double]
    static let name = "tests/numbers"
    static let version = 1
    let setting: String
  }

  /// The same experiment after a correction.
  private struct CorrectedNumbers: StoredExperiment {
    typealias Value = [Double]
    static let name = Numbers.name
    static let version = Numbers.version + 1
    let setting: String
  }

  @Test func aResultIsMeasuredOnce() throws {
    try withSession { session, _ in
      var count = 0
      func value(_ setting: String) throws -> [Double] {
        try session.results.value(of: Numbers(setting: setting)) {
          count += 1
          return [0.1, .nan, .infinity, Double(count)]
        }
      }
      #expect(try value("a")[3] == 1)
      let again = try value("a")
      #expect(count == 1 && again[0] == 0.1 && again[1].isNaN && again[2] == .infinity)
      #expect(try value("b")[3] == 2)
      #expect(try session.results.value(of: CorrectedNumbers(setting: "a")) { [3] } == [3])
      #expect(try value("a")[3] == 1)
    }
  }

  @Test func aDamagedResultIsMeasuredAgain() throws {
    try withSession { session, folder in
      func value(_ measured: Double) throws -> [Double] {
        try session.results.value(of: Numbers(setting: "a")) { [measured] }
      }
      #expect(try value(1) == [1])
      let results = folder.appendingPathComponent("store/results/tests")
      let names = try FileManager.default.contentsOfDirectory(atPath: results.path)
      try #require(names.count == 1)
      try Data("{".utf8).write(to: results.appendingPathComponent(names[0]))
      #expect(try value(2) == [2])
      #expect(try value(3) == [2])
      // One digit of the number, which would be believed as well.
      let file = results.appendingPathComponent(names[0])
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains("\"value\":[2]"))
      try text.replacing("\"value\":[2]", with: "\"value\":[7]").write(
        to: file, atomically: true, encoding: .utf8)
      #expect(try value(4) == [4])
    }
  }

  /// What the error about a damaged file asks for.
  @Test func aNetworkWhoseWeightsWereDeletedIsTrainedAgain() throws {
    try withSession { session, _ in
      let request = session.networks.request(.zfnet)
      let network = try session.networks.trained(request)
      for name in ["network.safetensors", "history.json"] {
        try FileManager.default.removeItem(at: network.folder.appendingPathComponent(name))
        #expect(try session.networks.trained(request).parameters == network.parameters)
      }
      try Data("{\"evaluations\": [".utf8).write(to: network.folder.appendingPathComponent("history.json"))
      let error = #expect(throws: TrainingError.self) { try session.networks.trained(request) }
      #expect(error?.description.contains("history.json") == true)
    }
  }

  @Test func aSnapshotThatWasDeletedIsMadeAgain() throws {
    try withSession { session, _ in
      var recipe = session.networks.recipe(.zfnet)
      recipe.snapshots = [1]
      let request = NetworkRequest(recipe, learningFrom: session.images.source)
      let network = try session.networks.trained(request)
      let parameters = try network.atSnapshot(0).parameters
      try FileManager.default.removeItem(at: network.folder.appendingPathComponent("snapshot-0.safetensors"))
      #expect(!session.networks.store.holds(recipe))
      #expect(try session.networks.trained(request).atSnapshot(0).parameters == parameters)
    }
  }

  @Test func recipesDifferInWhatWasChanged() throws {
    try withSession { session, _ in
      let recipe = session.networks.recipe(.zfnet)
      var other = recipe
      #expect(other.differences(from: recipe).isEmpty)
      other.optimizer.learningRate *= 2
      let size = other.network
      other.network = ModelSpec(
        .zfnet,
        .init(
          input: size.input + 1, width: size.width, classes: size.classes, pixelScale: size.pixelScale))
      #expect(other.differences(from: recipe) == ["network.input", "optimizer.learningRate"])
    }
  }

  @Test func theRolesFoldersAreSettingsToo() throws {
    let digests = try [[], ["--voc", "/elsewhere"], ["--faces", "/somewhere"]].map { arguments in
      let options = try RunOptions.parse(["--profile", "smoke", "--quiet"] + arguments)
      return try Session(options).pageSetting.configurationDigest
    }
    #expect(Set(digests).count == 3)
  }

  @Test func whereTheVisualizationNetworksHaveNoSizeOfTheirOwnTheyAreTheFirstZFNets() throws {
    let paper = try Session(try RunOptions.parse(["--profile", "paper", "--quiet"]))
    #expect(paper.networks.visualization.recipe.digest == paper.networks.request(.zfnet).recipe.digest)
    #expect(!paper.networks.request(.zfnet, seedIndex: 2).recipe.snapshots.isEmpty)
    #expect(paper.networks.request(.zfnet, seedIndex: 3).recipe.snapshots.isEmpty)
    let quick = try Session(try RunOptions.parse(["--profile", "quick", "--quiet"]))
    #expect(quick.networks.visualization.recipe.digest != quick.networks.request(.zfnet).recipe.digest)
    #expect(quick.networks.request(.zfnet).recipe.snapshots.isEmpty)
  }

  @Test func runsThatDoNotSeeEveryImageAreTrials() throws {
    func isTrial(_ arguments: [String]) throws -> Bool {
      try Session(try RunOptions.parse(["--quiet"] + arguments)).pageSetting.isTrial
    }
    #expect(try isTrial(["--profile", "smoke"]))
    #expect(try !isTrial(["--profile", "quick"]))
    #expect(try isTrial(["--profile", "quick", "--set", "training.samples=3999"]))
    #expect(try isTrial(["--profile", "paper", "--set", "training.steps=20"]))
  }
}
