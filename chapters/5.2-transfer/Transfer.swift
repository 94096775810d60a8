import Experiments
import Figures
import Replication
import Reporting

/// Section 5.2, Tables 4 to 6 and Figure 9: what the features are worth on other images.
package struct Transfer: Chapter {
  package static let heading = ChapterHeading(
    slug: "transfer", section: "5.2", title: "What the features are worth on other images",
    reproduces: "Tables 4 to 6 and Figure 9")
  package static let quickSeconds = 150.0
  package static let networkUse = NetworkUse.looksInto
  package static let additionalUse = AdditionalUse.leavesOut(
    because:
      "This section sets features of networks of this run beside networks of the same architecture from scratch; the [next chapter](#feature-analysis) has what layers of others are worth on the same sets."
  )

  package init() {}

  package func networks(_ session: Session) throws -> [NetworkRequest] { try TransferPlan(session).networks }

  package func untested(_ session: Session) throws -> [String] { try TransferPlan(session).untested }

  package func write(to page: inout PageBuilder, _ session: Session) throws {
    introduce(on: &page, session)
    let sets = try TransferRole.allCases.map { try TransferSet($0, session) }
    for set in sets {
      try AccuracyTable(set).write(to: &page)
      if set.role == .caltech256 { try AccuracyCurve(set).write(to: &page) }
    }
    try AveragePrecisionTable(session).write(to: &page)
    guard session.imported == nil else {
      page.note(
        "Whether the sets share images with those that the network learned from is not looked for: these are not at hand."
      )
      return
    }
    try Duplicates(session, sets: sets).write(to: &page)
    discuss(sets, on: &page, session)
  }

  private func introduce(on page: inout PageBuilder, _ session: Session) {
    let settings = session.configuration.training
    let folds = session.configuration.roles.folds
    let subject =
      session.imported.map { "*\(InlineMarkup.escaped($0.name))*" }
      ?? "the ZFNets of *\(session.images.source.name)* (\(settings.input) px, \(NumberText.percent(settings.width)) of the paper's width)"
    page.prose(
      """
      A network trained on one set of classes may have learned features that are useful elsewhere. The paper keeps layers 1 to 7 of its ImageNet network as they are, puts a new classifier on top, and \
      trains that alone on the few images per class of Caltech-101, Caltech-256 and PASCAL VOC 2012. The same network \
      trained on those few images from scratch does badly; the frozen features beat the best methods of the day on \
      two of the three sets. This chapter asks the same of \(subject), whose layer 7 gives each image \
      as one row of numbers, the mean over its center crop and that crop's mirror image\(session.imported == nil ? ". Networks from scratch are judged by the mean of their probabilities for the same two" : "; maps are averaged over at most \(NetworkFeatures.largestSide) × \(NetworkFeatures.largestSide) places, to at most \(NumberText.whole(NetworkFeatures.largestDimension)) numbers").

      Two linear classifiers are put on top: multinomial logistic regression, the paper's **softmax**, and a linear \
      **support vector machine** with LIBLINEAR's squared hinge loss. The regularization of each, the weight decay or the cost C, is chosen on a \
      quarter of the training images that is held out, on several quarters in turn where these are few; the fit then takes all of \
      them. Accuracies are means over classes, on at most \(TransferSplit.testPerClass) test images per class, and over \
      \(folds == 1 ? "one draw (fold) of the training images, where the paper has five" : "\(folds) draws (folds) of the training images; ± is the standard deviation between folds"). \
      Smaller draws are nested in larger ones.
      """)
    guard session.imported == nil else {
      page.note(
        "Networks from scratch are not trained here, since the network is from a file: the first row of Tables 4 and 5 has the paper's numbers alone.",
        kind: .scale)
      return
    }
    page.note(
      """
      A network **from scratch** has the architecture of the others and the standard recipe. It makes \
      \(NumberText.whole(TransferNetworks.leastScratchSteps)) steps of half a batch, and more where that shows it each image fewer than \
      \(TransferNetworks.scratchPasses) times, but sees \(NumberText.whole(settings.shown)) images at most, under random crops and flips. Such networks are trained on \
      \(session.configuration.roles.scratchFolds == 1 ? "one fold" : "\(session.configuration.roles.scratchFolds) folds"). Their validation error in the table of convergence is \
      of center crops; the accuracies are over classes, and of each image and its mirror image.
      """, kind: .scale)
  }

  private func discuss(_ sets: [TransferSet], on page: inout PageBuilder, _ session: Session) {
    let shown = sets.flatMap { set in
      set.sizes.compactMap { size in
        set.target.map { TransferNetworks(session).scratch($0, perClass: size, fold: 0).recipe.samples }
      }
    }
    let scratch = [shown.min(), shown.max()].compactMap(\.self).map(NumberText.whole)
    page.heading("What this says")
    page.prose(
      """
      The paper's comparison has two sides that differ in more than the images seen: the frozen features were learned from \
      \(NumberText.whole(session.configuration.training.shown)) samples of other images\
      \(scratch.count == 2 ? ", the networks from scratch from \(scratch[0] == scratch[1] ? scratch[0] : "\(scratch[0]) to \(scratch[1])") of their own" : ""), and the target's classes resemble the source's. \
      What the claims above can show is how far one side is ahead at this run's scale, not why. \(Self.ratios(sets, session))Where both \
      sets are drawn by one program, they share its palette, its backdrops and its camera, which makes transfer easier than between two collections of photographs. Which layer's features are worth most is the question of the \
      [next chapter](#feature-analysis).
      """)
  }

  /// How many times as many images the features were learned from as the smallest set from scratch, in the paper and here; empty
  /// where Caltech-101's role has no images.
  private static func ratios(_ sets: [TransferSet], _ session: Session) -> String {
    guard let set = sets.first(where: { $0.role == .caltech101 }), let target = set.target,
      let size = set.sizes.first
    else { return "" }
    func times(_ source: Int, _ classes: Int) -> String {
      NumberText.whole(Int((Double(source) / Double(size * classes)).rounded()))
    }
    let own = times(session.images.source.count(.train), target.images.classNames.count)
    return """
      One reason is at hand: the paper's features were learned from 1.3 million images, \(times(1_300_000, 101)) times as many as \(size) for each of Caltech-101's classes; \
      here it is \(own) times as many, and the network from scratch has less to make up for.\u{20}
      """
  }
}
