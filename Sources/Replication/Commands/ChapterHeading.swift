/// What a chapter is called and what of the paper it reproduces.
public struct ChapterHeading: Sendable {
  /// The executable's name and the page's folder.
  public let slug: String
  /// The paper's section; a dash where it has none.
  public let section: String
  /// The title.
  public let title: String
  /// Figures and tables of the paper.
  public let reproduces: String

  /// What the networks look at.
  public static let images = ChapterHeading(
    slug: "images", section: "1", title: "The images", reproduces: "what stands in for ImageNet")
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
  /// Section 4: how features come about during training.
  public static let featureEvolution = ChapterHeading(
    slug: "feature-evolution", section: "4", title: "How features come about during training",
    reproduces: "Figure 4")
  /// Section 4: what moving, scaling and turning an image changes.
  public static let featureInvariance = ChapterHeading(
    slug: "feature-invariance", section: "4", title: "What moving, scaling and turning an image changes",
    reproduces: "Figure 5")
  /// Section 4.1: choosing the architecture by looking.
  public static let architectureSelection = ChapterHeading(
    slug: "architecture-selection", section: "4.1", title: "Choosing the architecture by looking",
    reproduces: "Figure 6")
  /// Section 4.2: hiding parts of an image.
  public static let occlusionSensitivity = ChapterHeading(
    slug: "occlusion-sensitivity", section: "4.2", title: "Hiding parts of an image", reproduces: "Figure 7")
  /// Section 4.3: whether parts of different faces correspond.
  public static let correspondence = ChapterHeading(
    slug: "correspondence", section: "4.3", title: "Whether parts of different faces correspond",
    reproduces: "Figure 8 and Table 1")
  /// Section 5.1: networks without some of their layers.
  public static let ablations = ChapterHeading(
    slug: "ablations", section: "5.1", title: "Networks without some of their layers", reproduces: "Table 3")
  /// Section 5.2: what the features are worth on other images.
  public static let transfer = ChapterHeading(
    slug: "transfer", section: "5.2", title: "What the features are worth on other images",
    reproduces: "Tables 4 to 6 and Figure 9")
  /// Section 5.3: what each layer's features are worth.
  public static let featureAnalysis = ChapterHeading(
    slug: "feature-analysis", section: "5.3", title: "What each layer's features are worth",
    reproduces: "Table 7")
  /// Later criticism; no section of the paper.
  public static let sanityChecks = ChapterHeading(
    slug: "sanity-checks", section: "–", title: "Later criticism",
    reproduces: "what has been contested since the paper")

  /// All chapters, in the paper's order: what the report runs and binds.
  public static let all = [
    images, approach, classification, layerVisualizations, featureEvolution, featureInvariance,
    architectureSelection, occlusionSensitivity, correspondence, ablations, transfer, featureAnalysis,
    sanityChecks,
  ]
}
