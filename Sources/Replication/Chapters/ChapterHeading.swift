/// What a chapter is called and what of the paper it reproduces.
public struct ChapterHeading: Codable, Hashable, Sendable {
  /// The executable's name and the page's folder, such as `occlusion-sensitivity`.
  public let slug: String
  /// The paper's section, such as `4.2`; a dash where it has none.
  public let section: String
  /// The title of the chapter's page.
  public let title: String
  /// Figures and tables of the paper, such as `Figure 7`.
  public let reproduces: String

  /// The heading of a chapter that reproduces a part of the paper.
  public init(slug: String, section: String, title: String, reproduces: String) {
    self.slug = slug
    self.section = section
    self.title = title
    self.reproduces = reproduces
  }
}
