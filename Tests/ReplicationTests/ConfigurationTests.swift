import Datasets
import Foundation
import Replication
import Testing

@Suite struct ConfigurationTests {
  @Test func oneSettingChangesOneValue() throws {
    let quick = RunConfiguration.Profile.quick.configuration
    let changed = try quick.setting("training.samples", to: "20000").setting(
      "data.difficulty", to: "0.25")
    #expect(changed.training.samples == 20_000)
    #expect(changed.data.difficulty == 0.25)
    var back = changed
    back.training.samples = quick.training.samples
    back.data.difficulty = quick.data.difficulty
    #expect(back == quick)
    #expect(try quick.setting("visualization.recipe", to: "paper").visualization.recipe == .paper)
  }

  @Test func unknownKeysAreRefusedWithTheNearest() {
    let quick = RunConfiguration.Profile.quick.configuration
    #expect(throws: ConfigurationError.unknownKey(key: "training.imput", nearest: "training.input")) {
      try quick.setting("training.imput", to: "96")
    }
    #expect(throws: ConfigurationError.unknownKey(key: "zzzzzzzzzzzz", nearest: nil)) {
      try quick.setting("zzzzzzzzzzzz", to: "96")
    }
  }

  @Test(arguments: ["many", "-3", "nan", "1.5", ""]) func valuesThatDoNotFitAreRefused(_ text: String) {
    #expect(throws: ConfigurationError.self) {
      try RunConfiguration.Profile.quick.configuration.setting("training.batch", to: text)
    }
  }

  @Test func aFileIsMergedOverTheProfile() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try "training:\n  samples: 5\n  recipe: paper\nseeds: {zfnet: 4}\n".write(
      to: file, atomically: true, encoding: .utf8)
    let merged = try RunConfiguration.Profile.quick.configuration.merging(file: file)
    #expect(merged.training.samples == 5 && merged.training.recipe == .paper && merged.seeds.zfnet == 4)
    try "training: [1, 2\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(throws: ConfigurationError.self) {
      try RunConfiguration.Profile.quick.configuration.merging(file: file)
    }
    for (text, word) in [
      ("sediments: {zfnet: 4}", "“seeds.zfnet”"), ("zzzzzzzzzzzz: 4", "configuration.yaml"),
      ("training: {samples: many}", "a number"),
    ] {
      try text.write(to: file, atomically: true, encoding: .utf8)
      let error = #expect(throws: ConfigurationError.self) {
        try RunConfiguration.Profile.quick.configuration.merging(file: file)
      }
      #expect(
        error?.description.hasPrefix(file.path + ": ") == true && error?.description.contains(word) == true)
    }
  }

  @Test(arguments: RunConfiguration.Profile.allCases) func aProfileSurvivesItsOwnYAML(
    _ profile: RunConfiguration.Profile
  ) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try profile.configuration.yaml.write(to: file, atomically: true, encoding: .utf8)
    let other = RunConfiguration.Profile.allCases.first { $0 != profile }!.configuration
    #expect(try other.merging(file: file) == profile.configuration)
  }

  private func merged(_ text: String) throws -> RunConfiguration {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try RunConfiguration.Profile.smoke.configuration.merging(file: file)
  }

  /// YAML 1.1 would read some of these as octal numbers, or to the base of 60.
  @Test(arguments: ["20000", "2e4", "20_000", "020000", "0020000.0", "+20000", "\"20000\""])
  func numbersAreReadInBaseTen(_ text: String) throws {
    #expect(try merged("training:\n  samples: \(text)\n").training.samples == 20_000)
    #expect(try merged("\u{FEFF}training.samples: \(text)\r\n").training.samples == 20_000)
    if !text.hasPrefix("\"") {
      let smoke = RunConfiguration.Profile.smoke.configuration
      #expect(try smoke.setting("training.samples", to: text).training.samples == 20_000)
    }
  }

  @Test(arguments: [
    "20:00", "0x10", "0o17", "[20000, 30000]", "", "~", "1__0", "_1", "9e18", "1e400", "32.5",
  ])
  func whatIsNoNumberIsRefusedByItsKey(_ text: String) throws {
    let error = try #require(throws: ConfigurationError.self) {
      try merged("training:\n  samples: \(text)\n")
    }
    #expect(error.description.contains("training.samples"), "\(error)")
  }

  @Test(arguments: [
    "training:\n  samples: 1\n  samples: 2\n", "training.samples: 1\ntraining:\n  samples: 2\n",
    "training:\n  samples: 1\ntraining:\n  batch: 2\n",
  ]) func aKeyThatIsGivenTwiceIsRefused(_ text: String) throws {
    let error = try #require(throws: ConfigurationError.self) { try merged(text) }
    #expect(error.description.contains("twice"), "\(error)")
  }

  @Test(arguments: ["training:\n#  samples: 5\nseeds:\n  others: 1\n", "# nothing yet\n", ""])
  func sectionsWithoutValuesChangeNothing(_ text: String) throws {
    #expect(try merged(text) == RunConfiguration.Profile.smoke.configuration)
  }

  @Test func aProfileOfNoNameIsRefused() throws {
    #expect(throws: ConfigurationError.self) { try merged("profile: huge\n") }
    #expect(try merged("profile: full\n") == RunConfiguration.Profile.full.configuration)
  }

  @Test func aFileThatSaysAnotherProfileThanTheOneNamedIsRefused() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try "profile: full\n".write(to: file, atomically: true, encoding: .utf8)
    func options(_ arguments: [String]) throws -> RunOptions {
      try RunOptions.parse(["--config", file.path] + arguments)
    }
    #expect(try options([]).configuration().profile == "full")
    #expect(try options(["--profile", "full"]).configuration().profile == "full")
    let error = #expect(throws: ConfigurationError.self) {
      try options(["--profile", "smoke"]).configuration()
    }
    #expect(
      error?.description.contains("--profile smoke") == true && error?.description.contains(file.path) == true
    )
    // The processes that share the options come to the same.
    for arguments in [[], ["--profile", "full"]] {
      let shared = try RunOptions.parse(try options(arguments).arguments)
      #expect(try shared.configuration().profile == "full")
    }
    try "data:\n  trainingImages: 50\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(try options(["--profile", "smoke"]).configuration().profile == "smoke")
    #expect(try RunOptions.parse(try options([]).arguments).configuration().profile == "quick")
  }

  @Test func drawnImagesBesideDrawnOnesAreRefused() throws {
    let error = #expect(throws: ConfigurationError.self) { try RunOptions.parse(["--mix"]).configuration() }
    #expect(error?.description.contains("no effect") == true)
    #expect(try RunOptions.parse(["--mix", "--source", "folder:x"]).configuration().profile == "quick")
  }

  @Test(arguments: [
    "training.batch=2000000", "training.steps=999999999999", "training.evaluations=2000000",
    "seeds.others=5000", "roles.folds=5000", "data.trainingImages=900000000",
  ]) func numbersBeyondAnyRunAreRefused(_ setting: String) throws {
    let options = try RunOptions.parse(["--profile", "smoke", "--set", setting])
    let error = try #require(throws: ConfigurationError.self) { try options.configuration() }
    #expect(error.description.contains(setting.prefix { $0 != "=" }), "\(error)")
  }

  /// A script adds to the settings that it was given.
  @Test func ofSeveralSettingsForOneKeyTheLastCounts() throws {
    let options = try RunOptions.parse(
      ["--profile", "smoke"] + ["64", "32", "48"].flatMap { ["--set", "training.batch=\($0)"] })
    #expect(try options.configuration().training.batch == 48)
  }

  @Test(arguments: [
    ["--threads", "99999999999"], ["--threads", "0"], ["--threads", "1025"], ["--output", ""],
  ])
  func optionsThatCannotBeAreRefused(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try RunOptions.parse(arguments) }
  }

  @Test func sourcesAreReadFromOneWord() throws {
    #expect(try SourceChoice("scenes") == .scenes)
    #expect(try SourceChoice("folder:/a:b") == .stored(.folder, URL(fileURLWithPath: "/a:b")))
    #expect(try SourceChoice("voc2012:/c") == .stored(.voc2012, URL(fileURLWithPath: "/c")))
    for text in ["folder", "folder:", "scenes:x", "mnist:y", "caltech101", ""] {
      #expect(throws: ConfigurationError.self) { try SourceChoice(text) }
    }
  }

  @Test func anUnknownKindIsRefusedWithTheNearest() throws {
    let error = try #require(throws: ConfigurationError.self) { try SourceChoice("caltech-101:x") }
    #expect(error.description.contains("did you mean “caltech101”?"))
    for layout in DatasetLayout.all { #expect(error.description.contains("\(layout)")) }
  }

  @Test func anAddedLayoutIsReadAndOffered() throws {
    let svhn = DatasetLayout("svhn-x", summary: "made up", open: { try FolderSource(root: $0) })
    let layouts = DatasetLayout.all + [svhn]
    #expect(
      try SourceChoice("svhn-x:/a", layouts: layouts) == .stored(svhn, URL(fileURLWithPath: "/a")))
    let error = try #require(throws: ConfigurationError.self) {
      try SourceChoice("svhn:/a", layouts: layouts)
    }
    #expect(error.description.contains("“svhn-x”") && error.description.contains("svhn-x:PATH"))
    #expect(throws: ConfigurationError.self) { try SourceChoice("svhn-x:/a") }
  }

  @Test func theREADMEExplainsEveryLayout() throws {
    let readme = try String(
      contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../README.md"), encoding: .utf8)
    for layout in DatasetLayout.all { #expect(readme.contains("| `\(layout)` |"), "\(layout)") }
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains(":PATH` |") }
    #expect(rows.count == DatasetLayout.all.count)
  }

  @Test func roleOptionsTakeAFolderOrAKind() throws {
    let options = try RoleOptions.parse(["--caltech101", "/a:b", "--faces", "folder:/c"])
    let first = try #require(try options.given(for: .transfer))
    #expect(first.layout == .caltech101 && first.root.path == "/a:b")
    let second = try #require(try options.given(for: .faces))
    #expect(second.layout == .folder && second.root.path == "/c")
    #expect(try options.given(for: .multilabel) == nil && options.given(for: .source) == nil)
    #expect(options.arguments == ["--caltech101", "/a:b", "--faces", "folder:/c"])
    let empty = try RoleOptions.parse(["--voc", "voc2012:"])
    #expect(throws: ConfigurationError.self) { try empty.given(for: .multilabel) }
  }

  @Test func drawnImagesHaveALargestSide() throws {
    func configuration(_ arguments: [String]) throws -> RunConfiguration {
      try RunOptions.parse(arguments).configuration()
    }
    let large = ["--set", "training.input=449"]
    #expect(throws: ConfigurationError.self) { try configuration(large) }
    #expect(throws: ConfigurationError.self) { try configuration(["--set", "visualization.input=512"]) }
    #expect(throws: ConfigurationError.self) { try configuration(large + ["--source", "folder:x", "--mix"]) }
    #expect(try configuration(["--set", "training.input=448"]).training.input == 448)
    #expect(try configuration(large + ["--source", "folder:x"]).training.input == 449)
  }

  @Test(arguments: ["data.classes", "data.imagesPerClass"]) func theDrawnScenesRefuseLimits(
    _ key: String
  ) throws {
    let data = try RunConfiguration.Profile.smoke.configuration.setting(key, to: "3").data
    #expect(throws: ConfigurationError.self) { try SourceChoice.scenes.open(data, seed: 1) }
  }
}
