/// What a set of images is for in the replication. Each role is filled by a published data set or by the drawn world.
public enum DatasetRole: String, Sendable, Codable, CaseIterable {
  /// The set that networks are trained on first, as ImageNet is in the paper.
  case source
  /// The first set of other classes to which learned features are transferred, as Caltech-101 is in the paper's Table 4.
  case transfer
  /// The second such set, of harder images, as Caltech-256 is in the paper's Table 5.
  case secondTransfer = "second-transfer"
  /// Images of several objects with boxes and presence labels, as PASCAL VOC's are in the paper's Table 6.
  case multilabel
  /// Frontal faces with landmarks, for the correspondence of parts in the paper's Table 1.
  case faces
  /// The images of the paper's Figures 5 and 7, chosen or arranged on purpose.
  case figures
}
