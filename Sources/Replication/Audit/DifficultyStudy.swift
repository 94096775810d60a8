import Datasets
import Experiments
import Networks
import Reporting
import SceneWorld
import Training

/// Whether pictures are of a difficulty that separates: whether the error still falls with more pictures and more epochs,
/// whether networks differ, and whether features learned from them are worth something elsewhere.
///
/// Every network is kept in the store, so that a study which was stopped goes on from there.
public struct DifficultyStudy {
  private let session: Session
  private var seed: UInt64 { session.options.seed }
  private var settings: RunConfiguration.NetworkSettings { session.configuration.training }

  /// A study of the pictures of a run, by the networks of its profile.
  public init(_ session: Session) { self.session = session }

  // MARK: Learning curves

  /// The ZFNet's error with a sixteenth, an eighth, … and all of the training pictures, as often presented in all.
  public func errorsByPictures() throws -> [AuditFinding] {
    let pictures = CachedPictures(
      training: try session.pictures(.train, input: settings.input),
      validation: try session.pictures(.validation, input: settings.input))
    let labels = (0..<pictures.count(.train)).map { pictures.label(.train, $0) }
    let classes = pictures.classNames.count
    let judged = (0..<pictures.count(.validation)).map { SubsetSource.Place(.validation, $0) }
    var findings: [AuditFinding] = []
    for share in [16, 8, 4, 2] {
      let perClass = labels.count / share / classes
      guard perClass > 0 else { continue }
      let split = TransferSplit(labels: labels, perClass: perClass, testPerClass: 1, seed: seed)
      let subset = SubsetSource(
        of: pictures, training: split.training.map { .init(.train, $0) }, validation: judged)
      findings.append(
        try error(
          of: .zfnet, id: "pictures/\(split.training.count)", "\(split.training.count) pictures", subset))
    }
    findings.append(
      try error(of: .zfnet, id: "pictures/\(labels.count)", "\(labels.count) pictures", session.source))
    return findings
  }

  /// The ZFNet's error after a quarter, half, once and twice the profile's presentations.
  public func errorsByEpochs() throws -> [AuditFinding] {
    try [0.25, 0.5, 1, 2].map { share in
      var settings = settings
      settings.presentations = Int(share * Double(settings.presentations))
      let epochs = Double(settings.presentations) / Double(session.source.count(.train))
      return try error(
        of: .zfnet, id: "epochs/\(settings.presentations)", "\(rounded(epochs)) epochs", session.source,
        settings)
    }
  }

  /// The errors of networks that ought to differ.
  public func errorsByNetwork() throws -> [AuditFinding] {
    let kinds: [ArchitectureKind] = [
      .zfnet, .alexnet, .alexnetWithout34, .alexnetWithout67, .alexnetWithout3467,
    ]
    return try kinds.map {
      try error(of: $0, id: "networks/\($0.rawValue)", $0.title, session.source)
    }
  }

  private func error(
    of kind: ArchitectureKind, id: String, _ statement: String, _ source: any PictureSource,
    _ other: RunConfiguration.NetworkSettings? = nil
  ) throws -> AuditFinding {
    let network = try session.network(
      session.recipe(kind, of: source, settings: other ?? settings), learningFrom: source)
    let judged = try session.pictures(of: source, .validation, input: settings.input)
    let mistakes = try Classification.evaluate(network, on: judged).mistakes(top: 1)
    return AuditFinding(
      id: id, "top-1 error, \(statement)", share: Bootstrap.mean(mistakes, seed: seed), count: mistakes.count)
  }

  // MARK: Transfer

  /// How far the ZFNet's features are ahead of the same network from scratch on another set, by the mean over
  /// folds of the mean accuracy over classes.
  ///
  /// - Parameters:
  ///   - target: the other set; its training split is drawn from.
  ///   - perClass: how many pictures of each class are learned from.
  ///   - folds: how often.
  public func transfer(
    to target: any PictureSource, perClass: Int, folds: Int
  ) throws -> [AuditFinding] {
    let network = try session.network(session.recipe(.zfnet))
    let pictures = try session.pictures(of: target, .train, input: settings.input)
    let labels = (0..<pictures.count).map { pictures.label($0) }
    let features = try NetworkFeatures.tables(
      of: network, layers: [5, 7], pictures: pictures, indices: Array(labels.indices)
    ) { try session.showProgress("features", $0, of: labels.count) }

    var accuracies: [String: [Double]] = [:]
    for fold in 0..<folds {
      let split = TransferSplit(labels: labels, perClass: perClass, seed: seed, fold: fold)
      for layer in [5, 7] {
        for method in LinearMethod.allCases {
          guard let table = features[layer] else { continue }
          accuracies["\(method.rawValue) on layer \(layer)", default: []].append(
            try FeatureTransfer.accuracy(of: table, split, by: method, seed: seed))
        }
      }
      accuracies["from scratch", default: []].append(try scratchAccuracy(pictures, split, fold))
    }
    var findings = accuracies.keys.sorted().map { name in
      AuditFinding(
        id: "transfer/\(name)", "\(perClass) pictures a class of \(target.name), \(name)",
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

  /// The same network with nothing learned elsewhere, under the same recipe, with a quarter of the presentations, which on
  /// so few pictures are hundreds of epochs.
  private func scratchAccuracy(
    _ pictures: PictureCache, _ split: TransferSplit, _ fold: Int
  ) throws -> Double {
    let subset = SubsetSource(
      of: CachedPictures(training: pictures), training: split.training.map { .init(.train, $0) },
      validation: split.test.map { .init(.train, $0) })
    var settings = settings
    settings.presentations = max(settings.presentations / 4, 1)
    settings.evaluations = 1
    let network = try session.network(
      session.recipe(.zfnet, of: subset, settings: settings, seedIndex: fold), learningFrom: subset)
    let judged = try session.pictures(of: subset, .validation, input: settings.input)
    let outcome = try Classification.evaluate(network, on: judged)
    return FeatureTransfer.meanClassAccuracy(predictions: outcome.predictions, labels: outcome.labels)
  }

  private func rounded(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\((value * 10).rounded() / 10)"
  }
}
