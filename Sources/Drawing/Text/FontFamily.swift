/// One of the kinds of face that the project sets text in, each with its fallbacks.
public enum FontFamily: String, Sendable, Hashable, Codable {
  /// Body text: Linux Libertine.
  case serif
  /// Labels of figures and tables: Inter.
  case sans
  /// Code and digests: DejaVu Sans Mono.
  case mono
  /// Mathematics: Libertine, with STIX for what it lacks.
  case math

  /// The names that fontconfig is asked for, best first.
  var names: String {
    switch self {
    case .serif: "Linux Libertine O,Libertinus Serif,STIX,DejaVu Serif,serif"
    case .sans: "Inter,Linux Biolinum O,DejaVu Sans,sans-serif"
    case .mono: "DejaVu Sans Mono,Liberation Mono,monospace"
    case .math: "Linux Libertine O,Libertinus Serif,STIX,STIX Math,DejaVu Serif,serif"
    }
  }
}
