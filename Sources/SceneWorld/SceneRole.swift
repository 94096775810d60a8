/// What a set of drawn images is for; no two roles share an image.
public enum SceneRole: String, Sendable, Codable, CaseIterable {
  /// The classes that a network is first trained on, as ImageNet's are in the paper.
  case source
  /// Other classes, for what the learned features are worth elsewhere, as Caltech-101's are.
  case transfer
  /// Other classes in harder poses, among more clutter, as Caltech-256's are.
  case secondTransfer = "second-transfer"
  /// Two to four objects in places where they belong, with boxes and presence labels, as PASCAL VOC's are.
  case multilabel
  /// Dogs' faces from the front with their landmarks, for the correspondence of parts (the paper's Table 1).
  case faces
  /// The scenes of the paper's Figures 5 and 7, arranged on purpose: see `NamedScene`.
  case figures

  /// Its place among the roles, for the random streams.
  var number: Int {
    switch self {
    case .source: 0
    case .transfer: 1
    case .secondTransfer: 2
    case .multilabel: 3
    case .faces: 4
    case .figures: 5
    }
  }

  /// The classes, in the order of the labels.
  var classes: [SceneClass] {
    switch self {
    case .source: SceneClass.source
    case .transfer: SceneClass.transfer
    case .secondTransfer: SceneClass.secondTransfer
    case .multilabel: SceneClass.multilabel
    case .faces: SceneClass.faces
    case .figures: NamedScene.classes
    }
  }

  /// What the role is for, in a few words.
  public var purpose: String {
    switch self {
    case .source: "what a network is trained on first, as on ImageNet"
    case .transfer: "classes the source does not have, as Caltech-101"
    case .secondTransfer: "classes the source does not have, in harder images, as Caltech-256"
    case .multilabel: "two to four objects an image with boxes, as PASCAL VOC"
    case .faces: "dogs' faces from the front with landmarks, for correspondence"
    case .figures: "the scenes of Figures 5 and 7, the same in every run"
    }
  }

  /// The difficulty that the poses, the clutter and the camera of this role take from that of the set: Caltech-101's
  /// objects stand large, upright and in the middle, Caltech-256's do not.
  func difficulty(from set: Double) -> Double {
    switch self {
    case .transfer: set * 2 / 3
    case .secondTransfer: min(1, set * 4 / 3)
    case .source, .multilabel, .faces, .figures: set
    }
  }

  /// The number of images in a split where the role decides it; nil where whoever asks does.
  func fixedCount(isTraining: Bool) -> Int? {
    guard self == .figures else { return nil }
    return isTraining ? 0 : NamedScene.allCases.count
  }
}
