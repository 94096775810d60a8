/// What is known of a figure besides its files `figures/<id>.svg`, `.png`, `.pdf`, `.drawing.json` and
/// `data/<id>.csv`.
public struct FigureBlock: Sendable, Hashable, Codable {
  /// The permanent name: lower-case letters, digits, points and hyphens.
  public var id: String
  /// The figure of the paper that it answers, such as `7`, or `2b` where several of ours answer Figure 2; nil where the paper has
  /// none like it.
  public var answers: String?
  /// A short title, in bold before the caption.
  public var title: String
  /// The caption, with inline markup.
  public var caption: String
  /// What the figure shows, for those who cannot see it.
  public var alt: String
  /// The width that it is made for, in points.
  public var width: Double
  /// The height that it is made for, in points.
  public var height: Double
  /// The width of its PNG.
  public var pixelsWide: Int
  /// The height of its PNG.
  public var pixelsHigh: Int
  /// Whether images are part of it, not lines and text alone.
  public var holdsImages: Bool
  /// Whether there is a CSV of its numbers.
  public var hasData: Bool
  /// Which maps it shows of the network that the report looks into, in its order; nil where it shows none.
  public var maps: [ShownMap]?

  /// The anchor in both reports.
  public var anchor: String { "fig-\(id)" }
}
