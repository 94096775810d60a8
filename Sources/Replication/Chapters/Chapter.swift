import ArgumentParser
import Reporting

/// A chapter: it runs one section of the paper and writes its page, and owns all that belongs to that section alone.
///
/// ```swift
/// package struct OcclusionSensitivity: Chapter {
///   package static let heading = ChapterHeading(
///     slug: "occlusion-sensitivity", section: "4.2", title: "Hiding parts of an image", reproduces: "Figure 7")
///   package static let quickSeconds = 60.0
///   package init() {}
///   package func networks(_ session: Session) -> [NetworkRequest] { [session.networks.visualization] }
///   package func write(to page: inout PageBuilder, _ session: Session) throws { … }
/// }
/// ```
///
/// It is a library, so that its measurements and claims can be tested; its executable is `ChapterCommand`. Properties marked
/// `@Option` or `@Flag` become options of that executable, beside those that all chapters share.
public protocol Chapter: ParsableArguments {
  /// What it is called and what it reproduces.
  static var heading: ChapterHeading { get }

  /// How long it measured and drew at the quick profile when its networks were all there, in seconds, on two cores that train the
  /// profile's ZFNet at 2,000 images a second; the training of its networks comes on top.
  static var quickSeconds: Double { get }

  /// What it does with networks; unless it says otherwise, it trains its own and has no page for a network from a file.
  static var networkUse: NetworkUse { get }

  /// What it does with networks from files that are measured beside the run's own (`--also`); unless it says otherwise, it leaves them out.
  static var additionalUse: AdditionalUse { get }

  /// The networks that it asks for, each once, in the order in which it does; none unless it says otherwise.
  ///
  /// `write` must take its networks from here, so that `zfnet plan` cannot promise others. A run that looks into a network from a
  /// file is not asked.
  ///
  /// - Throws: what opening the images of other roles throws.
  func networks(_ session: Session) throws -> [NetworkRequest]

  /// What a run of these settings leaves untested or cannot decide, a sentence each, as far as it is known before the run; nothing unless
  /// it says otherwise. A run that is too small to decide anything is not asked.
  ///
  /// - Throws: what opening the images of other roles throws.
  func untested(_ session: Session) throws -> [String]

  /// Runs the section's experiments and tells them, from the top of the page down.
  func write(to page: inout PageBuilder, _ session: Session) throws
}

extension Chapter {
  /// Training: for chapters about networks that the run makes.
  public static var networkUse: NetworkUse {
    .trains(because: "This section compares networks that were trained for it.")
  }

  /// What follows from `networkUse`.
  public static var additionalUse: AdditionalUse { AdditionalUse(networkUse) }

  /// No networks: for chapters that train none.
  public func networks(_ session: Session) -> [NetworkRequest] { [] }

  /// No sentences: for chapters that test all of their claims in any run.
  public func untested(_ session: Session) -> [String] { [] }
}
