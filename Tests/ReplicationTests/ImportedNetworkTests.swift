import Foundation
import Images
import ModelFiles
import Networks
import Replication
import Tensors
import Testing
import Training

/// A network from a file in the place of those that a run trains.
@Suite struct ImportedNetworkTests {
  /// A folder with a small SqueezeNet of random weights, and images of two of its three classes.
  private final class Place {
    let folder: URL

    init() throws {
      folder = FileManager.default.temporaryDirectory.appendingPathComponent("imported-\(UUID().uuidString)")
      for (number, name) in ["cat/1", "cat/2", "ant/3"].enumerated() {
        let file = at("images/\(name).png")
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        var stream = RandomStream(seed: UInt64(number), domain: "noise")
        var image = Image(width: 60, height: 60)
        for place in image.pixels.indices { image.pixels[place] = UInt8(stream.integer(below: 256)) }
        try image.png().write(to: file)
      }
      let graph = Architecture.squeezenet.graph(input: 48, width: 0.1, classes: 3)
      let model = Model(
        graph: graph, parameters: Initialization.he.parameters(for: graph, seed: 5),
        preprocessing: Preprocessing(
          storedSide: 56, inputSide: 48, channelOrder: .bgr, mean: .channels([120, 110, 100]),
          scales: [0.02, 0.02, 0.02]), classNames: ["ant", "bee", "cat"],
        origin: .init(title: "net", digest: "d"))
      try ModelFile.write(model, to: at("net.safetensors"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func at(_ path: String) -> URL { folder.appendingPathComponent(path) }

    func options(_ arguments: [String], images: String = "images") throws -> RunOptions {
      try RunOptions.parse(
        [
          "--quiet", "--output", at("output").path, "--network", at("net.safetensors").path, "--source",
          "images:\(at(images).path)",
        ] + arguments)
    }

    func session(_ arguments: [String] = [], images: String = "images") throws -> Session {
      try Session(try options(arguments, images: images))
    }
  }

  /// The nine strongest of three images say nothing of a map.
  @Test func aNetworkThatSeesFewImagesDecidesNothing() throws {
    let place = try Place()
    #expect(try place.session().pageSetting.isTrial)
    let one = try Data(contentsOf: place.at("images/cat/1.png"))
    for number in 0..<97 { try one.write(to: place.at("images/cat/more-\(number).png")) }
    #expect(try place.session().pageSetting.isTrial == false)
  }

  @Test func imagesAreLookedAtAsTheNetworksClasses() throws {
    let place = try Place()
    let session = try place.session()
    let imported = try #require(session.imported)
    #expect(imported.name == "net.safetensors" && imported.layers.maps.last == "fire9.concat")
    let source = session.images.source
    #expect(source.classNames == ["ant", "bee", "cat"])
    #expect(source.count(.train) == 0 && source.count(.validation) == 3)
    #expect((0..<3).map { source.label(.validation, $0) } == [0, 2, 2])
    #expect(!session.images.areDrawn)
    let cache = try session.images.cache(.validation, for: imported.model)
    #expect(cache.side == 56 && cache.count == 3)
    let group = try withExtendedLifetime(place) { try session.networks.visualized() }
    #expect(group.networks.count == 1 && group.trained == nil && group.sample.objection == nil)
    #expect(group.networks[0].digest == imported.model.origin.digest)
  }

  @Test func resultsAreOfTheNetworkAndOfItsLayers() throws {
    let place = try Place()
    let other = "conv1,fire2.concat,fire4.concat,fire6.concat,fire8.concat"
    let sessions = [try place.session(), try place.session(["--layers", other]), try place.session()]
    let digests = sessions.compactMap { $0.imported?.model.origin.digest }
    #expect(digests[0] != digests[1] && digests[0] == digests[2])
    let settings = sessions.map(\.pageSetting.configurationDigest)
    #expect(settings[0] != settings[1] && settings[0] == settings[2])
    #expect(sessions[1].imported?.layers.maps == other.split(separator: ",").map(String.init))
  }

  @Test func theControlHasTheGraphAndTheSpreadOfEachLayer() throws {
    let place = try Place()
    func control(_ seed: String) throws -> StudiedNetwork {
      try place.session(["--seed", seed]).networks.visualized().networks[0].randomWeightControl
    }
    let network = try place.session().networks.visualized().networks[0]
    let (first, second) = (try control("1"), try control("2"))
    #expect(first.graph == network.graph && first.digest != second.digest && first.digest != network.digest)
    func spread(_ values: Tensor<Float>) -> Double {
      let squares = values.scalars.reduce(0.0) { $0 + Double($1) * Double($1) }
      return (squares / Double(values.count)).squareRoot()
    }
    for name in network.parameters.nodeNames {
      let (own, drawn) = (network.parameters[name], first.parameters[name])
      #expect(abs(spread(drawn.weights) / spread(own.weights) - 1) < 0.35, "\(name)")
      #expect(drawn.biases.scalars.allSatisfy { $0 == 0 } && drawn.weights != own.weights)
      #expect(drawn.weights != second.parameters[name].weights)
    }
  }

  @Test func labelsTakeThePlaceOfTheNamesInTheFile() throws {
    let place = try Place()
    try Data("one\ntwo\nthree\n".utf8).write(to: place.at("names.txt"))
    try Data("one\ntwo\n".utf8).write(to: place.at("few.txt"))
    for name in ["a", "b", "c"] {
      try FileManager.default.createDirectory(
        at: place.at("ordered/\(name)"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: place.at("images/ant/3.png"), to: place.at("ordered/\(name)/1.png"))
    }
    // Where no folder is named as a class, the k-th is the k-th class.
    let session = try place.session(["--labels", place.at("names.txt").path], images: "ordered")
    #expect(session.images.source.classNames == ["one", "two", "three"])
    #expect((0..<3).map { session.images.source.label(.validation, $0) } == [0, 1, 2])
    #expect(throws: ConfigurationError.self) {
      try place.session(["--labels", place.at("few.txt").path], images: "ordered")
    }
  }

  @Test(arguments: [
    ["--set", "training.samples=48000"], ["--set", "seeds.zfnet=4"], ["--set", "visualization.input=96"],
    ["--set", "precision=f32"], ["--layers", "conv1,fire9.concat"], ["--layers", "conv1,a,b,c,d"],
    ["--preprocess", "imagenet-caffe"],
  ])
  func whatHasNoEffectOrCannotBeIsRefused(_ arguments: [String]) throws {
    let place = try Place()
    #expect(throws: ConfigurationError.self, "\(arguments)") { try place.session(arguments) }
  }

  @Test func whatHasNoEffectIsRefusedAsItIsRead() throws {
    for arguments in [
      ["--labels", "names.txt"], ["--layers", "a,b,c,d,e"], ["--preprocess", "imagenet-caffe"],
      ["--network", "net.safetensors", "--precision", "f32"],
      ["--network", "net.safetensors", "--checkpoint-seconds", "5"],
    ] {
      #expect(throws: (any Error).self, "\(arguments)") { try RunOptions.parse(arguments) }
    }
    let place = try Place()
    #expect(throws: (any Error).self) { try place.options([]).refuseNetwork() }
    try RunOptions.parse([]).refuseNetwork()
  }

  @Test func imagesOfOtherClassesAreRefused() throws {
    let place = try Place()
    try FileManager.default.moveItem(at: place.at("images/cat"), to: place.at("images/cow"))
    #expect(throws: ConfigurationError.self) { try place.session() }
    // Drawn scenes are no images of a network's classes.
    let scenes = try RunOptions.parse([
      "--quiet", "--output", place.at("output").path, "--network", place.at("net.safetensors").path,
    ])
    #expect(throws: ConfigurationError.self) { try Session(scenes) }
  }

  /// A configuration that was saved by such a run says nothing of training that is not its profile's.
  @Test func aSavedConfigurationIsTakenAndOneOfTrainingIsNot() throws {
    let place = try Place()
    let own = try place.options(["--set", "figures.mapsPerLayer=3"]).configuration()
    try Data(own.yaml.utf8).write(to: place.at("own.yaml"))
    #expect(
      try place.options(["--config", place.at("own.yaml").path]).configuration().figures.mapsPerLayer == 3)
    try Data("training:\n  samples: 5000\n".utf8).write(to: place.at("other.yaml"))
    #expect(throws: ConfigurationError.self) {
      try place.options(["--config", place.at("other.yaml").path]).configuration()
    }
  }
}
