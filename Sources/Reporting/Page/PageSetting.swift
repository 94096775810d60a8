/// What a page was made with: enough to tell whether two pages belong to one run, and to make the page again.
public struct PageSetting: Sendable, Hashable, Codable {
  /// The name of the run's profile, such as `quick`.
  public var profile: String
  /// The seed of all random numbers.
  public var seed: UInt64
  /// The name of the images, such as `scenes` or `tiny-imagenet`.
  public var source: String
  /// The digest of the images.
  public var sourceDigest: String
  /// The digest of the resolved configuration.
  public var configurationDigest: String
  /// Whether the run is too small to decide anything.
  public var isTrial: Bool

  /// What a page was made with.
  public init(
    profile: String, seed: UInt64, source: String, sourceDigest: String = "",
    configurationDigest: String = "", isTrial: Bool = false
  ) {
    self.profile = profile
    self.seed = seed
    self.source = source
    self.sourceDigest = sourceDigest
    self.configurationDigest = configurationDigest
    self.isTrial = isTrial
  }
}
