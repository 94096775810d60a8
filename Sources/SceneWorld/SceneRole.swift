/// What a set of drawn pictures is for; no two roles share a picture, nor the source a class with the others.
public enum SceneRole: String, Sendable, Codable, CaseIterable {
  /// The classes that a network is first trained on, as ImageNet's are in the paper.
  case source
  /// Other classes, for what the learned features are worth elsewhere, as Caltech-101's are.
  case transfer
  /// Yet other classes, in harder pictures, as Caltech-256's are.
  case secondTransfer = "second-transfer"

  /// Its place among the roles, for the random streams.
  var number: Int {
    switch self {
    case .source: 0
    case .transfer: 1
    case .secondTransfer: 2
    }
  }

  /// The classes, in the order of the labels.
  var classes: [SceneClass] {
    switch self {
    case .source: SceneClass.source
    case .transfer: SceneClass.transfer
    case .secondTransfer: SceneClass.secondTransfer
    }
  }
}
