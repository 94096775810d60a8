import Datasets
import Experiments
import Foundation
import Images
import Replication
import SceneWorld
import Tensors
import Testing

/// The audit's questions at a small scale: the drawn world offers no shortcut, and a planted one is found.
@Suite(.serialized) struct ShortcutAuditTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("audit-\(UUID().uuidString)")

  /// How far a linear classifier gets above chance on features of a source's images.
  private func aboveChance(
    _ features: ImageFeatures, of source: any ImageSource
  ) throws -> Bootstrap.Estimate {
    defer { try? FileManager.default.removeItem(at: folder) }
    let (training, validation) = (
      try ImageCache.open(source, split: .train, side: 32, directory: folder),
      try ImageCache.open(source, split: .validation, side: 32, directory: folder)
    )
    let hits = try ShortcutAudit.probeHits(features, training: training, validation: validation, seed: 1)
    return ShortcutAudit.aboveChance(hits, classes: source.classNames.count, seed: 1)
  }

  private let scenes = SceneSource(role: .source, seed: 1, trainCount: 1280, validationCount: 640)

  @Test func placeAndSizeTellNothing() throws {
    // Chance is about 3 %: the interval of 640 guesses reaches 1.5 points to both sides.
    #expect(try aboveChance(.placeAndSize, of: scenes).value < 0.035)
  }

  @Test(arguments: [ImageFeatures.colors, .pixels(side: 6)])
  func theSurroundingsTellNothing(_ features: ImageFeatures) throws {
    #expect(try aboveChance(features, of: SurroundingsSource(of: scenes)).value < 0.025)
  }

  @Test func colorsTellLittle() throws {
    #expect(try aboveChance(.colors, of: scenes).value < 0.15)
  }

  @Test(arguments: [ImageFeatures.placeAndSize, .colors, .pixels(side: 6)])
  func aPlantedShortcutIsFound(_ features: ImageFeatures) throws {
    let estimate = try aboveChance(features, of: PlantedSource())
    #expect(estimate.low > 0.2)
    let finding = AuditFinding(id: "planted", "planted", share: estimate, unit: "points", .between(-2, 2))
    #expect(finding.verdict == .fail)
  }

  @Test func aFindingIsJudgedByItsWholeInterval() {
    func verdict(_ low: Double, _ high: Double) -> AuditFinding.Verdict {
      let hits = Bootstrap.mean([low, high], seed: 1)
      return AuditFinding(id: "x", "x", share: hits, unit: "points", .between(-2, 2)).verdict
    }
    #expect(verdict(-0.01, 0.01) == .pass)
    #expect(verdict(0.01, 0.03) == .undecided)
    #expect(verdict(0.03, 0.05) == .fail)
    let free = AuditFinding(id: "x", "x", share: Bootstrap.mean([0, 1], seed: 1))
    #expect(free.verdict == .information)
  }
}

/// Squares whose place and color lean toward their class.
private struct PlantedSource: ImageSource {
  let name = "planted"
  let digest = String(repeating: "7", count: 64)
  let classNames = ["a", "b", "c", "d"]

  func count(_ split: Split) -> Int { split == .train ? 240 : 160 }
  func label(_ split: Split, _ index: Int) -> Int { index % 4 }

  func example(_ split: Split, _ index: Int, side: Int) throws -> LabeledImage {
    var random = RandomStream(seed: 1, domain: "planted \(split.rawValue)", index)
    let label = label(split, index)
    let left = 2 + (label % 2) * 10 + random.integer(below: 6)
    let top = 2 + (label / 2) * 10 + random.integer(below: 6)
    var image = Image(width: side, height: side, gray: UInt8(60 + random.integer(below: 120)))
    var values = [UInt8](repeating: 0, count: side * side)
    for y in top..<top + 8 {
      for x in left..<left + 8 {
        values[y * side + x] = 255
        image[x, y, label % 3] = UInt8(180 + random.integer(below: 70))
      }
    }
    return LabeledImage(
      image: image, label: label, name: "planted/\(index)",
      objects: [ImageObject(label: label, mask: Mask(width: side, height: side, values: values))])
  }
}
