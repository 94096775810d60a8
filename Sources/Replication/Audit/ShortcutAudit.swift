import Datasets
import Experiments
import Reporting
import SceneWorld
import Training

/// Whether a set of images can be told apart without looking at the objects: from where they lie, from what surrounds
/// them, from colors, from pixels one by one.
///
/// ```swift
/// for finding in try ShortcutAudit(session).findings(photographs: nil) { print(finding.line) }
/// ```
public struct ShortcutAudit {
  private let session: Session
  private let training: ImageCache
  private let validation: ImageCache

  /// An audit of the images of a run, by the networks of its profile.
  ///
  /// - Throws: what making the images throws.
  public init(_ session: Session) throws {
    self.session = session
    let input = session.configuration.training.input
    training = try session.images.cache(.train, input: input)
    validation = try session.images.cache(.validation, input: input)
  }

  /// All questions in order.
  ///
  /// - Parameter photographs: a set of as many classes that colors are compared with, where there is one.
  /// - Throws: what training a network throws, and `OneDNNError`.
  public func findings(photographs: (any ImageSource)?) throws -> [AuditFinding] {
    let network = try networkHits()
    var findings = try placeAndSize()
    findings += try surroundings()
    findings += try colors(network: network, photographs: photographs)
    findings += try pixels(network: network)
    return findings
  }

  private var count: Int { validation.count }
  private var seed: UInt64 { session.options.seed }

  /// 1 for each validation image whose class the run's first ZFNet names, else 0.
  private func networkHits() throws -> [Double] {
    let network = try session.networks.trained(session.networks.request(.zfnet))
    return try Classification.evaluate(network.model, on: validation).mistakes(top: 1).map { 1 - $0 }
  }

  private func aboveChance(_ hits: [Double]) -> Bootstrap.Estimate {
    Self.aboveChance(hits, classes: training.classNames.count, seed: seed)
  }

  /// 1 for each validation image whose class a linear classifier on features names, else 0.
  ///
  /// - Throws: `OneDNNError`.
  public static func probeHits(
    _ features: ImageFeatures, training: ImageCache, validation: ImageCache, seed: UInt64
  ) throws -> [Double] {
    let learned = features.table(of: training, Array(0..<training.count))
    let probe = try LinearProbe(.softmax, learningFrom: learned, seed: seed)
    return probe.classifier.hits(on: features.table(of: validation, Array(0..<validation.count)))
  }

  /// How far the share of hits is above that of guesses among so many classes.
  public static func aboveChance(_ hits: [Double], classes: Int, seed: UInt64) -> Bootstrap.Estimate {
    Bootstrap.mean(hits.map { $0 - 1 / Double(classes) }, seed: seed)
  }

  private func probeHits(
    _ features: ImageFeatures, training: ImageCache, validation: ImageCache
  ) throws -> [Double] {
    session.progress.say("fitting a linear classifier to \(features) of \(training.count) images")
    return try Self.probeHits(features, training: training, validation: validation, seed: seed)
  }

  // MARK: Questions

  private func placeAndSize() throws -> [AuditFinding] {
    guard validation.objects(0).contains(where: { $0.mask != nil }) else { return [] }
    let hits = try probeHits(.placeAndSize, training: training, validation: validation)
    return [
      AuditFinding(
        id: "place-and-size", "a linear classifier on the object's place and size, above chance",
        share: aboveChance(hits), count: count, unit: "points", .between(-2, 2))
    ]
  }

  /// A small network that sees everything but the object; and the same network on the whole images, which shows that
  /// it could have found something.
  private func surroundings() throws -> [AuditFinding] {
    guard let scenes = session.images.source as? SceneSource else { return [] }
    func hits(_ source: any ImageSource) throws -> [Double] {
      let settings = smallNetwork
      let recipe = session.networks.recipe(.zfnet, of: source, settings: settings)
      let network = try session.networks.trained(NetworkRequest(recipe, learningFrom: source))
      let judged = try session.images.cache(of: source, .validation, input: settings.input)
      return try Classification.evaluate(network.model, on: judged).mistakes(top: 1).map { 1 - $0 }
    }
    return [
      AuditFinding(
        id: "surroundings", "a small network on the images without object and shadow, above chance",
        share: aboveChance(try hits(SurroundingsSource(of: scenes))), count: count, unit: "points",
        .between(-2, 2)),
      AuditFinding(
        id: "surroundings-control", "the same small network on the whole images, above chance",
        share: aboveChance(try hits(scenes)), count: count, unit: "points", .atLeast(10)),
    ]
  }

  private var smallNetwork: RunConfiguration.NetworkSettings {
    var settings = session.configuration.training
    settings.recipe = .standard
    settings.input = min(settings.input, 64)
    settings.width = min(settings.width, 0.1)
    settings.evaluations = 2
    return settings
  }

  private func colors(
    network: [Double], photographs: (any ImageSource)?
  ) throws -> [AuditFinding] {
    let hits = try probeHits(.colors, training: training, validation: validation)
    var findings = [
      AuditFinding(
        id: "colors", "a linear classifier on mean color and color histogram",
        share: Bootstrap.mean(hits, seed: seed), count: count),
      AuditFinding(
        id: "colors-share", "three times that accuracy, minus the ZFNet's",
        share: Bootstrap.mean(zip(hits, network).map { 3 * $0 - $1 }, seed: seed), count: count,
        unit: "points",
        .less(than: 0)),
    ]
    if let photographs {
      let input = session.configuration.training.input
      let photographed = try probeHits(
        .colors, training: session.images.cache(of: photographs, .train, input: input),
        validation: session.images.cache(of: photographs, .validation, input: input))
      findings += [
        AuditFinding(
          id: "colors-photographs",
          "the same classifier on \(photographs.classNames.count) classes of \(photographs.name)",
          share: Bootstrap.mean(photographed, seed: seed), count: photographed.count),
        AuditFinding(
          id: "colors-against-photographs", "how much more colors tell here than of photographs",
          share: Bootstrap.differenceOfMeans(hits, photographed, seed: seed), count: count, unit: "points",
          .atMost(0)),
      ]
    }
    return findings
  }

  private func pixels(network: [Double]) throws -> [AuditFinding] {
    let hits = try probeHits(.pixels(side: 24), training: training, validation: validation)
    return [
      AuditFinding(
        id: "zfnet", "the ZFNet's accuracy", share: Bootstrap.mean(network, seed: seed), count: count),
      AuditFinding(
        id: "pixels", "a linear classifier on the pixels", share: Bootstrap.mean(hits, seed: seed),
        count: count),
      AuditFinding(
        id: "pixels-behind", "how far the pixels are behind the ZFNet",
        share: Bootstrap.mean(zip(network, hits).map { $0 - $1 }, seed: seed), count: count, unit: "points",
        .atLeast(25)),
    ]
  }
}
