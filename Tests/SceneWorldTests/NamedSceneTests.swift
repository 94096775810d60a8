import Datasets
import Images
import SceneWorld
import Testing

/// The scenes of Figures 5 and 7 must show what their chapters look for.
@Suite struct NamedSceneTests {
  private static let classNames = SceneSource(
    role: .figures, seed: 1, trainCount: 0, validationCount: 0
  ).classNames

  @Test func labelsAreThoseOfTheSource() throws {
    let source = SceneSource(role: .source, seed: 1, trainCount: 1, validationCount: 1)
    #expect(Array(Self.classNames.prefix(source.classNames.count)) == source.classNames)
    for scene in NamedScene.allCases {
      #expect(try scene.example(side: 48).label < source.classNames.count, "\(scene)")
    }
  }

  @Test func theyAreTheSameInEveryRun() throws {
    for (index, scene) in NamedScene.allCases.enumerated() {
      let other = SceneSource(role: .figures, seed: 99, trainCount: 5, validationCount: 5, difficulty: 0)
      let example = try scene.example(side: 48)
      let same = try other.example(.validation, index, side: 48)
      #expect(same.image == example.image && same.objects == example.objects && same.name == example.name)
    }
    #expect(Set(NamedScene.figure5 + NamedScene.figure7).isSubset(of: NamedScene.allCases))
  }

  @Test(arguments: [
    (NamedScene.dogBesideBall, ["left eye", "right eye", "nose"]),
    (NamedScene.carWithLettering, ["front wheel", "rear wheel", "lettering"]),
    (NamedScene.dogBesidePerson, ["left eye", "right eye", "nose", "mouth"]),
  ])
  func whatFigure7LooksForCanBeSeen(scene: NamedScene, wanted: [String]) throws {
    let example = try scene.example(side: 96)
    let visible = Set(example.parts.filter(\.isVisible).map(\.name))
    for name in wanted { #expect(visible.contains(name), "\(scene) does not show a \(name)") }
    #expect(example.objects.allSatisfy { !$0.isDifficult && ($0.mask?.coverage ?? 0) > 0.04 })
  }

  @Test func beingBesideIsNotBeingInFront() throws {
    for scene in [NamedScene.dogBesideBall, .dogBesidePerson] {
      let example = try scene.example(side: 96)
      #expect(example.objects.count == 2)
      for part in example.objects[0].parts where part.name != "left ear" {
        #expect(part.isVisible, "\(part.name) of \(scene) is hidden")
      }
    }
  }

  @Test func eachOfFigure5IsWholeAndAlone() throws {
    for scene in NamedScene.figure5 {
      let example = try scene.example(side: 96)
      let box = try #require(example.objects.first?.box)
      #expect(example.objects.count == 1)
      #expect(box.x > 2 && box.y > 2 && box.x + box.width < 94 && box.y + box.height < 94, "\(scene): \(box)")
    }
    #expect(Set(try NamedScene.figure5.map { try $0.example(side: 32).label }).count == 5)
  }
}
