import Datasets

/// What the drawn world puts in each role; no two roles share an image.
extension DatasetRole {
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

  /// What the drawn images of the role show and what they are for, in a few words.
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
