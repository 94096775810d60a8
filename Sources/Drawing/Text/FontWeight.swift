/// How heavy the strokes of a face are.
public enum FontWeight: String, Sendable, Hashable, Codable {
  /// Plain text.
  case regular
  /// Between regular and bold.
  case medium
  /// A heavy label.
  case semibold
  /// The heaviest in use.
  case bold
}
