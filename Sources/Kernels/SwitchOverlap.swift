/// What unpooling does where two pooling windows took their maximum from the same position, as overlapping windows
/// do; the paper does not say.
public enum SwitchOverlap: String, Sendable, Codable, CaseIterable {
  /// The values add up: the gradient of max pooling.
  case sum
  /// The largest value stays.
  case maximum
  /// The value of the last window in row-major order stays.
  case last
}
