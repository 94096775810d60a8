import Files
import Reporting

extension Session {
  /// What a page was made with.
  public var pageSetting: PageSetting {
    // The other roles' folders decide as much as the configuration does.
    let settings = ([configuration.yaml] + options.roles.arguments).joined(separator: "\n")
    let digest = ContentDigest.of(settings)
    return PageSetting(
      profile: configuration.profile, seed: options.seed, source: images.source.name,
      sourceDigest: images.source.digest,
      configurationDigest: digest, isTrial: isTrial)
  }

  /// Whether the run is too small to decide anything: a smoke run, or one whose networks, the visualization network among them, do not see
  /// each image even once.
  private var isTrial: Bool {
    configuration.profile == RunConfiguration.Profile.smoke.rawValue
      || [networks.recipe(.zfnet), networks.visualization.recipe].contains {
        $0.samples < images.source.count(.train)
      }
  }

  /// One line on what is run: profile, images, seed.
  public var summary: String {
    let source = images.source
    return "profile \(configuration.profile), \(source.name) with \(source.classNames.count) classes, "
      + "\(source.count(.train)) training and \(source.count(.validation)) validation images, seed \(options.seed)"
  }
}
