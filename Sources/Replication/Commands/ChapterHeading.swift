/// What a chapter is called and what of the paper it reproduces.
public struct ChapterHeading: Sendable {
  /// The executable's name and the page's folder.
  public let slug: String
  /// The paper's section.
  public let section: String
  /// The title.
  public let title: String
  /// Figures and tables of the paper.
  public let reproduces: String

  /// What the networks look at.
  public static let pictures = ChapterHeading(
    slug: "pictures", section: "1", title: "The pictures", reproduces: "what stands in for ImageNet")
  /// Sections 2 and 3: the networks, and the deconvnet that leads back from them.
  public static let approach = ChapterHeading(
    slug: "approach", section: "2", title: "A convnet, and the way back to the pixels",
    reproduces: "Figures 1 and 3")
  /// Section 3: training, and how well it classifies.
  public static let classification = ChapterHeading(
    slug: "classification", section: "3", title: "Training, and how well it classifies", reproduces: "Table 2"
  )
  /// Section 4: what the layers have learned.
  public static let layerVisualizations = ChapterHeading(
    slug: "layer-visualizations", section: "4", title: "What the layers have learned", reproduces: "Figure 2")

  /// All chapters, in the paper's order: what the report runs and binds.
  public static let all = [pictures, approach, classification, layerVisualizations]
}
