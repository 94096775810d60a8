import Datasets
import Images
import SceneWorld
import Testing

/// What is said of an image must be so in its pixels.
@Suite struct SceneTruthTests {
  static let sources = [
    SceneSource(role: .source, seed: 11, trainCount: 1000, validationCount: 0),
    SceneSource(role: .transfer, seed: 11, trainCount: 200, validationCount: 0),
    SceneSource(role: .secondTransfer, seed: 11, trainCount: 300, validationCount: 0),
  ]

  @Test(arguments: sources) func everyClassShowsAndLeavesRoom(source: SceneSource) throws {
    let classes = source.classNames.count
    for label in 0..<classes {
      let coverages = try (0..<8).map { round in
        try #require(try source.example(.train, round * classes + label, side: 64).mask).coverage
      }
      let mean = coverages.reduce(0, +) / Double(coverages.count)
      #expect((0.04...0.7).contains(mean), "\(source.classNames[label]) covers \(mean) on average")
      #expect(
        coverages.allSatisfy { (0.005...0.9).contains($0) }, "\(source.classNames[label]): \(coverages)")
    }
  }

  @Test(arguments: sources) func theMaskIsWhereTheObjectChangesTheImage(source: SceneSource) throws {
    for index in 0..<source.classNames.count {
      let posed = SceneSource(role: source.role, seed: 11, trainCount: 480, validationCount: 0, difficulty: 0)
      let example = try posed.example(.train, index, side: 64)
      let without = try posed.surroundings(.train, index, side: 64)
      let mask = try #require(example.mask)
      var inside = (sum: 0, count: 0)
      var outside = (sum: 0, count: 0)
      for y in 0..<64 {
        for x in 0..<64 {
          let change = (0..<3).map { abs(Int(example.image[x, y, $0]) - Int(without[x, y, $0])) }.max()!
          if mask[x, y] {
            inside = (inside.sum + change, inside.count + 1)
          } else {
            outside = (outside.sum + change, outside.count + 1)
          }
        }
      }
      let within = Double(inside.sum) / Double(inside.count)
      let beyond = Double(outside.sum) / Double(outside.count)
      #expect(
        within > 20 && within > 3 * beyond, "\(source.classNames[index]): \(within) inside, \(beyond) outside"
      )
    }
  }

  @Test(arguments: sources) func visiblePartsLieOnTheObject(source: SceneSource) throws {
    for index in 0..<source.classNames.count * 4 {
      let example = try source.example(.train, index, side: 96)
      let mask = try #require(example.mask)
      #expect(!example.parts.isEmpty)
      #expect(
        Set(example.parts.map(\.name)).count == example.parts.count
          || example.parts.contains { $0.name == "window" })
      for part in example.parts where part.isVisible {
        #expect((0..<96).contains(part.x) && (0..<96).contains(part.y))
        #expect(mask[Int(part.x), Int(part.y)], "\(part.name) of \(example.name) lies off the object")
        #expect(part.radius > 0.3 && part.radius < 48)
      }
    }
  }

  /// With nothing in front and everything inside, each class shows all its parts.
  @Test(arguments: sources) func posedObjectsShowTheirParts(source: SceneSource) throws {
    let posed = SceneSource(role: source.role, seed: 5, trainCount: 480, validationCount: 0, difficulty: 0)
    for index in 0..<source.classNames.count * 3 {
      let example = try posed.example(.train, index, side: 128)
      for part in example.parts {
        #expect(part.isVisible, "\(part.name) of a \(source.classNames[example.label]), \(example.name)")
      }
    }
  }

  @Test func dogFacesHaveTheirLandmarks() throws {
    let source = Self.sources[0]
    let breeds = ["retriever", "shepherd", "dalmatian", "pug", "poodle"]
    for (index, breed) in breeds.enumerated() {
      #expect(source.classNames[index] == breed)
      for round in 0..<6 {
        let example = try source.example(.train, index + round * source.classNames.count, side: 96)
        let places = Dictionary(uniqueKeysWithValues: example.parts.map { ($0.name, $0) })
        for name in ["left eye", "right eye", "nose", "muzzle", "left ear", "right ear"] {
          #expect(places[name] != nil)
        }
        let left = try #require(places["left eye"])
        let right = try #require(places["right eye"])
        // The animal's own left is on the viewer's right, mirrored or not.
        if abs(example.nuisances["rotation"] ?? 0) < 1 { #expect(left.x > right.x) }
      }
    }
  }

  @Test(arguments: sources, [0, 1, 9, 14, 23])
  func anySideGivesTheSameScene(source: SceneSource, index: Int) throws {
    let large = try source.example(.train, index, side: 128)
    let small = try source.example(.train, index, side: 64)
    #expect(large.nuisances == small.nuisances)
    for (a, b) in zip(large.parts, small.parts) {
      #expect(a.name == b.name)
      #expect(abs(a.x - 2 * b.x) < 0.01 && abs(a.y - 2 * b.y) < 0.01 && abs(a.radius - 2 * b.radius) < 0.01)
    }
    var difference = 0
    for y in 0..<64 {
      for x in 0..<64 {
        for channel in 0..<3 {
          let mean =
            (Int(large.image[2 * x, 2 * y, channel]) + Int(large.image[2 * x + 1, 2 * y, channel])
              + Int(large.image[2 * x, 2 * y + 1, channel]) + Int(large.image[2 * x + 1, 2 * y + 1, channel]))
            / 4
          difference += abs(mean - Int(small.image[x, y, channel]))
        }
      }
    }
    let average = Double(difference) / Double(64 * 64 * 3)
    #expect(average < 9, "the two sides differ by \(average) of 255 a value")
    #expect(abs(try #require(large.mask).coverage - (try #require(small.mask).coverage)) < 0.02)
  }

  /// Every nuisance that is drawn at random takes many values, or all of its few.
  @Test func everyNuisanceVaries() throws {
    let source = Self.sources[0]
    var values: [String: Set<Double>] = [:]
    for index in 0..<120 {
      for (name, value) in try source.example(.train, index, side: 32).nuisances {
        values[name, default: []].insert(value)
      }
    }
    let few = [
      "flip": 2, "occluder": 2, "material": 5, "background": 12, "clutter": 5, "blur": 30, "defocus": 60,
      "sharpening": 50,
    ]
    for (name, seen) in values { #expect(seen.count >= few[name] ?? 119, "\(name): \(seen.count) values") }
    for name in [
      "x", "y", "scale", "rotation", "flip", "aspect", "slant", "articulation", "hue", "material", "texture",
      "light", "shading", "background", "defocus", "clutter", "occluder", "blur", "noise", "contrast",
      "exposure", "saturation", "sharpening",
      "cast",
    ] { #expect(values[name] != nil, "no nuisance \(name)") }
    #expect(try #require(values["scale"]).allSatisfy { (0.35...1).contains($0) })
  }

  @Test func sizeTellsNothingOfTheClass() throws {
    let source = Self.sources[0]
    var sums = [Double](repeating: 0, count: source.classNames.count)
    let rounds = 20
    for label in sums.indices {
      for round in 0..<rounds {
        let index = round * sums.count + label
        sums[label] += try source.example(.train, index, side: 32).nuisances["scale"]! / Double(rounds)
      }
    }
    let overall = sums.reduce(0, +) / Double(sums.count)
    // Of a standard deviation of 0.14, means of 20 scatter by 0.03; five of those is a shortcut.
    for (label, mean) in sums.enumerated() {
      #expect(abs(mean - overall) < 0.16, "\(source.classNames[label]) has a mean scale of \(mean)")
    }
  }
}
