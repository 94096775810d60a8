import Files
import Reporting

extension Session {
  /// What a page was made with.
  public var pageSetting: PageSetting {
    // The other roles' folders decide as much as the configuration does, and so do networks from files.
    let network =
      (imported.map { [$0.name, $0.model.origin.digest] } ?? [])
      + additional.flatMap { ["also", $0.name, $0.digest] }
    let settings = ([configuration.yaml] + options.roles.arguments + network).joined(separator: "\n")
    let digest = ContentDigest.of(settings)
    return PageSetting(
      profile: configuration.profile, seed: options.seed, source: images.source.name,
      sourceDigest: images.source.digest,
      configurationDigest: digest, isTrial: isTrial)
  }

  /// Fewer images than this decide nothing of a network from a file: nine of them, the strongest of a map, are a tenth of all.
  private static let leastImages = 100

  /// Whether the run is too small to decide anything: a smoke run, one whose networks, the visualization network among them, do not see
  /// each image even once, or one that shows a network from a file too few images.
  private var isTrial: Bool {
    if configuration.profile == RunConfiguration.Profile.smoke.rawValue { return true }
    if imported != nil { return images.source.count(.validation) < Self.leastImages }
    return [networks.recipe(.zfnet), networks.visualization.recipe].contains {
      $0.samples < images.source.count(.train)
    }
  }

  /// One line on what is run: profile, images, seed.
  public var summary: String {
    let source = images.source
    if let imported {
      return
        "profile \(configuration.profile), \(imported.name), \(source.name) with \(source.count(.validation)) images of its "
        + "\(source.classNames.count) classes, seed \(options.seed)"
    }
    return "profile \(configuration.profile), \(source.name) with \(source.classNames.count) classes, "
      + "\(source.count(.train)) training and \(source.count(.validation)) validation images, seed \(options.seed)"
      + additional.map { ", also \($0.name)" }.joined()
  }
}
