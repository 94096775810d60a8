/// What a page was made with: enough to tell whether two pages belong to one run, and to make the page again.
public struct PageSetting: Sendable, Hashable, Codable {
  /// The profile's name; `smoke` is too small to reproduce anything.
  public var profile: String
  /// The seed.
  public var seed: UInt64
  /// The name of the pictures, such as `scenes` or `tiny-imagenet`.
  public var source: String
  /// The digest of the pictures.
  public var sourceDigest: String
  /// The digest of the resolved configuration.
  public var configurationDigest: String

  /// What a page was made with.
  public init(
    profile: String, seed: UInt64, source: String, sourceDigest: String = "",
    configurationDigest: String = ""
  ) {
    self.profile = profile
    self.seed = seed
    self.source = source
    self.sourceDigest = sourceDigest
    self.configurationDigest = configurationDigest
  }

  /// Whether the run is too small to reproduce anything.
  public var isSmokeRun: Bool { profile == "smoke" }
}
