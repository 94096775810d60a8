import Drawing

/// How a verdict is shown: a sign, a word and a pair of colors whose contrast is at least 4.5 : 1.
public struct Badge: Sendable {
  /// The verdict that it shows.
  public let verdict: Verdict

  /// The badge of a verdict.
  public init(_ verdict: Verdict) { self.verdict = verdict }

  /// The verdict's word and its sign, so that color is never the only difference.
  public var text: String {
    switch verdict {
    case .reproduced: "✓ reproduced"
    case .notReproduced: "✗ not reproduced"
    case .inconclusive: "≈ inconclusive"
    case .notTested: "– not tested"
    }
  }

  /// Text and background on white paper.
  public var light: (text: Color, background: Color) {
    switch verdict {
    case .reproduced: (Color(hex: 0x0B5A37), Color(hex: 0xDDF2E6))
    case .notReproduced: (Color(hex: 0x8F1D1D), Color(hex: 0xFBE3E1))
    case .inconclusive: (Color(hex: 0x6B4A00), Color(hex: 0xFBEFD0))
    case .notTested: (Color(hex: 0x4A4A4A), Color(hex: 0xECECEC))
    }
  }

  /// Text and background on a dark screen.
  public var dark: (text: Color, background: Color) {
    switch verdict {
    case .reproduced: (Color(hex: 0xA6E3C0), Color(hex: 0x12402A))
    case .notReproduced: (Color(hex: 0xF7B7B2), Color(hex: 0x5A1A1A))
    case .inconclusive: (Color(hex: 0xF2D68C), Color(hex: 0x4A3604))
    case .notTested: (Color(hex: 0xD0D0D0), Color(hex: 0x3A3A3A))
    }
  }

  /// The name of the style: the verdict with hyphens.
  var name: String { verdict.rawValue.replacing(" ", with: "-") }

  /// The badge in a line of HTML.
  var html: String { "<span class=\"badge \(name)\">\(HTMLText.escaped(text))</span>" }
}
