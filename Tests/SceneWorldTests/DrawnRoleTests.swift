import Datasets
import Images
import SceneWorld
import Testing

/// The roles: what each must hold, and that they have nothing in common.
@Suite struct DrawnRoleTests {
  static func source(_ role: DatasetRole, difficulty: Double = SceneSource.usualDifficulty) -> SceneSource {
    SceneSource(role: role, seed: 7, trainCount: 400, validationCount: 80, difficulty: difficulty)
  }

  @Test(arguments: DatasetRole.allCases) func anImageIsAFunctionOfItsPlaceAlone(role: DatasetRole) throws {
    let source = Self.source(role)
    let longer = SceneSource(role: role, seed: 7, trainCount: 3, validationCount: 81)
    let indices = Array(0..<min(6, source.count(.validation)))
    let forwards = try indices.map { try source.example(.validation, $0, side: 48) }
    for (index, first) in zip(indices, forwards).reversed() {
      let again = try longer.example(.validation, index, side: 48)
      #expect(again.image == first.image, "\(first.name)")
      #expect(again.objects == first.objects && again.nuisances == first.nuisances)
      #expect(again.label == source.label(.validation, index) && again.label == again.objects[0].label)
      #expect(again.name == first.name)
    }
  }

  @Test func noTwoRolesOrSplitsShareAnImage() throws {
    var seen: [[UInt8]: String] = [:]
    for role in DatasetRole.allCases {
      let source = Self.source(role)
      for split in Split.allCases {
        for index in 0..<min(12, source.count(split)) {
          let example = try source.example(split, index, side: 32)
          let other = seen.updateValue(example.name, forKey: example.image.pixels)
          #expect(other == nil, "\(example.name) is \(other ?? "")")
        }
      }
    }
  }

  @Test func multilabelScenesHoldTwoToFourObjects() throws {
    let source = Self.source(.multilabel)
    #expect(source.classNames.count >= 12)
    let sourceNames = Self.source(.source).classNames
    #expect(source.classNames.allSatisfy { sourceNames.contains($0) })
    var counts: Set<Int> = []
    var hidden = 0
    for index in 0..<120 {
      let example = try source.example(.train, index, side: 128)
      counts.insert(example.objects.count)
      #expect((2...4).contains(example.objects.count))
      #expect(example.presentLabels.contains(example.label), "\(example.name) does not show what it is of")
      let masks = try example.objects.map { try #require($0.mask) }
      for pixel in 0..<64 * 64 {
        #expect(masks.count { $0.values[pixel] != 0 } <= 1, "two objects of \(example.name) share a pixel")
      }
      hidden += example.objects.count { $0.isDifficult }
      for object in example.objects { #expect(object.box == object.mask?.bounds) }
    }
    #expect(counts == [2, 3, 4])
    #expect(hidden > 0 && hidden < 60, "\(hidden) difficult objects in 120 images")
  }

  /// Farther is smaller and higher up, and the nearer object hides the farther.
  @Test func multilabelScenesAreSeenInDepth() throws {
    let source = Self.source(.multilabel, difficulty: 0.5)
    var overlaps = 0
    for index in 0..<60 {
      let example = try source.example(.train, index, side: 96)
      let keys = example.nuisances.keys.filter { $0.hasSuffix(" distance") }
      #expect(keys.count == example.objects.count)
      #expect(keys.allSatisfy { (1...3).contains(example.nuisances[$0]!) })
      let boxes = example.objects.compactMap(\.box)
      for (first, a) in boxes.enumerated() {
        for b in boxes.dropFirst(first + 1) where !a.intersection(b).isEmpty { overlaps += 1 }
      }
    }
    #expect(overlaps > 5, "\(overlaps) overlapping pairs in 60 images")
  }

  @Test(arguments: [0, 5, 11]) func anySideGivesTheSameObjects(index: Int) throws {
    for role in [DatasetRole.multilabel, .faces] {
      let source = Self.source(role, difficulty: 0.3)
      let small = try source.example(.train, index, side: 128)
      let large = try source.example(.train, index, side: 256)
      #expect(small.nuisances == large.nuisances && small.objects.count == large.objects.count)
      for (a, b) in zip(small.objects, large.objects) {
        #expect(a.label == b.label && a.parts.map(\.name) == b.parts.map(\.name))
        // Whiskers and the like, thinner than a pixel, reach the mask of the larger side alone.
        let (mask, largeMask) = (try #require(a.mask), try #require(b.mask))
        var (either, both) = (0, 0)
        for y in 0..<128 {
          for x in 0..<128 {
            let shows = (mask[x, y], largeMask[2 * x, 2 * y])
            either += shows.0 || shows.1 ? 1 : 0
            both += shows.0 && shows.1 ? 1 : 0
          }
        }
        #expect(Double(both) >= 0.75 * Double(either), "\(small.name): \(both) of \(either) pixels")
      }
    }
  }

  @Test func facesHaveTheirLandmarksInTheirPlaces() throws {
    let source = Self.source(.faces)
    #expect(source.classNames.count >= 4)
    for index in 0..<60 {
      let example = try source.example(.train, index, side: 96)
      let parts = Dictionary(uniqueKeysWithValues: example.parts.map { ($0.name, $0) })
      let names = [
        "right eye", "left eye", "nose", "right mouth corner", "left mouth corner", "right ear", "left ear",
      ]
      let places = try names.map { try #require(parts[$0], "\(example.name) has no \($0)") }
      #expect(places[0].x < places[2].x && places[2].x < places[1].x, "\(example.name) does not look at us")
      #expect(places[3].x < places[4].x && places[5].x < places[6].x)
      #expect(places[0].y < places[2].y && places[2].y < places[3].y)
      for eye in places[..<3] { #expect(eye.isVisible, "\(eye.name) of \(example.name)") }
      // Frontal, of nearly one size, near the middle.
      #expect(abs(example.nuisances["rotation"]!) <= 0.1 && abs(example.nuisances["x"]! - 0.5) <= 0.04)
    }
  }

  @Test func landmarksFollowTheFace() throws {
    let example = try Self.source(.faces).example(.train, 3, side: 96)
    let changed = example.flipped().cropped(x: 8, y: 4, width: 84, height: 88).resized(width: 42, height: 44)
    for (before, after) in zip(example.parts, changed.parts) {
      #expect(after.name == Part.mirrored(before.name))
      #expect(abs(after.x - (96 - before.x - 8) / 2) < 1e-9 && abs(after.y - (before.y - 4) / 2) < 1e-9)
      guard after.isVisible else { continue }
      let mask = try #require(changed.mask)
      #expect(mask[Int(after.x), Int(after.y)], "\(after.name) lies off the face")
    }
    #expect(changed.objects[0].box == changed.mask?.bounds)
  }

  @Test func secondTransferIsHarder() throws {
    func rotation(_ role: DatasetRole) throws -> Double {
      let source = Self.source(role)
      return try (0..<40).map { abs(try source.example(.train, $0, side: 32).nuisances["rotation"]!) }
        .reduce(0, +)
    }
    let source = Set(Self.source(.source).classNames)
    #expect(source.isDisjoint(with: Self.source(.transfer).classNames))
    #expect(source.isDisjoint(with: Self.source(.secondTransfer).classNames))
    #expect(try rotation(.secondTransfer) > 1.1 * rotation(.transfer))
  }
}
