import Datasets
import Experiments
import Networks
import Reporting
import SceneWorld
import Training

/// Whether images are of a difficulty that separates: whether the error still falls with more images and more epochs,
/// whether networks differ, and whether features learned from them are worth something elsewhere.
///
/// Every network is kept in the store, so that a study which was stopped goes on from there.
public struct DifficultyStudy {
  private let session: Session
  private var seed: UInt64 { session.options.seed }
  private var settings: RunConfiguration.NetworkSettings { session.configuration.training }

  /// A study of the images of a run, by the networks of its profile.
  public init(_ session: Session) { self.session = session }

  // MARK: Learning curves

  /// ZFNet's error after training on a sixteenth, an eighth, … and all of the training images, with equally many samples seen.
  ///
  /// - Throws: what opening the images and training throw.
  public func errorsByImages() throws -> [AuditFinding] {
    let images = CachedImages(
      training: try session.images.cache(.train, input: settings.input),
      validation: try session.images.cache(.validation, input: settings.input))
    let labels = (0..<images.count(.train)).map { images.label(.train, $0) }
    let classes = images.classNames.count
    let judged = (0..<images.count(.validation)).map { SubsetSource.Place(.validation, $0) }
    var findings: [AuditFinding] = []
    for share in [16, 8, 4, 2] {
      let perClass = labels.count / share / classes
      guard perClass > 0 else { continue }
      let split = TransferSplit(labels: labels, perClass: perClass, testPerClass: 1, seed: seed)
      let subset = SubsetSource(
        of: images, training: split.training.map { .init(.train, $0) }, validation: judged)
      findings.append(
        try error(
          of: .zfnet, id: "images/\(split.training.count)", "\(split.training.count) images", subset))
    }
    findings.append(
      try error(of: .zfnet, id: "images/\(labels.count)", "\(labels.count) images", session.images.source))
    return findings
  }

  /// ZFNet's error after a quarter, half, once and twice the profile's samples.
  ///
  /// - Throws: what opening the images and training throw.
  public func errorsByEpochs() throws -> [AuditFinding] {
    try [0.25, 0.5, 1, 2].map { share in
      let settings = settings.showing(Int(share * Double(settings.shown)))
      let epochs = Double(settings.samples) / Double(session.images.source.count(.train))
      return try error(
        of: .zfnet, id: "epochs/\(settings.samples)", "\(rounded(epochs)) epochs", session.images.source,
        settings)
    }
  }

  /// The errors of networks whose depth should make them differ.
  ///
  /// - Throws: what opening the images and training throw.
  public func errorsByNetwork() throws -> [AuditFinding] {
    let kinds: [Architecture] = [
      .zfnet, .alexnet, .alexnetWithout34, .alexnetWithout67, .alexnetWithout3467,
    ]
    return try kinds.map {
      try error(of: $0, id: "networks/\($0.name)", $0.title, session.images.source)
    }
  }

  private func error(
    of kind: Architecture, id: String, _ statement: String, _ source: any ImageSource,
    _ other: RunConfiguration.NetworkSettings? = nil
  ) throws -> AuditFinding {
    let network = try session.networks.trained(
      NetworkRequest(
        session.networks.recipe(kind, of: source, settings: other ?? settings), learningFrom: source))
    let judged = try session.images.cache(of: source, .validation, input: settings.input)
    let mistakes = try Classification.evaluate(network.model, on: judged).mistakes(top: 1)
    return AuditFinding(
      id: id, "top-1 error, \(statement)", share: Bootstrap.mean(mistakes, seed: seed), count: mistakes.count)
  }

  // MARK: Transfer

  /// How far the ZFNet's features are ahead of the same network from scratch on another set, by the mean over
  /// folds of the mean accuracy over classes.
  ///
  /// - Parameters:
  ///   - target: the other set; its training split is drawn from.
  ///   - perClass: how many images of each class are learned from.
  ///   - folds: how often.
  /// - Throws: what opening the images and training throw.
  public func transfer(
    to target: any ImageSource, perClass: Int, folds: Int
  ) throws -> [AuditFinding] {
    let network = try session.networks.trained(session.networks.request(.zfnet))
    let set = try TransferTarget(target, layers: [5, 7], session)
    var accuracies: [String: [Double]] = [:]
    for layer in [5, 7] {
      for method in LinearMethod.allCases {
        let probe = TransferTarget.Probe(layer: layer, method: method, perClass: perClass)
        accuracies["\(method.rawValue) on layer \(layer)"] = try set.outcomes(
          of: [StudiedNetwork(network)], [probe], folds: folds
        )[0].map(\.accuracy)
      }
    }
    accuracies["from scratch"] = try (0..<folds).map {
      try set.scratchOutcome(perClass: perClass, fold: $0).accuracy
    }
    var findings = accuracies.keys.sorted().map { name in
      AuditFinding(
        id: "transfer/\(name)", "\(perClass) images a class of \(target.name), \(name)",
        share: Bootstrap.mean(accuracies[name] ?? [], seed: seed), count: folds)
    }
    if let pretrained = accuracies["softmax on layer 7"], let scratch = accuracies["from scratch"] {
      findings.append(
        AuditFinding(
          id: "transfer/margin", "how far softmax on layer 7 is ahead of the network from scratch",
          share: Bootstrap.mean(zip(pretrained, scratch).map { $0 - $1 }, seed: seed), count: folds,
          unit: "points", .atLeast(20)))
    }
    return findings
  }

  private func rounded(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)"
  }
}
